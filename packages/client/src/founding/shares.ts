import { writeDrill, EnvelopeError, type Realm } from "@bijak/envelope";
import type { Day } from "@bijak/domain";
import { ensureRows } from "../people/drill.ts";
import type { NewMember, NewUnit } from "./make-keys.ts";

/** The sheet of one holder of recovery shares: one row for each unit (R7). */
export type RecoverySheet = {
  readonly holder: number;
  readonly rows: readonly { readonly unit: string; readonly row: string }[];
};

/** Rows by unit, as they were typed back from paper. */
export type TypedRows = Readonly<Record<string, readonly string[]>>;

/**
 * Gives for each unit k rows that people typed back from k printed sheets. Asked again, with the units whose rows did not give their
 * recovery key, until all do; rejects to give the founding up, and then nothing was stored.
 */
export type ConfirmShares = (
  sheets: readonly RecoverySheet[],
  wrongUnits: readonly string[],
) => Promise<TypedRows>;

type Making = {
  readonly realm: Realm;
  readonly members: readonly NewMember[];
  readonly units: readonly NewUnit[];
  readonly today: Day;
};

export function sheetsOf(units: readonly NewUnit[], holders: number): readonly RecoverySheet[] {
  return Array.from({ length: holders }, (_, at) => ({
    holder: at + 1,
    rows: units.map(({ entry, shares }) => ({ unit: entry.id, row: shares[at] ?? "" })),
  }));
}

/** For each unit the signed word of one of its members that its rows were combined and fit; none without a confirmation. */
export async function drillsOf(
  making: Making,
  sheets: readonly RecoverySheet[],
  confirmShares: ConfirmShares | undefined,
): Promise<string[]> {
  if (confirmShares === undefined) return [];
  for (let wrong = await listWrong(making, await confirmShares(sheets, [])); wrong.length > 0;)
    wrong = await listWrong(making, await confirmShares(sheets, wrong));
  return Promise.all(making.units.map((unit) => signDrill(making, unit)));
}

/** Units whose rows do not give the recovery key that was made for them. */
async function listWrong({ realm, units }: Making, rows: TypedRows): Promise<readonly string[]> {
  const judged = units.map(async ({ entry: { id }, recovery }) => {
    try {
      await ensureRows(realm.suite, rows[id] ?? [], recovery);
      return [];
    } catch (fault) {
      if (fault instanceof EnvelopeError) return [id];
      throw fault;
    }
  });
  return (await Promise.all(judged)).flat();
}

function signDrill(
  { realm, members, today }: Making,
  { entry, recovery }: NewUnit,
): Promise<string> {
  const holder = members.find(({ planned }) => planned.unit === entry.id);
  if (holder === undefined) throw new RangeError("a plan that stands has a member in each unit");
  return writeDrill({ realm, unit: entry.id, recovery, on: today }, holder.signing);
}
