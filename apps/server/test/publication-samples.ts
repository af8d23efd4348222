import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CATEGORY_CODES, type ImportedYear, parseDay, parseImportedYear } from "@bijak/domain";
import { type Publication, renderRelease } from "../src/publication/render.ts";

export const year2018 = parseImportedYear(
  JSON.parse(
    readFileSync(new URL("../../../data/kemenkeu/statistics-2018.json", import.meta.url), "utf8"),
  ),
);
const RELEASED_ON = parseDay("2026-11-24");

export type Counts = Readonly<Record<string, number>>;

export function aYear(
  year: number,
  counts: Counts,
  source: Partial<ImportedYear["source"]> = {},
): ImportedYear {
  const categories = CATEGORY_CODES.filter((code) => code in counts).map((code) => ({
    code,
    count: counts[code] ?? 0,
  }));
  const total = categories.reduce((sum, { count }) => sum + count, 0);
  return { year, total, categories, source: { ...year2018.source, ...source } };
}

export function render(
  imported: readonly ImportedYear[] = [year2018],
  change: Partial<Publication> = {},
) {
  const institution = {
    name: { id: "Instansi Contoh", en: "Sample Institution" },
    isTrial: false,
    isRehearsal: false,
  };
  const releases = imported.map((one) => ({ imported: one, releasedOn: RELEASED_ON }));
  return renderRelease({ institution, releases, ...change });
}

export function bodyOf(files: ReturnType<typeof render>, path: string): string {
  const file = files.find((one) => one.path === path);
  assert.ok(file !== undefined, path);
  return file.body;
}

export function pagesOf(files: ReturnType<typeof render>) {
  return files.filter(({ type }) => type.startsWith("text/html"));
}

export function all(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found ?? "");
}

export function wordsOf(html: string): string {
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

/** Every kind of page: none, one and many years, every category, a trial. */
export const SAMPLES = {
  empty: render([]),
  trial: render([year2018], {
    institution: { name: { id: "Contoh", en: "Sample" }, isTrial: true, isRehearsal: false },
  }),
  rehearsal: render([year2018], {
    institution: { name: { id: "Contoh", en: "Sample" }, isTrial: false, isRehearsal: true },
  }),
  full: render([
    ...Array.from({ length: 30 }, (_, index) => aYear(1990 + index, { NETRALITAS: 4, SARA: 3 })),
    aYear(2025, Object.fromEntries(CATEGORY_CODES.map((code, index) => [code, 900_000 + index]))),
  ]),
};
