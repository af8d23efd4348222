import { ApiError, sharingRoutes } from "@bijak/contract";
import { cosignAct, sha256Base64, writeAct, type MemberEntry } from "@bijak/envelope";
import { parseBase64 } from "../shared/bytes.ts";
import { doOnce } from "../shared/pace.ts";
import { realmOf, type Desk } from "./desk.ts";
import { sealFor, unitRecipient } from "./offers.ts";
import { listOverdueRows, pendingTakeover, type FoundOverdue } from "./overdue.ts";
import { findPendingAct } from "./proposals.ts";
import { usedSerial } from "./used-serial.ts";

type Proposing = { readonly caseId: string; readonly reason: string };

/**
 * Proposes to take an overdue case over (R5): the reason is sealed to the own unit, and the member signs its SHA-256. Throws
 * `not-overdue` for a case that is not among those of `listOverdue`, `move-impossible` without a reason.
 */
export async function proposeTakeover(desk: Desk, { caseId, reason }: Proposing): Promise<void> {
  const { row, unit } = await ensureOverdue(desk, caseId);
  if (reason.trim() === "") throw new ApiError("move-impossible");
  const telling = { use: "takeover", caseId, fromUnit: unit, to: unit } as const;
  const content = { reason: reason.trim() };
  const sealed = await sealFor(desk, { ...telling, content }, [unitRecipient(desk, unit)]);
  const hash = await sha256Base64(parseBase64(sealed));
  const { instance } = realmOf(desk);
  const act = { instance, caseId, kind: "takeover", hash, revision: row.revision } as const;
  const note = await writeAct(act, desk.memberKey);
  const body = { unit, note, reason: sealed, serial: usedSerial(desk) };
  const post = () => desk.api.call(sharingRoutes.proposeTakeover, { params: { id: caseId }, body });
  const isThere = async () => (await findOverdue(desk, caseId))?.row.pending?.note === note;
  await doOnce(post, isThere, desk.pace);
}

const findOverdue = async (desk: Desk, caseId: string): Promise<FoundOverdue | null> =>
  (await listOverdueRows(desk)).find(({ row }) => row.caseId === caseId) ?? null;

async function ensureOverdue(desk: Desk, caseId: string): Promise<FoundOverdue> {
  const found = await findOverdue(desk, caseId);
  if (found === null) throw new ApiError("not-overdue");
  return found;
}

/**
 * Takes the case over with the second signature. Throws `act-refused` for an own proposal, one of another unit, or one whose
 * reason this member cannot read; `role-missing` unless one of the two is a supervisor.
 */
export async function confirmTakeover(desk: Desk, caseId: string): Promise<void> {
  const found = await ensureOverdue(desk, caseId);
  const { row, unit } = found;
  const pending = await pendingTakeover(desk, found);
  if (row.pending === null || pending?.reason == null) throw new ApiError("act-refused");
  const proposer = await ensureProposer(desk, found);
  if (![...proposer.roles, ...desk.me.roles].includes("supervisor"))
    throw new ApiError("role-missing");
  const note = await cosignAct(row.pending.note, desk.memberKey);
  const body = { unit, note };
  const post = () => desk.api.call(sharingRoutes.confirmTakeover, { params: { id: caseId }, body });
  await doOnce(post, () => isTaken(desk, caseId), desk.pace);
}

/** What was taken over is no longer listed, or waits for its keys. */
async function isTaken(desk: Desk, caseId: string): Promise<boolean> {
  const found = await findOverdue(desk, caseId);
  return found === null || found.row.isRequested;
}

/** Who signed the proposal: another member of the unit, over this case and this reason. Throws `act-refused`. */
async function ensureProposer(
  desk: Desk,
  { row: { caseId, pending }, unit }: FoundOverdue,
): Promise<MemberEntry> {
  if (pending === null) throw new ApiError("act-refused");
  const signed = await findPendingAct(desk, pending.note, { kind: "takeover", caseId });
  const hash = await sha256Base64(parseBase64(pending.reason));
  if (signed?.act.hash !== hash) throw new ApiError("act-refused");
  const { proposer } = signed;
  if (proposer.id === desk.me.memberId || !proposer.units.includes(unit))
    throw new ApiError("act-refused");
  return proposer;
}

/** Takes the proposal back, or turns a colleague's down. */
export async function withdrawTakeover(desk: Desk, caseId: string): Promise<void> {
  await desk.api.call(sharingRoutes.withdrawTakeover, { params: { id: caseId } });
}
