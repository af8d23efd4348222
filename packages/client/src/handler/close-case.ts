import { ApiError, staffRoutes } from "@bijak/contract";
import {
  canMoveTogether,
  DEFAULT_DEADLINES,
  findTransition,
  OUTCOMES,
  outcomeClassOf,
  retentionOn,
  type Need,
  type OutcomeCode,
  type Transition,
} from "@bijak/domain";
import { cosignAct, sha256Base64, writeAct } from "@bijak/envelope";
import { encodeBase64 } from "../shared/bytes.ts";
import { doOnce } from "../shared/pace.ts";
import { loadCase, type CaseFile } from "./case-file.ts";
import { findClosing, type CaseView, type PendingClosing } from "./case-view.ts";
import { realmOf, type Desk } from "./desk.ts";
import { addPending, closingFacts } from "./facts.ts";
import { ensureState } from "./inbox.ts";
import { moveDraft } from "./move-case.ts";
import { openCase } from "./open-case.ts";
import type { Closing } from "./record.ts";
import { ensureKeys, sealEntry, takeStep } from "./step.ts";

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
  const rule = ensureClosable(file);
  if (!fits(outcome, rule.needs) || reason.trim() === "") throw new ApiError("move-impossible");
  if (!desk.me.roles.some((role) => role === "handler" || role === "supervisor"))
    throw new ApiError("role-missing");
  const entry = { kind: "proposal", on: desk.today(), outcome, reason: reason.trim() } as const;
  const seq = file.entries.filter(({ memberId }) => memberId === desk.me.memberId).length;
  const record = await sealEntry(desk, file, { entry, seq });
  const revision = file.row.revision + 1;
  const note = await writeAct(await actOf(desk, { caseId, record, revision }), desk.memberKey);
  const body = { revision: file.row.revision, note, record: encodeBase64(record) };
  const propose = () => desk.api.call(staffRoutes.proposeAct, { params: { id: caseId }, body });
  await doOnce(propose, async () => hasAct(await loadCase(desk, caseId), note), desk.pace);
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
  const closing = await ensureConfirmable(desk, file);
  if (seenId !== undefined && closing.id !== seenId) throw new ApiError("revision-conflict");
  const { outcome, reason } = closing;
  const act = await cosignAct(noteOf(file, closing), desk.memberKey);
  const on = desk.today();
  const facts = closingFacts(file, outcome);
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

/** Takes the proposal back, or turns a colleague's down. Throws `not-available` when there is none. */
export async function withdrawProposal(desk: Desk, caseId: string): Promise<CaseView> {
  const { acts } = await loadCase(desk, caseId);
  const pending = acts.find(({ kind }) => kind === "close");
  if (pending === undefined) throw new ApiError("not-available");
  await desk.api.call(staffRoutes.withdrawAct, { params: { id: caseId, act: pending.id } });
  return openCase(desk, caseId);
}

type Approved = { readonly caseId: string; readonly record: Uint8Array; readonly revision: number };

const actOf = async (desk: Desk, { caseId, record, revision }: Approved) => ({
  instance: realmOf(desk).instance,
  caseId,
  kind: "close" as const,
  hash: await sha256Base64(record),
  revision,
});

function ensureClosable({ row, caseKeys }: CaseFile): Transition {
  const rule = findTransition(ensureState(row.state), "concluded");
  if (rule === null || (caseKeys?.keys.length ?? 0) < 2) throw new ApiError("move-impossible");
  return rule;
}

/** Outcomes of an examination and reasons why nothing could be followed up are two lists; each state asks for its own. */
export function fits(outcome: OutcomeCode, needs: readonly Need[]): boolean {
  const { isActionable } = OUTCOMES[outcome];
  if (needs.includes("outcome-or-closing-reason")) return true;
  return needs.includes(isActionable ? "outcome" : "closing-reason");
}

async function ensureConfirmable(desk: Desk, file: CaseFile): Promise<PendingClosing> {
  const rule = ensureClosable(file);
  const { closing } = await findClosing(desk, file);
  if (closing === null || closing.isStale || closing.proposedBy === desk.me.memberId) {
    throw new ApiError("act-refused");
  }
  const proposer = desk.members.find(({ id }) => id === closing.proposedBy);
  const isRightful = canMoveTogether(rule, proposer?.roles ?? [], desk.me.roles);
  if (!isRightful || !desk.me.roles.includes("supervisor")) throw new ApiError("role-missing");
  return closing;
}

function noteOf({ acts }: CaseFile, { id }: PendingClosing): string {
  const pending = acts.find((act) => act.id === id);
  if (pending === undefined) throw new ApiError("act-refused");
  return pending.note;
}

const hasAct = ({ acts }: CaseFile, note: string): boolean => acts.some((act) => act.note === note);
