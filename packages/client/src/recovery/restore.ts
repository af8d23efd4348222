import { ApiError, staffRoutes } from "@bijak/contract";
import { EnvelopeError, openCaseKeys, type CaseKeys } from "@bijak/envelope";
import { realmOf, type Desk } from "../handler/desk.ts";
import { keysNow } from "../handler/keys-now.ts";
import { nextKeys } from "../handler/next-keys.ts";
import { keepsKey, postKeys } from "../handler/rekey.ts";
import { hasSignedAccess } from "../handler/unwrap.ts";
import { parseBase64 } from "../shared/bytes.ts";
import type { RecoveryCase } from "./file.ts";

/**
 * Gives recovered restricted cases their next keys, listed for this member alone; a supervisor may list others after. Gives how many.
 * A case that somebody can open again by now, or whose keys are not as they must be, is left as it is.
 */
export async function restoreCases(
  desk: Desk,
  unit: string,
  cases: readonly RecoveryCase[],
): Promise<number> {
  let restored = 0;
  for (const one of cases) if (await restoreSteadily(desk, unit, one)) restored += 1;
  return restored;
}

const ATTEMPTS = 3;

/** A case that the reporter writes to in the same moment is read again. */
async function restoreSteadily(desk: Desk, unit: string, one: RecoveryCase): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await restoreCase(desk, unit, one);
    } catch (fault) {
      if (!(fault instanceof ApiError && fault.code === "revision-conflict")) throw fault;
    }
  }
  return false;
}

async function restoreCase(
  desk: Desk,
  unit: string,
  { id, sealed }: RecoveryCase,
): Promise<boolean> {
  const { case: row } = await desk.api.call(staffRoutes.case, { params: { id } });
  if (row.holder !== `recovery ${unit}`) return false;
  const wrapped = await openRecovered(desk, unit, { id, sealed });
  if (wrapped === null || !hasSignedAccess(row, wrapped)) return false;
  const { caseKeys } = await keysNow(desk, row, wrapped);
  const base = { row, unit, caseKeys, newest: row.newest ?? 0 };
  const change = { isSameKey: keepsKey(row, caseKeys), members: [desk.me.memberId] };
  await postKeys(desk, row, await nextKeys(desk, base, change));
  return true;
}

/**
 * The keys that the share holders' device sealed to this member. That a retired key of the unit signed them only when it counted
 * was found out there, by proofs for the bytes as they stood in the log; here all keys that the unit ever had count.
 */
async function openRecovered(
  desk: Desk,
  unit: string,
  { id, sealed }: Pick<RecoveryCase, "id" | "sealed">,
): Promise<CaseKeys | null> {
  const { units, retired } = desk.institution.directory;
  const unitVkeys = [...units, ...retired].map(({ vkey }) => vkey);
  const holder = { kind: "recovery", id: unit } as const;
  const expected = { realm: realmOf(desk), caseId: id, holder, unitVkeys };
  try {
    return await openCaseKeys(parseBase64(sealed), [desk.identity], expected);
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}
