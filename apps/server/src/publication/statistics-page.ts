import type { Language } from "@bijak/domain";
import { barChart, categoriesOf, categoryTable, headlineOf } from "./chart.ts";
import type { YearFigures } from "./figures.ts";
import { type Site, writePage } from "./frame.ts";
import { h } from "./html.ts";
import type { Markup } from "./markup.ts";
import { dataPath, yearPath } from "./paths.ts";
import { type Entry, writeDay, writeNumber } from "./texts.ts";

export type YearPage = {
  readonly figures: YearFigures;
  /** Every released year, newest first, for the list beside the figures. */
  readonly all: readonly YearFigures[];
};

function note({ title, text }: Entry): Markup {
  return h("li", {}, h("b", {}, title), ` ${text}`);
}

function opening(figures: YearFigures, site: Site): Markup {
  const { before, released, lead } = site.texts.figures;
  const day = h("span", { class: "muted" }, released(writeDay(figures.releasedOn, site.language)));
  return h(
    "div",
    { class: "stack" },
    h("p", { class: "cluster small" }, h("span", { class: "badge" }, before), day),
    h("h1", {}, headlineOf(figures, site)),
    h("p", { class: "lead" }, lead),
  );
}

function categories(figures: YearFigures, site: Site): Markup {
  const { caption, showTable, download } = site.texts.figures;
  const files = (["csv", "json"] as const).map((type) => [
    " ",
    h("a", { href: dataPath(figures.year, type) }, type.toUpperCase()),
  ]);
  return h(
    "section",
    { class: "stack", "aria-labelledby": "kategori" },
    h("h2", { id: "kategori" }, categoriesOf(figures, site)),
    h(
      "figure",
      { class: "stack" },
      barChart(figures, site),
      h("figcaption", { class: "small muted" }, caption),
    ),
    h("details", { open: true }, h("summary", {}, showTable), categoryTable(figures, site)),
    h("p", { class: "cluster" }, download, files),
  );
}

function unknown({ texts }: Site): Markup {
  const { unknownTitle, unknownText } = texts.figures;
  return h(
    "section",
    { class: "stack", "aria-labelledby": "tidak-diketahui" },
    h("h2", { id: "tidak-diketahui" }, unknownTitle),
    h("p", { class: "prose" }, unknownText),
  );
}

function definitions({ texts }: Site): Markup {
  const { definitionsTitle, definitions: list } = texts.figures;
  const terms = list.map(({ title, text }) =>
    h("div", {}, h("dt", {}, h("b", {}, title)), h("dd", {}, text)),
  );
  return h(
    "section",
    { class: "stack", "aria-labelledby": "definisi" },
    h("h2", { id: "definisi" }, definitionsTitle),
    h("dl", { class: "stack tight prose" }, terms),
  );
}

function years({ all, figures }: YearPage, { language, texts }: Site): Markup {
  const items = all.map(({ year, total }) => {
    const isCurrent = year === figures.year;
    const link = { href: yearPath(year, language), "aria-current": isCurrent ? "page" : undefined };
    const name = h("a", link, isCurrent ? h("b", {}, year) : year);
    return h(
      "li",
      { class: "cluster between" },
      name,
      h("span", { class: "num" }, writeNumber(total, language)),
    );
  });
  const list = h("ul", { class: "stack tight" }, items);
  return h(
    "nav",
    { class: "stack tight", "aria-labelledby": "tahun" },
    h("h2", { id: "tahun" }, texts.figures.years),
    list,
  );
}

function howToRead({ texts }: Site): Markup {
  const { howToRead: title, readingNotes, hiddenSign, hiddenNote, toDefinitions } = texts.figures;
  const sign = h("b", {}, h("span", { class: "fn" }, "[r]"), hiddenSign);
  return h(
    "section",
    { class: "card stack", "aria-labelledby": "cara" },
    h("h2", { id: "cara" }, title),
    h("ul", { class: "stack tight small" }, readingNotes.map(note), h("li", {}, sign, hiddenNote)),
    h("p", { class: "small" }, h("a", { href: "#definisi" }, toDefinitions)),
  );
}

function source({ source: said }: YearFigures, { language, texts }: Site): Markup {
  const { sourceTitle, signed } = texts.figures;
  const link =
    said.url === "" ? null : h("p", {}, h("a", { href: said.url, rel: "noreferrer" }, said.url));
  return h(
    "section",
    { class: "stack tight small", "aria-labelledby": "sumber" },
    h("h2", { id: "sumber" }, sourceTitle),
    h("p", {}, said[language]),
    link,
    h("p", {}, signed),
  );
}

/** The page of one year as HTML text: sentence, bars, table, files, what is unknown, definitions, source. */
export function renderStatistics(page: YearPage, site: Site): string {
  const { figures } = page;
  const { language, texts } = site;
  const left = [
    opening(figures, site),
    categories(figures, site),
    unknown(site),
    definitions(site),
  ];
  const right = [years(page, site), howToRead(site), source(figures, site)];
  const aside = h("aside", { class: "stack loose", "aria-label": texts.figures.aboutData }, right);
  const other: Language = language === "id" ? "en" : "id";
  return writePage(site, {
    title: `${texts.figures.title(figures.year)} – Bijak`,
    path: yearPath(figures.year, language),
    otherPath: yearPath(figures.year, other),
    current: "statistics",
    main: [
      h(
        "div",
        { class: "wide" },
        h("div", { class: "sidebar" }, h("div", { class: "stack far" }, left), aside),
      ),
    ],
  });
}
