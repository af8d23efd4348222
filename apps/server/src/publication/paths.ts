import type { Language } from "@bijak/domain";

/** The pages of the public side that exist, by name. `lapor` and `pantau` are made elsewhere. */
const PATHS = {
  home: "/",
  report: "/lapor",
  mailbox: "/pantau",
  statistics: "/statistik",
} as const;

export type PageName = keyof typeof PATHS;

/** The path of the page in that language. */
export function pathOf(page: PageName, language: Language): string {
  if (language === "id") return PATHS[page];
  return page === "home" ? "/en" : `/en${PATHS[page]}`;
}

/** The path of a year's page. */
export function yearPath(year: number, language: Language): string {
  return `${pathOf("statistics", language)}/${year}`;
}

/** The path of a year's table; one file serves both languages. */
export function dataPath(year: number, type: "csv" | "json"): string {
  return `/statistik/data/kategori-${year}.${type}`;
}
