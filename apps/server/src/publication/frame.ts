import type { Language } from "@bijak/domain";
import { h, writeDocument } from "./html.ts";
import { mark } from "./icons.ts";
import type { Institution } from "./institution.ts";
import type { Markup } from "./markup.ts";
import { type PageName, pathOf } from "./paths.ts";
import type { PageTexts } from "./texts.ts";

/** What surrounds every page of one language. */
export type Site = {
  readonly institution: Institution;
  readonly language: Language;
  readonly texts: PageTexts;
};

export type Page = {
  readonly title: string;
  readonly path: string;
  /** The same page in the other language. */
  readonly otherPath: string;
  readonly current: PageName;
  readonly main: readonly Markup[];
};

const OTHER: Readonly<Record<Language, Language>> = Object.freeze({ id: "en", en: "id" });

function head({ language }: Site, { title, path, otherPath }: Page): Markup {
  return h(
    "head",
    {},
    h("meta", { charset: "utf-8" }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "referrer", content: "no-referrer" }),
    h("title", {}, title),
    h("link", { rel: "icon", href: "/mark.svg", type: "image/svg+xml" }),
    h("link", { rel: "stylesheet", href: "/gaya.css" }),
    h("link", { rel: "alternate", href: path, hreflang: language }),
    h("link", { rel: "alternate", href: otherPath, hreflang: OTHER[language] }),
  );
}

function navigation({ language, texts }: Site, { current }: Page): readonly Markup[] {
  const pages = [
    ["report", texts.report],
    ["mailbox", texts.mailbox],
    ["statistics", texts.statistics],
  ] as const;
  return pages.map(([page, words]) =>
    h(
      "a",
      { href: pathOf(page, language), "aria-current": page === current ? "page" : undefined },
      words,
    ),
  );
}

function languageLink({ language, texts }: Site, { otherPath }: Page, className: string): Markup {
  const other = OTHER[language];
  return h(
    "a",
    { class: className, href: otherPath, lang: other, hreflang: other },
    texts.otherLanguage,
  );
}

function banner({ institution, texts }: Site): Markup | null {
  const { isTrial, isRehearsal } = institution;
  const words = isTrial ? texts.practice.trial : isRehearsal ? texts.practice.rehearsal : null;
  if (words === null) return null;
  const name = h("strong", {}, words.name);
  return h("aside", { class: "trial", "aria-label": words.label }, name, ` · ${words.note}`);
}

function top(site: Site, page: Page): Markup {
  const { institution, language, texts } = site;
  const name = h("span", {}, "Bijak", h("small", {}, institution.name[language]));
  const brand = h("a", { class: "brand", href: pathOf("home", language) }, mark(), name);
  const nav = h(
    "nav",
    { class: "nav only-wide", "aria-label": texts.mainNav },
    navigation(site, page),
  );
  const menu = h("a", { class: "btn quiet only-narrow", href: "#menu" }, texts.menu);
  const tools = h(
    "div",
    { class: "cluster small" },
    menu,
    languageLink(site, page, "btn quiet only-wide"),
  );
  return h("header", { class: "top" }, h("div", { class: "wide" }, brand, nav, tools));
}

function foot(site: Site, page: Page): Markup {
  const { texts } = site;
  const links = [...navigation(site, page), languageLink(site, page, "only-narrow")];
  const nav = h("nav", { class: "nav only-narrow", "aria-label": texts.menu, id: "menu" }, links);
  return h(
    "footer",
    { class: "foot" },
    h("div", { class: "wide stack" }, nav, h("p", {}, texts.noTrackers)),
  );
}

/** The whole page as HTML text. */
export function writePage(site: Site, page: Page): string {
  const skip = h("a", { class: "hidden skip", href: "#isi" }, site.texts.skip);
  const main = h("main", { id: "isi" }, page.main);
  const body = h("body", {}, skip, banner(site), top(site, page), main, foot(site, page));
  return writeDocument(h("html", { lang: site.language }, head(site, page), body));
}
