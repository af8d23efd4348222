import type { Day } from "@bijak/domain";
import type { YearFigures } from "./figures.ts";
import { type Site, writePage } from "./frame.ts";
import { h } from "./html.ts";
import type { Markup } from "./markup.ts";
import { pathOf, yearPath } from "./paths.ts";
import { writeDay, writeNumber } from "./texts.ts";

/** The year whose figures come out next, and when. */
export type NextRelease = { readonly year: number; readonly on: Day };

export type IndexPage = {
  readonly all: readonly YearFigures[];
  readonly nextRelease: NextRelease | null;
};

function yearRow({ year, total, rows }: YearFigures, { language }: Site): Markup {
  const most = rows[0]?.count ?? 0;
  const largest = rows
    .filter(({ count }) => count === most && most > 0)
    .map(({ label }) => label[language]);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, h("a", { href: yearPath(year, language) }, year)),
    h("td", {}, largest.length === 0 ? "–" : largest.join(", ")),
    h("td", { class: "n" }, writeNumber(total, language)),
  );
}

function yearTable(all: readonly YearFigures[], site: Site): Markup {
  const { tableTitle, year, largest, empty } = site.texts.list;
  if (all.length === 0) return h("p", { class: "empty" }, empty);
  const head = h(
    "tr",
    {},
    h("th", { scope: "col" }, year),
    h("th", { scope: "col" }, largest),
    h("th", { scope: "col", class: "n" }, site.texts.figures.reports),
  );
  const body = h(
    "tbody",
    {},
    all.map((figures) => yearRow(figures, site)),
  );
  return h("table", {}, h("caption", {}, tableTitle), h("thead", {}, head), body);
}

function next(release: NextRelease | null, { language, texts }: Site): Markup {
  const { nextTitle, next: words, nextUnknown } = texts.list;
  const sentence =
    release === null ? nextUnknown : words(release.year, writeDay(release.on, language));
  return h(
    "section",
    { class: "stack tight", "aria-labelledby": "berikut" },
    h("h2", { id: "berikut" }, nextTitle),
    h("p", {}, sentence),
  );
}

function how({ texts }: Site): Markup {
  const { howTitle, how: points } = texts.list;
  return h(
    "section",
    { class: "card stack", "aria-labelledby": "cara" },
    h("h2", { id: "cara" }, howTitle),
    h(
      "ul",
      { class: "stack tight small" },
      points.map((point) => h("li", {}, point)),
    ),
  );
}

/** The list of released years as HTML text. */
export function renderIndex({ all, nextRelease }: IndexPage, site: Site): string {
  const { language, texts } = site;
  const opening = h(
    "div",
    { class: "stack" },
    h("h1", {}, texts.list.title),
    h("p", { class: "lead" }, texts.list.lead),
  );
  const left = h("div", { class: "stack loose" }, opening, yearTable(all, site));
  const right = h("div", { class: "stack loose" }, next(nextRelease, site), how(site));
  return writePage(site, {
    title: `${texts.list.title} – Bijak`,
    path: pathOf("statistics", language),
    otherPath: pathOf("statistics", language === "id" ? "en" : "id"),
    current: "statistics",
    main: [h("div", { class: "wide" }, h("div", { class: "sidebar" }, left, right))],
  });
}
