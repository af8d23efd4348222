import {
  EnvelopeError,
  isActive,
  readDoneAct,
  type ActKind,
  type MemberEntry,
  type SignedAct,
} from "@bijak/envelope";
import { realmOf, type Desk } from "./desk.ts";
import type { OpenedEntry } from "./record.ts";

/** An act of two persons that was done, members who have left included; null when its note is not that. */
export async function findDoneAct({ members }: Desk, note: string): Promise<SignedAct | null> {
  try {
    return await readDoneAct(note, members);
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

export type Matter = { readonly kind: ActKind; readonly caseId: string };

/** As an act of this kind on this case; null for any other. */
export async function findActOn(
  desk: Desk,
  note: string,
  { kind, caseId }: Matter,
): Promise<SignedAct | null> {
  const signed = await findDoneAct(desk, note);
  if (signed === null) return null;
  return isActOn(desk, signed, { kind, caseId }) ? signed : null;
}

/** Whether an act is of this kind and on this case of this institution. */
export const isActOn = (desk: Desk, { act }: SignedAct, { kind, caseId }: Matter): boolean =>
  act.kind === kind && act.caseId === caseId && act.instance === realmOf(desk).instance;

/** All acts of this kind that the record of the case holds. */
export async function listActsOn(
  desk: Desk,
  entries: readonly OpenedEntry[],
  matter: Matter,
): Promise<readonly SignedAct[]> {
  const notes = entries.flatMap(({ entry }) => (entry.kind === "act" ? [entry.note] : []));
  const acts = await Promise.all(notes.map((note) => findActOn(desk, note, matter)));
  return acts.filter((act) => act !== null);
}

/** Whether two approved this entry of the record: its author, and another who may have supervised. */
export const isApprovedBy = (
  { act, signers }: SignedAct,
  { hash, memberId }: OpenedEntry,
): boolean =>
  act.hash === hash &&
  signers.some(({ id }) => id === memberId) &&
  signers.some((member) => member.id !== memberId && mayHaveSupervised(member));

/** Whether a signature of this member may have been a supervisor's: who has left has no role in the members note any more. */
export const mayHaveSupervised = (member: MemberEntry): boolean =>
  member.roles.includes("supervisor") || !isActive(member);
