import { CATEGORY_CODES, checkReleasable, type Obstacle } from "@bijak/domain";
import type { ImportedYear } from "../model.ts";

/** What stands in the fields for imported figures, exactly as typed. */
export type FigureFields = {
  readonly year: string;
  readonly total: string;
  readonly counts: Readonly<Record<string, string>>;
  readonly sourceId: string;
  readonly sourceEn: string;
  readonly sourceUrl: string;
};

export const EMPTY_FIGURES: FigureFields = Object.freeze({
  year: "",
  total: "",
  counts: Object.freeze({}),
  sourceId: "",
  sourceEn: "",
  sourceUrl: "",
});

export type FigureProblem = "year" | "total" | "counts" | "sources" | "url";

export type ParsedFigures =
  | { readonly imported: ImportedYear; readonly obstacles: readonly Obstacle[] }
  | { readonly problems: readonly FigureProblem[] };

const WHOLE = /^[0-9]{1,7}$/;
const WEB_ADDRESS = /^https:\/\/[a-z0-9.-]+(\/[\w.~%/-]*)?$/i;

/** Reads the fields. A category left empty is one the source does not name: unknown, not zero. */
export function parseFigures(fields: FigureFields, thisYear: number): ParsedFigures {
  const counts = CATEGORY_CODES.map((code) => ({
    code,
    typed: (fields.counts[code] ?? "").trim(),
  }));
  const given = counts.filter(({ typed }) => typed !== "");
  const checks: readonly [FigureProblem, boolean][] = [
    ["year", /^[0-9]{4}$/.test(fields.year.trim()) && isPast(Number(fields.year), thisYear)],
    ["counts", given.length > 0 && given.every(({ typed }) => WHOLE.test(typed))],
    ["total", WHOLE.test(fields.total.trim())],
    ["sources", fields.sourceId.trim() !== "" && fields.sourceEn.trim() !== ""],
    ["url", fields.sourceUrl.trim() === "" || WEB_ADDRESS.test(fields.sourceUrl.trim())],
  ];
  const problems = checks.filter(([, isGood]) => !isGood).map(([problem]) => problem);
  if (problems.length > 0) return { problems };
  const imported = {
    year: Number(fields.year),
    total: Number(fields.total),
    categories: given.map(({ code, typed }) => ({ code, count: Number(typed) })),
    source: {
      id: fields.sourceId.trim(),
      en: fields.sourceEn.trim(),
      url: fields.sourceUrl.trim(),
    },
  };
  return { imported, obstacles: checkReleasable(imported) };
}

function isPast(year: number, thisYear: number): boolean {
  return year >= 1945 && year < thisYear;
}
