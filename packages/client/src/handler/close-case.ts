import { ApiError, staffRoutes } from "@bijak/contract";
import {
  DEFAULT_DEADLINES,
  OUTCOMES,
  outcomeClassOf,
  retentionOn,
  type Need,
  type OutcomeCode,
} from "@bijak/domain";
import { loadCase } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import type { Desk } from "./desk.ts";
import { addPending, closingFacts } from "./facts.ts";
import { moveDraft } from "./move-case.ts";
import { openCase } from "./open-case.ts";
import { confirmProposal, ensureTogether, propose } from "./proposals.ts";
import type { Closing } from "./record.ts";
import { ensureKeys, takeStep } from "./step.ts";

/**
 * Proposes to close a case (R15): outcome and the reason for the reporter go into the sealed record, and the member signs
 * their SHA-256 for the revision the case has from then on. Any other change makes the proposal stale. Throws
 * `move-impossible` from states that cannot be closed, for an outcome that does not fit the state, and without a reason.
 */
export async function proposeClosing(
  desk: Desk,
  caseId: string,
  { outcome, reason }: Closing,
): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  ensureKeys(file);
  const rule = ensureTogether(file, "concluded");
  if (!fits(outcome, rule.needs) || reason.trim() === "") throw new ApiError("move-impossible");
  const entry = { kind: "proposal", on: desk.today(), outcome, reason: reason.trim() } as const;
  await propose(desk, file, { kind: "close", entry });
  return openCase(desk, caseId);
}

/**
 * Closes a case with the second signature. Checks the first against the signed members note and the record that it approves,
 * then sends the reason and the signed state with the outcome class and puts the act with both signatures into the record,
 * all in one step, and lets the closing facts be counted.
 * Throws `act-refused` for an own, stale or invalid proposal, `role-missing` when the two members may not close together,
 * `revision-conflict` when the proposal is not the one with `seenId`, which the member has read.
 */
export async function confirmClosing(
  desk: Desk,
  caseId: string,
  seenId?: string,
): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  const { proposal, act } = await confirmProposal(desk, file, { kind: "close", to: "concluded" });
  if (seenId !== undefined && proposal.id !== seenId) throw new ApiError("revision-conflict");
  const { outcome, reason } = proposal.entry;
  const on = desk.today();
  const facts = closingFacts(desk, file, outcome);
  const draft = moveDraft(desk, file, {
    to: "concluded",
    text: reason,
    outcome: outcomeClassOf(outcome),
  });
  await takeStep(desk, file, {
    ...draft,
    act,
    records: [
      { kind: "act", on, note: act },
      { kind: "closing", on, outcome, facts },
    ],
    retentionOn: retentionOn(outcome, on, DEFAULT_DEADLINES),
  });
  await addPending(
    desk,
    file.unit,
    facts.map((fact) => ({ on, fact })),
  );
  return openCase(desk, caseId);
}

/**
 * Takes a proposal back, to close or to transfer, or turns a colleague's down: the one with this id, or the only one. Throws
 * `not-available` when there is none.
 */
export async function withdrawProposal(
  desk: Desk,
  caseId: string,
  actId?: string,
): Promise<CaseView> {
  const { acts } = await loadCase(desk, caseId);
  const pending = acts.find(({ id }) => actId === undefined || id === actId);
  if (pending === undefined) throw new ApiError("not-available");
  await desk.api.call(staffRoutes.withdrawAct, { params: { id: caseId, act: pending.id } });
  return openCase(desk, caseId);
}

/** Outcomes of an examination and reasons why nothing could be followed up are two lists; each state asks for its own. */
export function fits(outcome: OutcomeCode, needs: readonly Need[]): boolean {
  const { isActionable } = OUTCOMES[outcome];
  if (needs.includes("outcome-or-closing-reason")) return true;
  return needs.includes(isActionable ? "outcome" : "closing-reason");
}
