import type { Language } from "@bijak/domain";
import { writeCsv, writeJson } from "./data-files.ts";
import { listFigures, type ReleasedYear } from "./figures.ts";
import type { Site } from "./frame.ts";
import { renderFront } from "./front-page.ts";
import type { Institution } from "./institution.ts";
import { dataPath, pathOf, yearPath } from "./paths.ts";
import { type NextRelease, renderIndex } from "./statistics-index.ts";
import { renderStatistics } from "./statistics-page.ts";
import { ENGLISH } from "./texts-en.ts";
import { INDONESIAN } from "./texts-id.ts";
import type { PageTexts } from "./texts.ts";

export type Publication = {
  readonly institution: Institution;
  readonly releases: readonly ReleasedYear[];
  /** The day the next figures come out, once it is set. */
  readonly nextRelease?: NextRelease | null;
};

/** One file of the public site, rendered once when something is released. */
export type PublishedFile = { readonly path: string; readonly type: string; readonly body: string };

const HTML = "text/html; charset=utf-8";
const CSV = "text/csv; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";
const TEXTS: Readonly<Record<Language, PageTexts>> = Object.freeze({ id: INDONESIAN, en: ENGLISH });

/**
 * Every public page and file of an institution: front page, list of years, a page and two tables for each year, the pages
 * in both languages. Pure: the same releases always give the same bytes. Throws RangeError for figures that may not go out
 * and for a year given twice.
 */
export function renderRelease({
  institution,
  releases,
  nextRelease = null,
}: Publication): readonly PublishedFile[] {
  const all = listFigures(releases);
  const pages = (["id", "en"] as const).flatMap((language) => {
    const site: Site = { institution, language, texts: TEXTS[language] };
    const page = (path: string, body: string) => ({ path, type: HTML, body });
    return [
      page(pathOf("home", language), renderFront(all, site)),
      page(pathOf("statistics", language), renderIndex({ all, nextRelease }, site)),
      ...all.map((figures) =>
        page(yearPath(figures.year, language), renderStatistics({ figures, all }, site)),
      ),
    ];
  });
  const files = all.flatMap((figures) => [
    { path: dataPath(figures.year, "csv"), type: CSV, body: writeCsv(figures) },
    {
      path: dataPath(figures.year, "json"),
      type: JSON_TYPE,
      body: writeJson(figures, institution),
    },
  ]);
  return Object.freeze([...pages, ...files]);
}
