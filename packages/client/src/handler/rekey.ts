import { ApiError, sharingRoutes, staffRoutes, type CaseRow, type Rekey } from "@bijak/contract";
import { EnvelopeError, type CaseKeys } from "@bijak/envelope";
import { doOnce } from "../shared/pace.ts";
import type { Desk } from "./desk.ts";
import { isUntaken, nextKeys, type NextKeys } from "./next-keys.ts";
import { hasSignedAccess, unwrapCase } from "./unwrap.ts";
import { usedSerial } from "./used-serial.ts";

type Posting = Pick<NextKeys, "wraps" | "card"> & { readonly drops?: readonly string[] };

/**
 * Stores next keys. Throws `revision-conflict` when the case has changed since `row` was loaded. When the reply got lost they are
 * sent again, and known by the wrap that the server then has for this member.
 */
export async function postKeys(
  desk: Desk,
  { id, revision }: CaseRow,
  { wraps, card, drops = [] }: Posting,
): Promise<void> {
  const body: Rekey = { revision, serial: usedSerial(desk), wraps, card, drops: [...drops] };
  const post = () => desk.api.call(sharingRoutes.rekey, { params: { id }, body });
  await doOnce(post, () => isStored(desk, id, body), desk.pace);
}

/** After the own unit has lost access the case is no longer there for this member. */
async function isStored(desk: Desk, id: string, { wraps, drops }: Rekey): Promise<boolean> {
  try {
    const { case: row } = await desk.api.call(staffRoutes.case, { params: { id } });
    return wraps.some(({ sealed }) => sealed === row.wrap);
  } catch (fault) {
    if (!(fault instanceof ApiError && fault.code === "not-available")) throw fault;
    return drops.length > 0;
  }
}

/** Whether a case is only wrapped anew: nobody has taken it, or it is over and nothing is written in it any more. */
export const keepsKey = ({ state }: Pick<CaseRow, "state">, caseKeys: CaseKeys): boolean =>
  isUntaken(caseKeys) || state === "concluded" || state === "archived";

/**
 * Wraps a case for its holders' keys of today, with one more case key while it is worked on. `locked` when this member has no
 * key to it, none of those to whom it is restricted is left, or the server names other readers than the signed keys; `raced`
 * when a colleague changed the case meanwhile.
 */
export async function rekeyCase(desk: Desk, row: CaseRow): Promise<"done" | "locked" | "raced"> {
  const { caseKeys } = await unwrapCase(desk, row);
  const unit = caseKeys?.units.find((id) => desk.keyrings.has(id));
  if (caseKeys === null || unit === undefined || !hasSignedAccess(row, caseKeys)) return "locked";
  const base = { row, unit, caseKeys, newest: row.newest ?? 0 };
  const isSameKey = keepsKey(row, caseKeys);
  try {
    await postKeys(desk, row, await nextKeys(desk, base, { isSameKey }));
    return "done";
  } catch (fault) {
    if (fault instanceof ApiError && fault.code === "revision-conflict") return "raced";
    if (fault instanceof EnvelopeError && fault.code === "object-misplaced") return "locked";
    throw fault;
  }
}
