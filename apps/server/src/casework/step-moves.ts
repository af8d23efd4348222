import { ApiError } from "@bijak/contract";
import {
  canMove,
  canMoveTogether,
  type CaseState,
  findTransition,
  type Transition,
} from "@bijak/domain";
import {
  type Directory,
  type MemberEntry,
  parseNoteText,
  readAct,
  requireTwo,
} from "@bijak/envelope/audit";
import { ensure, refuseAs } from "../refusal.ts";
import type { Access } from "./access.ts";
import { isAtWork, isCaseworker } from "./holders.ts";
import type { Transfer } from "./sharing-store.ts";
import type { ParsedStep } from "./step-parse.ts";
import { ensureTarget, ensureTransferMove } from "./transfer-moves.ts";
import type { ActRow } from "./word-store.ts";

const ACT_OF_MOVE = Object.freeze({
  concluded: "close",
  reopened: "reopen",
  transferring: "transfer",
} as const satisfies Partial<Record<CaseState, string>>);

type TwoPersonState = keyof typeof ACT_OF_MOVE;
export type ActKind = (typeof ACT_OF_MOVE)[TwoPersonState];

const TWO_PERSON_STATES = Object.keys(ACT_OF_MOVE) as readonly TwoPersonState[]; // keys of a literal

/** Whether a proposal of this kind can be confirmed by a step. */
export const isActKind = (kind: string): kind is ActKind => stateOfAct(kind) !== null;

const stateOfAct = (kind: string): TwoPersonState | null =>
  TWO_PERSON_STATES.find((state) => ACT_OF_MOVE[state] === kind) ?? null;

/** What the rules look at: who asks, in which case, with which word from others. */
export type Facts = {
  readonly member: MemberEntry;
  readonly members: readonly MemberEntry[];
  readonly directory: Pick<Directory, "instance" | "units">;
  readonly access: Access;
  readonly acts: readonly ActRow[];
  /** Members who declared that they have no conflict of interest in this case. */
  readonly unconflicted: readonly string[];
  readonly transfer: Transfer | null;
  /** Whether the target unit has let the time for its answer pass. */
  readonly isAnswerOverdue: boolean;
  readonly today: number;
};

/**
 * Checks the move of a step and gives the members who signed for it: none where one person moves. Throws `move-impossible` when
 * a case never moves so, `role-missing` when this member may not move it, `act-refused` unless a move of two persons carries the
 * note of both, and what the rules of transfers throw.
 */
export async function ensureMove(step: ParsedStep, facts: Facts): Promise<readonly MemberEntry[]> {
  const { state } = facts.access.row;
  ensure(state !== "archived" && state !== "erased", "move-impossible");
  if (step.to === null) return [];
  const { to } = step;
  const rule = findTransition(state, to);
  ensure(rule !== null, "move-impossible");
  if (rule.isTwoPerson) return ensureTwo(step, rule, facts);
  ensure(step.act === null, "act-refused");
  ensure(
    facts.member.roles.some((role) => canMove(state, to, role)),
    "role-missing",
  );
  if (state === "transferring") ensureTransferMove(step, facts);
  return [];
}

async function ensureTwo(
  step: ParsedStep,
  rule: Transition,
  facts: Facts,
): Promise<readonly MemberEntry[]> {
  const { act: note, revision } = step;
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
  if (step.transfer !== null) ensureTarget(step.transfer, facts);
  return [first, second];
}

function kindOf({ to }: Transition): ActKind {
  const state = TWO_PERSON_STATES.find((one) => one === to);
  if (state === undefined) throw new Error("a move of two persons that no act stands for");
  return ACT_OF_MOVE[state];
}

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
  const to = stateOfAct(kind);
  const rule = to === null ? null : findTransition(row.state, to);
  return rule !== null && rule.isTwoPerson;
};
