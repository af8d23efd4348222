import type { ReplyOf, staffRoutes } from "@bijak/contract";
import { sortCounts } from "@bijak/domain";
import { countValues, type Figures } from "./store.ts";

type DraftFigures = ReplyOf<typeof staffRoutes.figures>;

/** The draft figures of a year for these units: raw counts, for supervisors only, never public (R38). */
export async function draftFigures(
  db: Figures,
  { year, units }: { readonly year: string; readonly units: readonly string[] },
): Promise<DraftFigures> {
  const triaged = await countValues(db, { kind: "triage", year, units });
  const closed = await countValues(db, { kind: "closing", year, units });
  const total = triaged.reduce((sum, { count }) => sum + count, 0);
  return {
    year: Number(year),
    total,
    categories: tally(triaged, "category"),
    outcomes: tally(closed, "outcome"),
  };
}

/** Largest first. */
function tally(
  rows: readonly { readonly values: string; readonly count: number }[],
  name: string,
): { code: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { values, count } of rows) {
    const code = (JSON.parse(values) as Readonly<Record<string, string>>)[name]; // recordFacts wrote it
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  const sorted = sortCounts([...counts].map(([value, count]) => ({ value, count })));
  return sorted.map(({ value, count }) => ({ code: value, count }));
}
