import type { RecoverySheet } from "@bijak/client/founding";
import type { TypedRows } from "../machine.ts";

/** As the envelope reads rows: without spaces and dashes, and with the digits that base32 does not have as letters. */
const plain = (row: string): string =>
  row
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "")
    .replaceAll("0", "O")
    .replaceAll("1", "I")
    .replaceAll("8", "B");

/** The fields, `<unit>-<place>`, whose row stands on none of the sheets, or on one that was typed before. */
export function wrongRows(sheets: readonly RecoverySheet[], typed: TypedRows): ReadonlySet<string> {
  const wrong = new Set<string>();
  for (const [unit, rows] of Object.entries(typed)) {
    const printed = sheets.map(({ rows: all }) => plain(rowOf(all, unit)));
    const seen = new Set<string>();
    for (const [at, row] of rows.entries()) {
      const text = plain(row);
      if (text === "" || !printed.includes(text) || seen.has(text)) wrong.add(`${unit}-${at}`);
      seen.add(text);
    }
  }
  return wrong;
}

const rowOf = (rows: RecoverySheet["rows"], unit: string): string =>
  rows.find((one) => one.unit === unit)?.row ?? "";

/** Empty rows to be typed: k for each unit. */
export const emptyRows = (units: readonly string[], k: number): TypedRows =>
  Object.fromEntries(units.map((unit) => [unit, Array.from({ length: k }, () => "")]));
