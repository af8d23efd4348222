import {
  CATEGORIES,
  type CategoryCode,
  checkReleasable,
  type Day,
  findCategoryLabel,
  type ImportedYear,
  parseDay,
  percentOf,
  type Words,
} from "@bijak/domain";

/** Imported figures that two members signed for release, and the day they went out. */
export type ReleasedYear = { readonly imported: ImportedYear; readonly releasedOn: Day };

export type FigureRow = {
  readonly code: CategoryCode;
  readonly label: Words;
  readonly count: number;
  /** Whole per cent, halves rounded up; null when there were no reports at all. */
  readonly share: number | null;
};

/** What every page, chart, table and file of a year is made of, so that all show the same numbers. */
export type YearFigures = {
  readonly year: number;
  readonly total: number;
  /** Largest first. */
  readonly rows: readonly FigureRow[];
  readonly source: ImportedYear["source"];
  readonly releasedOn: Day;
};

function labelOf(code: CategoryCode, year: number): Words {
  return findCategoryLabel(code, parseDay(`${year}-12-31`)) ?? CATEGORIES[code].formLabel;
}

/** The figures of a released year. Throws RangeError for figures that may not go out (see `checkReleasable`). */
function figuresOf({ imported, releasedOn }: ReleasedYear): YearFigures {
  const { year, total, source } = imported;
  const obstacles = checkReleasable(imported);
  if (obstacles.length > 0)
    throw new RangeError(`figures of ${year} may not go out: ${obstacles.join(", ")}`);
  const rows = imported.categories.map(({ code, count }) =>
    Object.freeze({ code, count, label: labelOf(code, year), share: percentOf(count, total) }),
  );
  const sorted = rows.toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  return Object.freeze({ year, total, rows: sorted, source, releasedOn });
}

/** Newest year first. Throws RangeError when a year is given twice. */
export function listFigures(releases: readonly ReleasedYear[]): readonly YearFigures[] {
  const figures = releases.map(figuresOf).toSorted((a, b) => b.year - a.year);
  if (new Set(figures.map(({ year }) => year)).size !== figures.length)
    throw new RangeError("each year once");
  return figures;
}
