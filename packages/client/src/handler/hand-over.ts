import { ApiError, type TransferRow } from "@bijak/contract";
import { EnvelopeError, type CaseKeys } from "@bijak/envelope";
import { loadCase, newestIndex, type CaseFile } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import type { Desk } from "./desk.ts";
import { findTaker, withMembersOf } from "./keys-now.ts";
import { moveDraft } from "./move-case.ts";
import { openCase } from "./open-case.ts";
import { findProvenTransfer } from "./proven-access.ts";
import { isUntaken, nextKeys, postKeys, stillListed, type KeyChange } from "./rekey.ts";
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
  const next = await nextKeys(desk, baseOf(file), {
    ...joined,
    isSameKey: isUntaken(caseKeys),
    members: withMembersOf(desk, file.row, { wrapped: caseKeys, unit }),
  });
  await postKeys(desk, file.row, next);
  return openCase(desk, caseId);
}

const withoutUnit = (standby: string | null, unit: string): string | null =>
  standby === unit ? null : standby;

/** What `nextKeys` starts from in a loaded case. */
export const baseOf = (file: CaseFile) => ({
  unit: file.unit,
  caseKeys: ensureKeys(file),
  newest: newestIndex(file),
});

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
    rekeyed: await nextKeys(desk, baseOf(file), readersAfter(desk, file, transfer)),
  });
  return openCase(desk, caseId);
}

const readersAfter = (desk: Desk, file: CaseFile, { keepsAccess, from }: TransferRow): KeyChange =>
  keepsAccess
    ? { members: stillListed(desk, file.row, ensureKeys(file)) }
    : withoutReader(desk, file, from);

/**
 * Readers without this unit. A restricted case stays so, for the listed members of the units that are left. Throws
 * `move-impossible` when there are none.
 */
export function withoutReader(desk: Desk, file: CaseFile, gone: string): KeyChange {
  const before = ensureKeys(file);
  const units = before.units.filter((unit) => unit !== gone);
  const left: CaseKeys = { ...before, units, standby: withoutUnit(before.standby, gone) };
  const { standby } = left;
  const members = stillListed(desk, file.row, left);
  if (before.members.length > 0 && members.length === 0) throw new ApiError("move-impossible");
  return { units, standby, members };
}

/** After a refusal the case goes on where it was. Throws `move-impossible` unless the offer was refused. */
export async function takeBack(desk: Desk, caseId: string): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  if (file.row.transfer?.state !== "refused") throw new ApiError("move-impossible");
  if (!desk.me.roles.includes("handler")) throw new ApiError("role-missing");
  await takeStep(desk, file, moveDraft(desk, file, { to: "assessing" }));
  return openCase(desk, caseId);
}
