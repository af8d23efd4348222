import { h } from "./html.ts";
import type { FigureRow, YearFigures } from "./figures.ts";
import type { Site } from "./frame.ts";
import type { Markup } from "./markup.ts";
import { svg } from "./svg.ts";
import { withinSentence, writeNumber } from "./texts.ts";

/** Share of the width that the longest bar takes; the rest is for its figure. */
const LONGEST = 70;
const ROW_HEIGHT = 72;
const NAMED = 3;

function amountOf({ count, share }: FigureRow, { language, texts }: Site): string {
  return texts.figures.amount(writeNumber(count, language), share);
}

function nameOf({ label }: FigureRow, { language }: Site): string {
  return withinSentence(label[language]);
}

/** "55 reports in 2018. More than half were hate speech." */
export function headlineOf({ rows, total, year }: YearFigures, site: Site): string {
  const most = rows[0];
  const top = rows.filter(({ count }) => count === most?.count).map((row) => nameOf(row, site));
  const share = most === undefined || total === 0 ? null : (100 * most.count) / total;
  return site.texts.figures.headline({
    total: writeNumber(total, site.language),
    year,
    top,
    share,
  });
}

/** "Hate speech 29 (53%), political neutrality 22 (40%), SARA 4 (7%)": at most three by name, the rest as a number. */
export function categoriesOf({ rows }: YearFigures, site: Site): string {
  const { inText, otherCategories } = site.texts.figures;
  const named = rows.length === NAMED + 1 ? rows : rows.slice(0, NAMED);
  const parts = named.map((row) =>
    inText(nameOf(row, site), writeNumber(row.count, site.language), row.share),
  );
  const rest = rows.length - named.length;
  const sentence = [...parts, ...(rest > 0 ? [otherCategories(rest)] : [])].join(", ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function bar(row: FigureRow, index: number, most: number, site: Site): readonly Markup[] {
  const y = index * ROW_HEIGHT;
  const width = most === 0 ? 0 : Math.round((LONGEST * 100 * row.count) / most) / 100;
  return [
    svg("text", { x: 0, y: y + 16 }, row.label[site.language]),
    svg("rect", { class: "b", x: 0, y: y + 26, width: `${width}%`, height: 28 }),
    svg("text", { class: "v", x: `${width}%`, y: y + 46, dx: 8 }, amountOf(row, site)),
    svg("line", { x1: 0, x2: 0, y1: y + 20, y2: y + 58 }),
  ];
}

/** Horizontal bars, largest first, from zero, each with its figure. Said in words for those who do not see it. */
export function barChart(figures: YearFigures, site: Site): Markup {
  const { rows, year } = figures;
  const { chartTitle, chartIntro } = site.texts.figures;
  const most = rows[0]?.count ?? 0;
  return svg(
    "svg",
    {
      class: "chart",
      width: "100%",
      height: rows.length * ROW_HEIGHT - 14,
      role: "img",
      "aria-labelledby": "chart-title chart-words",
    },
    svg("title", { id: "chart-title" }, chartTitle(year)),
    svg("desc", { id: "chart-words" }, `${chartIntro} ${categoriesOf(figures, site)}.`),
    rows.map((row, index) => bar(row, index, most, site)),
  );
}

/** The same figures as a table, with their sum. */
export function categoryTable(
  { rows, total, year }: YearFigures,
  { language, texts }: Site,
): Markup {
  const { category, reports, share, sum, percent, chartTitle } = texts.figures;
  const shareOf = (value: number | null) => (value === null ? "–" : percent(value));
  const line = (name: string, count: number, part: number | null) =>
    h(
      "tr",
      {},
      h("th", { scope: "row", class: "wrap" }, name),
      h("td", { class: "n" }, writeNumber(count, language)),
      h("td", { class: "n" }, shareOf(part)),
    );
  const head = [
    h("th", { scope: "col" }, category),
    ...[reports, share].map((name) => h("th", { scope: "col", class: "n" }, name)),
  ];
  return h(
    "table",
    {},
    h("caption", {}, chartTitle(year)),
    h("thead", {}, h("tr", {}, head)),
    h(
      "tbody",
      {},
      rows.map((row) => line(row.label[language], row.count, row.share)),
    ),
    h("tfoot", {}, line(sum, total, total === 0 ? null : 100)),
  );
}
