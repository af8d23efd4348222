import { CATEGORY_CODES, type CategoryCode } from "./categories.ts";
import {
  DataError,
  parseFields,
  parseList,
  parseOneOf,
  parseText,
  parseWhole,
  parseWords,
} from "./parse.ts";
import { SMALL_BELOW } from "./suppression.ts";
import type { Words } from "./words.ts";

/** How many reports of a category. */
export type CategoryCount = { readonly category: CategoryCode; readonly count: number };

/** Parts of a year's figures a source may be silent about. What it does not say is unknown, never 0 (R38). */
export const YEAR_PARTS = Object.freeze([
  "outcomes",
  "speed",
  "units",
  "platforms",
  "identity",
  "feedback",
] as const);

export type YearPart = (typeof YEAR_PARTS)[number];

/** The figures of a year before Bijak, as far as a source tells them. */
export type ImportedYear = {
  readonly year: number;
  readonly total: number;
  /** One primary category a report. Categories the source does not name are absent. */
  readonly categories: readonly CategoryCount[];
  readonly unknown: readonly YearPart[];
  /** Who said it, where and when: the source line below the figures. */
  readonly source: Words;
  /** What the source gave and what was worked out from it. */
  readonly method: Words;
  /** The licence of this table, as an SPDX name. */
  readonly licence: string;
};

function parseCategoryCount(value: unknown, path: string): CategoryCount {
  const fields = parseFields(value, path, ["category", "count"]);
  const category = parseOneOf(fields.category, `${path}.category`, CATEGORY_CODES);
  return Object.freeze({ category, count: parseWhole(fields.count, `${path}.count`) });
}

/** Reads a file of imported figures. Throws DataError naming the place that is wrong. Says nothing on release. */
export function parseImportedYear(value: unknown): ImportedYear {
  const names = ["year", "total", "categories", "unknown", "source", "method", "licence"] as const;
  const fields = parseFields(value, "year", names);
  const categories = parseList(fields.categories, "categories", parseCategoryCount);
  if (new Set(categories.map(({ category }) => category)).size !== categories.length) {
    throw new DataError("categories", "each category once");
  }
  return Object.freeze({
    year: parseWhole(fields.year, "year", { least: 1945, most: 9999 }),
    total: parseWhole(fields.total, "total"),
    categories,
    unknown: parseList(fields.unknown, "unknown", (part, path) =>
      parseOneOf(part, path, YEAR_PARTS),
    ),
    source: parseWords(fields.source, "source"),
    method: parseWords(fields.method, "method"),
    licence: parseText(fields.licence, "licence"),
  });
}

/** Why figures may not go out. */
export type Obstacle = "total-differs" | "small-cell" | "small-total";

/**
 * What stands against releasing these figures: parts that do not add up to the total, a category of 1 or 2 reports, a
 * whole year of 1 or 2 (R37). An empty list means they may go out.
 */
export function checkReleasable({ total, categories }: ImportedYear): readonly Obstacle[] {
  const isSmall = (count: number) => count > 0 && count < SMALL_BELOW;
  const sum = categories.reduce((all, { count }) => all + count, 0);
  const obstacles: Obstacle[] = [];
  if (sum !== total) obstacles.push("total-differs");
  if (categories.some(({ count }) => isSmall(count))) obstacles.push("small-cell");
  if (isSmall(total)) obstacles.push("small-total");
  return Object.freeze(obstacles);
}
