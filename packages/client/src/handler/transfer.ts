import { ApiError, sharingRoutes, type TransferRow } from "@bijak/contract";
import { findUnit, isTakingReports } from "../shared/institution.ts";
import { doOnce } from "../shared/pace.ts";
import { loadCase, type CaseFile } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import type { Desk } from "./desk.ts";
import { findActOn } from "./done-act.ts";
import { labelOf } from "./label.ts";
import { moveDraft } from "./move-case.ts";
import { sealFor, unitRecipient } from "./offers.ts";
import { openCase } from "./open-case.ts";
import { confirmProposal, ensureTogether, propose } from "./proposals.ts";
import type { Transferring } from "./record.ts";
import { ensureKeys, takeStep } from "./step.ts";
import { transferOf, type TransferView } from "./transfer-view.ts";
import { usedSerial } from "./used-serial.ts";

/**
 * Proposes to hand a case to another unit (R8): where to, whether the own unit goes on reading, why, and the summary that is all
 * the other unit reads before it accepts. Throws `move-impossible` from other states than verifying and assessing, to a unit
 * that reads already or takes no cases, and without reason or summary.
 */
export async function proposeTransfer(
  desk: Desk,
  caseId: string,
  { target, keepsAccess, reason, summary }: Transferring,
): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  ensureTogether(file, "transferring");
  ensureTarget(desk, file, target);
  const words = { reason: reason.trim(), summary: summary.trim() };
  if (words.reason === "" || words.summary === "") throw new ApiError("move-impossible");
  const entry = { kind: "transfer", on: desk.today(), target, keepsAccess, ...words } as const;
  await propose(desk, file, { kind: "transfer", entry });
  return openCase(desk, caseId);
}

function ensureTarget({ institution, today }: Desk, file: CaseFile, target: string): void {
  const unit = findUnit(institution.directory, target);
  const isFree = unit !== null && isTakingReports(unit, today());
  if (!isFree || ensureKeys(file).units.includes(target)) throw new ApiError("move-impossible");
}

/**
 * Offers the case to the other unit with the second signature: the summary is sealed to it, and the reporter is told where the
 * case goes. Throws `act-refused`, `role-missing`, and `revision-conflict` when the proposal is not the one with `seenId`,
 * which the member has read.
 */
export async function confirmTransfer(
  desk: Desk,
  caseId: string,
  seenId: string,
): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  const confirming = { kind: "transfer", to: "transferring" } as const;
  const { proposal, act } = await confirmProposal(desk, file, confirming);
  if (proposal.id !== seenId) throw new ApiError("revision-conflict");
  const { target, keepsAccess, summary } = proposal.entry;
  ensureTarget(desk, file, target);
  const offer = await sealFor(
    desk,
    { use: "transfer", caseId, fromUnit: file.unit, to: target, content: { summary } },
    [unitRecipient(desk, target)],
  );
  await takeStep(desk, file, {
    ...moveDraft(desk, file, { to: "transferring", unit: target }),
    act,
    records: [{ kind: "act", on: desk.today(), note: act }],
    transfer: { target, keepsAccess, offer },
  });
  return openCase(desk, caseId);
}

export type ListedTransfer = TransferView & {
  readonly caseId: string;
  readonly label: `K-${string}`;
  /** Two members of the other unit offered it; false when the server shows something else. */
  readonly isProven: boolean;
};

/** Cases on their way to and from one of the member's units. */
export async function listTransfers(desk: Desk, unit: string): Promise<readonly ListedTransfer[]> {
  const rows = await desk.api.call(sharingRoutes.transfers, { query: { unit } });
  return Promise.all(rows.map((row) => listed(desk, row)));
}

async function listed(desk: Desk, row: TransferRow): Promise<ListedTransfer> {
  const { caseId, act } = row;
  const signed = await findActOn(desk, act, { kind: "transfer", caseId });
  const view = await transferOf(desk, row);
  return Object.freeze({ ...view, caseId, label: labelOf(caseId), isProven: signed !== null });
}

type Answer = {
  /** The own unit, to which the case is offered. */
  readonly unit: string;
  readonly isAccepted: boolean;
  /** For the unit that asked; needed to refuse. */
  readonly reason: string;
};

/**
 * Accepts a case that is offered to an own unit, or refuses it with a reason sealed to the unit that asked. Throws
 * `not-available` when it is not offered, `act-refused` for an offer that is not of two members, `move-impossible` without a
 * reason.
 */
export async function answerTransfer(
  desk: Desk,
  caseId: string,
  { unit, isAccepted, reason }: Answer,
): Promise<void> {
  const find = async () =>
    (await listTransfers(desk, unit)).find((one) => one.caseId === caseId && one.target === unit);
  const offered = await find();
  if (offered?.state !== "offered") throw new ApiError("not-available");
  if (isAccepted && !offered.isProven) throw new ApiError("act-refused");
  if (!isAccepted && reason.trim() === "") throw new ApiError("move-impossible");
  const { from } = offered;
  const telling = { use: "refusal", caseId, fromUnit: unit, to: from } as const;
  const content = { reason: reason.trim() };
  const answer = isAccepted
    ? null
    : await sealFor(desk, { ...telling, content }, [unitRecipient(desk, from)]);
  const body = { isAccepted, answer, serial: usedSerial(desk) };
  const post = () => desk.api.call(sharingRoutes.answerTransfer, { params: { id: caseId }, body });
  const wanted = isAccepted ? "accepted" : "refused";
  await doOnce(post, async () => (await find())?.state === wanted, desk.pace);
}
