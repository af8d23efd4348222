import type { Count } from "./facts.ts";
import { sortCounts } from "./facts.ts";

/** In a table of a whole year, the whole institution and one dimension, counts below this are small (R37). */
export const SMALL_BELOW = 3;

export type ProtectedTable = {
  /** Largest first. The merged row, if any, is the last. */
  readonly rows: readonly Count[];
  /** The values that went into the merged row; empty when nothing was small. */
  readonly merged: readonly string[];
};

function isSmall({ count }: Count): boolean {
  return count > 0 && count < SMALL_BELOW;
}

function isEnough(rows: readonly Count[]): boolean {
  return rows.length >= 2 && rows.reduce((sum, { count }) => sum + count, 0) >= SMALL_BELOW;
}

/**
 * Merges small rows into the row `rest` (R37). The merged row must hold at least two values and three reports; the next
 * smallest rows join it until it does. Null when even then it does not: the table cannot be shown. Totals stay the same.
 */
export function protectYearTable(counts: readonly Count[], rest: string): ProtectedTable | null {
  const sorted = sortCounts(counts);
  if (!sorted.some(isSmall)) return Object.freeze({ rows: sorted, merged: [] });

  const isRest = ({ value }: Count) => value === rest;
  const merged = sorted.filter((row) => isSmall(row) || (isRest(row) && row.count > 0));
  const kept = sorted.filter((row) => !merged.includes(row) && !isRest(row));
  while (!isEnough(merged)) {
    const next = kept.findLastIndex(({ count }) => count > 0);
    if (next === -1) return null;
    merged.push(...kept.splice(next, 1));
  }
  const row = { value: rest, count: merged.reduce((sum, { count }) => sum + count, 0) };
  return Object.freeze({ rows: [...kept, row], merged: merged.map(({ value }) => value) });
}
