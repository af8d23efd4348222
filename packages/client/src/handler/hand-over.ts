import { ApiError, type TransferRow } from "@bijak/contract";
import { EnvelopeError } from "@bijak/envelope";
import { loadCase, type CaseFile } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import type { Desk } from "./desk.ts";
import { findTaker } from "./keys-now.ts";
import { moveDraft } from "./move-case.ts";
import { openCase } from "./open-case.ts";
import { findProvenTransfer } from "./proven-access.ts";
import { baseOf, nextKeys, type KeyChange } from "./next-keys.ts";
import { postKeys } from "./rekey.ts";
import { ensureKeys, takeStep } from "./step.ts";
import { hasSignedAccess } from "./unwrap.ts";

/**
 * Gives the keys of a case to the unit that accepted it (R8), or that took it over without a key of its own (R5): the next case
 * key is wrapped for it, too. Throws `act-refused` unless an act of two persons names just that unit, `not-available` when
 * none waits for keys.
 */
export async function handOver(desk: Desk, caseId: string): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  const caseKeys = ensureKeys(file);
  if (!hasSignedAccess(file.row, caseKeys)) throw new EnvelopeError("access-differs");
  const unit = await ensureReceiver(desk, file);
  const joined = { units: [...caseKeys.units, unit], standby: withoutUnit(caseKeys.standby, unit) };
  const next = await nextKeys(desk, baseOf(file), joined);
  await postKeys(desk, file.row, next);
  return openCase(desk, caseId);
}

const withoutUnit = (standby: string | null, unit: string): string | null =>
  standby === unit ? null : standby;

/** The unit that waits for keys, as two persons have signed. */
async function ensureReceiver(desk: Desk, file: CaseFile): Promise<string> {
  const { row } = file;
  if (row.transfer?.state === "accepted") {
    const { target, keepsAccess } = row.transfer;
    const signed = await findProvenTransfer(desk, file, target);
    if (signed?.keepsAccess !== keepsAccess) throw new ApiError("act-refused");
    return target;
  }
  if (row.requestedBy === undefined) throw new ApiError("not-available");
  const taker = await findTaker(desk, row, ensureKeys(file));
  if (taker !== row.requestedBy) throw new ApiError("act-refused");
  return taker;
}

/**
 * Begins to work on a case that was handed over to an own unit: makes the next case key, without the unit that gave it unless
 * that goes on reading, and tells the reporter. Transferring becomes verifying. Throws `move-impossible` before the keys were
 * handed over, `act-refused` when no act of two persons names this unit.
 */
export async function receiveTransfer(desk: Desk, caseId: string): Promise<CaseView> {
  const loaded = await loadCase(desk, caseId);
  const { transfer } = loaded.row;
  if (transfer?.state !== "handed-over" || !desk.keyrings.has(transfer.target))
    throw new ApiError("move-impossible");
  const file = { ...loaded, unit: transfer.target };
  if (!desk.me.roles.includes("handler")) throw new ApiError("role-missing");
  const signed = await findProvenTransfer(desk, file, transfer.target);
  if (signed?.keepsAccess !== transfer.keepsAccess) throw new ApiError("act-refused");
  await takeStep(desk, file, {
    ...moveDraft(desk, file, { to: "verifying" }),
    assignee: desk.me.memberId,
    rekeyed: await nextKeys(desk, baseOf(file), readersAfter(file, transfer)),
  });
  return openCase(desk, caseId);
}

const readersAfter = ({ caseKeys }: CaseFile, { keepsAccess, from }: TransferRow): KeyChange =>
  keepsAccess ? {} : { units: caseKeys?.units.filter((unit) => unit !== from) ?? [] };

/**
 * After a refusal, or when nobody answers in time, the case goes on where it was. Throws `move-impossible` before that, and once
 * the keys were handed over.
 */
export async function takeBack(desk: Desk, caseId: string): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  const { transfer } = file.row;
  if (transfer === undefined || transfer.state === "handed-over")
    throw new ApiError("move-impossible");
  if (!desk.me.roles.includes("handler")) throw new ApiError("role-missing");
  await takeStep(desk, file, moveDraft(desk, file, { to: "assessing" }));
  return openCase(desk, caseId);
}
