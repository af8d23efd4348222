import type { CaseRow } from "@bijak/contract";
import { EnvelopeError, openCaseKeys, type CaseKeys, type Holder } from "@bijak/envelope";
import { parseBase64 } from "../shared/bytes.ts";
import { identitiesOf, realmOf, type Desk } from "./desk.ts";

/** What a wrap gives this member. */
export type Unwrapped = {
  /** Null when there is no wrap for this member, it cannot be opened, or may not be. */
  readonly caseKeys: CaseKeys | null;
  /** The member's unit only stands by: before a takeover, the wrap stays closed (R5). */
  readonly isStandbyOnly: boolean;
};

const LOCKED: Unwrapped = Object.freeze({ caseKeys: null, isStandbyOnly: false });
const STANDING_BY: Unwrapped = Object.freeze({ caseKeys: null, isStandbyOnly: true });

/**
 * The keys of a case. A unit that stands by gets none, whether it is the server's row that says so or only the signed
 * keys themselves: there is no takeover yet, so there is no act that could open them.
 */
export async function unwrapCase(desk: Desk, row: CaseRow): Promise<Unwrapped> {
  const holder = parseHolder(row.holder);
  if (holder === null || row.wrap === null) return LOCKED;
  if (holder.kind === "unit" && !row.units.includes(holder.id)) return STANDING_BY;
  const place = `${row.id} ${holder.kind} ${holder.id} ${row.wrap}`;
  const caseKeys = desk.memory.caseKeys.get(place) ?? (await openQuietly(desk, row, holder));
  if (caseKeys === null) return LOCKED;
  desk.memory.caseKeys.set(place, caseKeys);
  return standsBy(caseKeys) ? STANDING_BY : Object.freeze({ caseKeys, isStandbyOnly: false });
}

const standsBy = ({ holder, standby }: CaseKeys): boolean =>
  holder.kind === "unit" && holder.id === standby;

/** Whether the server's row names the units that the signed keys name. Restricted cases list members beside them. */
export const hasSignedAccess = (row: CaseRow, { units, standby }: CaseKeys): boolean =>
  row.standby === standby &&
  row.units.length === units.length &&
  units.every((unit) => row.units.includes(unit));

async function openQuietly(
  desk: Desk,
  { id: caseId, wrap }: CaseRow,
  holder: Holder,
): Promise<CaseKeys | null> {
  const keyring = holder.kind === "unit" ? desk.keyrings.get(holder.id) : undefined;
  const identities = keyring === undefined ? [desk.identity] : identitiesOf(keyring);
  try {
    const expected = { realm: realmOf(desk), caseId, holder, unitVkeys: desk.unitVkeys };
    return await openCaseKeys(parseBase64(wrap ?? ""), identities, expected);
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

function parseHolder(text: string | null): Holder | null {
  const [kind, id] = text?.split(" ") ?? [];
  return (kind === "unit" || kind === "member") && id !== undefined ? { kind, id } : null;
}
