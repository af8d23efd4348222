import { CATEGORY_CODES, type CategoryCode } from "./categories.ts";
import { DataError, parseFields, parseList, parseOneOf, parseText, parseWhole } from "./parse.ts";
import { SMALL_BELOW } from "./suppression.ts";
import type { Words } from "./words.ts";

/** How many reports of a category. */
export type CategoryCount = { readonly code: CategoryCode; readonly count: number };

/** Who said it, where and when, in both languages; `url` is empty when the source cannot be read online. */
export type Source = Words & { readonly url: string };

/**
 * The figures of a year before Bijak: the total and one primary category a report, as far as a source tells them. Whatever
 * is not here is unknown, never 0 (R38), and so are the categories the source does not name.
 */
export type ImportedYear = {
  readonly year: number;
  readonly total: number;
  readonly categories: readonly CategoryCount[];
  readonly source: Source;
};

const WEB_ADDRESS = /^https?:\/\/[a-z0-9.-]+(\/[\w.~%/-]*)?$/i;

function parseCategoryCount(value: unknown, path: string): CategoryCount {
  const fields = parseFields(value, path, ["code", "count"]);
  const code = parseOneOf(fields.code, `${path}.code`, CATEGORY_CODES);
  return Object.freeze({
    code,
    count: parseWhole(fields.count, `${path}.count`, { most: 10_000_000 }),
  });
}

function parseSource(value: unknown): Source {
  const { id, en, url } = parseFields(value, "source", ["id", "en", "url"]);
  if (typeof url !== "string" || (url !== "" && !(WEB_ADDRESS.test(url) && url.length <= 500))) {
    throw new DataError("source.url", "a plain web address, or nothing");
  }
  return Object.freeze({ id: parseText(id, "source.id"), en: parseText(en, "source.en"), url });
}

/** Reads a file of imported figures. Throws DataError naming the place that is wrong. Says nothing on release. */
export function parseImportedYear(value: unknown): ImportedYear {
  const fields = parseFields(value, "imported", ["year", "total", "categories", "source"]);
  const categories = parseList(fields.categories, "categories", parseCategoryCount);
  if (
    categories.length === 0 ||
    new Set(categories.map(({ code }) => code)).size !== categories.length
  ) {
    throw new DataError("categories", "some categories, each once");
  }
  return Object.freeze({
    year: parseWhole(fields.year, "year", { least: 1900, most: 2200 }),
    total: parseWhole(fields.total, "total", { most: 10_000_000 }),
    categories,
    source: parseSource(fields.source),
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
