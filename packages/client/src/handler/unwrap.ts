import type { CaseRow } from "@bijak/contract";
import { EnvelopeError, openCaseKeys, type CaseKeys, type Holder } from "@bijak/envelope";
import { parseBase64 } from "../shared/bytes.ts";
import { vkeysFor } from "../shared/counting.ts";
import { identitiesOf, realmOf, type Desk } from "./desk.ts";
import { findTaker, keysNow, type KeysNow } from "./keys-now.ts";

/** What a wrap gives this member. */
export type Unwrapped = Pick<KeysNow, "isReceiptChanged" | "isReceiptProven"> & {
  /** The keys as they hold now. Null when there is no wrap for this member, it cannot be opened, or may not be. */
  readonly caseKeys: CaseKeys | null;
  /** The member's unit only stands by: before a takeover, the wrap stays closed (R5). */
  readonly isStandbyOnly: boolean;
};

const LOCKED: Unwrapped = Object.freeze({
  caseKeys: null,
  isStandbyOnly: false,
  isReceiptChanged: false,
  isReceiptProven: true,
});
const STANDING_BY: Unwrapped = Object.freeze({ ...LOCKED, isStandbyOnly: true });

/**
 * The keys of a case. A unit that stands by gets none, whether it is the server's row that says so or only the signed
 * keys themselves, unless an act of two of its members took the case over. Wraps for a recovery key are never opened here.
 */
export async function unwrapCase(desk: Desk, row: CaseRow): Promise<Unwrapped> {
  const holder = parseHolder(row.holder);
  if (holder === null || row.wrap === null) return LOCKED;
  if (holder.kind === "unit" && !row.units.includes(holder.id)) return STANDING_BY;
  const place = `${row.id} ${holder.kind} ${holder.id} ${row.wrap}`;
  const wrapped = desk.memory.caseKeys.get(place) ?? (await openQuietly(desk, row, holder));
  if (wrapped === null) return LOCKED;
  if (standsBy(wrapped) && (await findTaker(desk, row, wrapped)) !== holder.id) return STANDING_BY;
  desk.memory.caseKeys.set(place, wrapped);
  return Object.freeze({ ...(await keysNow(desk, row, wrapped)), isStandbyOnly: false });
}

const standsBy = ({ holder, standby }: CaseKeys): boolean =>
  holder.kind === "unit" && holder.id === standby;

/** Whether the server's row names the units that the signed keys name. Restricted cases list members beside them. */
export const hasSignedAccess = (row: CaseRow, { units, standby }: CaseKeys): boolean =>
  row.standby === standby &&
  row.units.length === units.length &&
  units.every((unit) => row.units.includes(unit));

async function openQuietly(desk: Desk, row: CaseRow, holder: Holder): Promise<CaseKeys | null> {
  const keyring = holder.kind === "unit" ? desk.keyrings.get(holder.id) : undefined;
  const identities = keyring === undefined ? [desk.identity] : identitiesOf(keyring);
  const sealed = parseBase64(row.wrap ?? "");
  const unitVkeys = await vkeysFor(desk, sealed, row.wrapProofs);
  try {
    const expected = { realm: realmOf(desk), caseId: row.id, holder, unitVkeys };
    return await openCaseKeys(sealed, identities, expected);
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

function parseHolder(text: string | null): Holder | null {
  const [kind, id] = text?.split(" ") ?? [];
  return (kind === "unit" || kind === "member") && id !== undefined ? { kind, id } : null;
}
