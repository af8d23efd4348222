import { ApiError } from "@bijak/contract";
import { canMove, canMoveTogether, findTransition, type Transition } from "@bijak/domain";
import {
  type Directory,
  isActive,
  type MemberEntry,
  parseNoteText,
  readAct,
  requireTwo,
} from "@bijak/envelope/audit";
import { ensure, refuseAs } from "../refusal.ts";
import { isAtWork, isCaseworker, type Access } from "./access.ts";
import type { ParsedStep } from "./step-parse.ts";
import type { ActRow } from "./word-store.ts";

export type ActKind = "close" | "reopen";

/** What the rules look at: who asks, in which case, with which word from others. */
export type Facts = {
  readonly member: MemberEntry;
  readonly members: readonly MemberEntry[];
  readonly directory: Pick<Directory, "instance">;
  readonly access: Access;
  readonly acts: readonly ActRow[];
  /** Members who declared that they have no conflict of interest in this case. */
  readonly unconflicted: readonly string[];
};

/**
 * [Note: Moves that wait for their other half]
 *
 * A transfer names the unit that is to take over and shows it a summary before it accepts (R8). A step has no place for
 * either, and a case that is moved to `transferring` without them could be moved by nobody. So such moves are refused.
 */
const isWhole = (rule: Transition): boolean => !rule.needs.includes("target-unit");

/**
 * Checks the move of a step. Throws `move-impossible` when a case never moves so, `role-missing` when this member may not move
 * it, `act-refused` unless a move of two persons carries the note of both.
 */
export async function ensureMove(step: ParsedStep, facts: Facts): Promise<void> {
  const { state } = facts.access.row;
  ensure(state !== "archived" && state !== "erased", "move-impossible");
  if (step.to === null) return;
  const { to } = step;
  const rule = findTransition(state, to);
  ensure(rule !== null && isWhole(rule), "move-impossible");
  if (rule.isTwoPerson) return ensureTwo(step, rule, facts);
  ensure(step.act === null, "act-refused");
  ensure(
    facts.member.roles.some((role) => canMove(state, to, role)),
    "role-missing",
  );
}

async function ensureTwo(
  { act: note, revision }: ParsedStep,
  rule: Transition,
  facts: Facts,
): Promise<void> {
  ensure(note !== null, "act-refused");
  const { id: caseId } = facts.access.row;
  const { instance } = facts.directory;
  const kind = kindOf(rule);
  const expected = { instance, caseId, kind, revision };
  const { signers } = await refuseAs("act-refused", () =>
    requireTwo(note, facts.members, expected),
  );
  const [first, second, ...more] = signers;
  ensure(first !== undefined && second !== undefined && more.length === 0, "act-refused");
  ensure([first.id, second.id].includes(facts.member.id), "act-refused");
  for (const signer of [first, second]) ensureMaySign(signer, facts);
  ensure(canMoveTogether(rule, first.roles, second.roles), "role-missing");
  await ensureProposed(note, kind, facts);
}

const kindOf = ({ to }: Transition): ActKind => (to === "reopened" ? "reopen" : "close");

/** Throws `act-refused` unless the member works on this case and has no conflict of interest in it. */
function ensureMaySign(signer: MemberEntry, { access, unconflicted }: Facts): void {
  const isPartOfIt = isCaseworker(signer) && isAtWork(signer, access.units);
  ensure(isPartOfIt && unconflicted.includes(signer.id), "act-refused");
}

/** The first signature must be that of a proposal which still stands, by the other of the two. */
async function ensureProposed(note: string, kind: ActKind, facts: Facts): Promise<void> {
  const text = parseNoteText(note);
  for (const proposal of facts.acts) {
    if (proposal.kind !== kind || parseNoteText(proposal.note) !== text) continue;
    const { signers } = await refuseAs("act-refused", () => readAct(proposal.note, facts.members));
    if (signers.some((signer) => signer.id !== facts.member.id)) return;
  }
  throw new ApiError("act-refused");
}

/** Whether a proposal of this kind could be confirmed where the case stands. */
export const isProposable = (kind: string, { row }: Access): kind is ActKind => {
  const to = kind === "close" ? "concluded" : kind === "reopen" ? "reopened" : null;
  const rule = to === null ? null : findTransition(row.state, to);
  return rule !== null && rule.isTwoPerson;
};

/** Members who could work on the case: of a unit at work, in a role that works on cases, without a declared conflict. */
export const listEligible = (
  members: readonly MemberEntry[],
  { units }: Access,
  conflicted: readonly string[],
): readonly MemberEntry[] =>
  members.filter(
    (member) =>
      isActive(member) &&
      isCaseworker(member) &&
      isAtWork(member, units) &&
      !conflicted.includes(member.id),
  );
