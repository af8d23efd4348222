import type { CaseRow } from "@bijak/contract";
import {
  EnvelopeError,
  followReporterChanges,
  type CaseKeys,
  type MemberEntry,
} from "@bijak/envelope";
import { findUnit } from "../shared/institution.ts";
import { realmOf, type Desk } from "./desk.ts";
import { findActOn, mayHaveSupervised } from "./done-act.ts";

/** What the signed notes beside a case say of its keys now. */
export type KeysNow = {
  /** As they were wrapped, but with the reporter's keys of today and the readers of today. */
  readonly caseKeys: CaseKeys;
  /** The reporter has a new receipt that the wrapped keys do not name yet (R18). */
  readonly isReceiptChanged: boolean;
  /** False when the server shows a change of receipt that the key before did not sign. */
  readonly isReceiptProven: boolean;
};

/** Brings keys up to date by the changes of receipt and by a takeover, each of which is proven by its own signatures. */
export async function keysNow(desk: Desk, row: CaseRow, wrapped: CaseKeys): Promise<KeysNow> {
  const taken = afterTakeover(desk, row, { wrapped, taker: await findTaker(desk, row, wrapped) });
  try {
    const notes = row.receiptChanges ?? [];
    const { reporter, vkeys } = await followReporterChanges(notes, realmOf(desk), wrapped);
    const isReceiptChanged = reporter.vkey !== wrapped.reporter.vkey;
    const caseKeys = { ...taken, reporter, formers: formersOf(wrapped, vkeys, row.newest ?? 0) };
    return { caseKeys, isReceiptChanged, isReceiptProven: true };
  } catch (fault) {
    if (!(fault instanceof EnvelopeError)) throw fault;
    return { caseKeys: taken, isReceiptChanged: false, isReceiptProven: false };
  }
}

/** Keys given up since they were wrapped may have signed any message there is by now. */
const formersOf = (
  { formers }: CaseKeys,
  vkeys: readonly string[],
  until: number,
): CaseKeys["formers"] => [
  ...formers,
  ...vkeys.slice(formers.length, -1).map((vkey) => ({ vkey, until })),
];

type Taken = { readonly wrapped: CaseKeys; readonly taker: string | null };

/** Whoever stood by and took over works on the case from then on, and nobody stands by. */
function afterTakeover(desk: Desk, row: CaseRow, { wrapped, taker }: Taken): CaseKeys {
  if (taker === null || wrapped.standby !== taker) return wrapped;
  const { units, members } = wrapped;
  const joining = members.length === 0 ? [] : listAble(desk, row, taker);
  const all = [...new Set([...members, ...joining])];
  return { ...wrapped, units: [...units, taker], standby: null, members: all };
}

/** Everyone of a unit who works on cases and has no conflict: a restricted case is for all of those who take it over. */
const listAble = (
  { members }: Desk,
  { conflicts = [] }: CaseRow,
  unit: string,
): readonly string[] =>
  members
    .filter((one) => worksOnCases(one) && one.units.includes(unit) && !conflicts.includes(one.id))
    .map(({ id }) => id);

/** Whether cases are opened to members of these roles at all. Whoever has left has none. */
export const worksOnCases = ({ roles }: Pick<MemberEntry, "roles">): boolean =>
  roles.includes("handler") || roles.includes("supervisor");

type Row = Pick<CaseRow, "id" | "takeover">;

/**
 * The unit that took the case over or asks to (R5): the act names this case, and two members of a unit that answers for one of
 * the case's units signed it, one of them a supervisor. Null when there is no such act.
 */
export async function findTaker(
  desk: Desk,
  { id, takeover }: Row,
  { units, standby }: Pick<CaseKeys, "units" | "standby">,
): Promise<string | null> {
  if (takeover === undefined) return null;
  const signed = await findActOn(desk, takeover, { kind: "takeover", caseId: id });
  if (signed === null || !signed.signers.some(mayHaveSupervised)) return null;
  const { signers } = signed;
  const { directory } = desk.institution;
  const answering = [standby, ...units.map((unit) => findUnit(directory, unit)?.conflictTarget)];
  const isBy = (unit: string): boolean =>
    signers.every((member) => member.units.includes(unit) || member.units.length === 0);
  return answering.find((unit) => typeof unit === "string" && isBy(unit)) ?? null;
}
