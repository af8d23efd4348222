import { toIsoDay } from "@bijak/domain";
import type { YearFigures } from "./figures.ts";
import type { Institution } from "./institution.ts";

const FORMULA_SIGNS = /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]/u;
const NEEDS_QUOTES = /[",\r\n]/;

/** One cell. A text that a spreadsheet could take for a formula is led by an apostrophe (R47); numbers stay numbers. */
function cell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const tame = FORMULA_SIGNS.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** A table as CSV (RFC 4180, UTF-8, comma, decimal point): one row an observation, no totals, no notes. */
export function writeCsv({ year, rows, source }: YearFigures): string {
  const head = [
    "year",
    "category_code",
    "category_id",
    "category_en",
    "reports",
    "share_percent",
    "source",
  ];
  const body = rows.map(({ code, label, count, share }) => [
    year,
    code,
    label.id,
    label.en,
    count,
    share,
    source.en,
  ]);
  return [head, ...body].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

const METHOD = Object.freeze({
  id: "Satu laporan, satu kategori utama. Bagian dibulatkan. Laporan bukan bukti. Yang tidak disebut sumber tidak diketahui, bukan nol.",
  en: "One report, one primary category. Shares are rounded. A report is not proof. What the source does not say is unknown, not zero.",
});

/** The same table as JSON with what one needs to understand it. */
export function writeJson(
  { year, total, rows, source, releasedOn }: YearFigures,
  institution: Institution,
): string {
  const content = {
    title: {
      id: `Laporan menurut kategori utama, ${year}`,
      en: `Reports by primary category, ${year}`,
    },
    institution: institution.name,
    isTrial: institution.isTrial,
    year,
    isBeforeBijak: true,
    releasedOn: toIsoDay(releasedOn),
    total,
    categories: rows.map(({ code, label, count, share }) => ({
      code,
      label,
      reports: count,
      sharePercent: share,
    })),
    unknown: ["outcomes", "speed", "units", "platforms", "identity", "feedback"],
    method: METHOD,
    source,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
