import {
  EnvelopeError,
  isActive,
  readDoneAct,
  type MemberEntry,
  type SignedAct,
} from "@bijak/envelope";
import type { Desk } from "./desk.ts";

/** An act of two persons that was done, members who have left included; null when its note is not that. */
export async function findDoneAct({ members }: Desk, note: string): Promise<SignedAct | null> {
  try {
    return await readDoneAct(note, members);
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

/** Whether a signature of this member may have been a supervisor's: who has left has no role in the members note any more. */
export const mayHaveSupervised = (member: MemberEntry): boolean =>
  member.roles.includes("supervisor") || !isActive(member);
