import { barChart, headlineOf } from "./chart.ts";
import type { YearFigures } from "./figures.ts";
import { type Site, writePage } from "./frame.ts";
import { h } from "./html.ts";
import { icon } from "./icons.ts";
import type { Markup } from "./markup.ts";
import { pathOf, yearPath } from "./paths.ts";
import type { Entry } from "./texts.ts";

function door(entry: Entry, href: string, sign: Markup, className: string): Markup {
  return h(
    "a",
    { class: className, href },
    sign,
    h("b", {}, entry.title),
    icon("arrow"),
    h("span", {}, entry.text),
  );
}

function hero({ language, texts }: Site): Markup {
  const { title, lead, reportDoor, mailboxDoor } = texts.front;
  const doors = h(
    "div",
    { class: "grid" },
    door(reportDoor, pathOf("report", language), icon("pen"), "door main"),
    door(mailboxDoor, pathOf("mailbox", language), icon("bubble"), "door"),
  );
  const words = h("div", { class: "stack" }, h("h1", {}, title), h("p", { class: "lead" }, lead));
  const motif = h("div", { class: "motif only-wide", "aria-hidden": "true" });
  return h("div", { class: "hero" }, motif, h("div", { class: "wide stack far" }, words, doors));
}

function whoSeesWhat({ texts }: Site): Markup {
  const { whoTitle, who } = texts.front;
  const card = (sign: Markup, { title, text }: Entry) =>
    h(
      "div",
      { class: "card stack tight" },
      h("h3", { class: "seal" }, sign, ` ${title}`),
      h("p", {}, text),
    );
  const cards = [
    card(icon("pen"), who.device),
    card(icon("lock"), who.server),
    card(icon("person"), who.officer),
  ];
  return h(
    "section",
    { class: "stack", "aria-labelledby": "siapa" },
    h("h2", { id: "siapa" }, whoTitle),
    h("div", { class: "grid" }, cards),
  );
}

function points(id: string, title: string, entries: readonly Entry[]): Markup {
  const items = entries.map((entry) => h("li", {}, h("b", {}, entry.title), ` ${entry.text}`));
  return h(
    "section",
    { class: "stack", "aria-labelledby": id },
    h("h2", { id }, title),
    h("ul", { class: "stack tight prose" }, items),
  );
}

function numbers(newest: YearFigures | undefined, site: Site): Markup {
  const { numbersTitle, numbersNote, noNumbers, seeYear } = site.texts.front;
  const content =
    newest === undefined
      ? [h("p", {}, noNumbers)]
      : [
          h("p", { class: "say" }, headlineOf(newest, site)),
          barChart(newest, site),
          h("p", { class: "prose" }, numbersNote),
          h("p", {}, h("a", { href: yearPath(newest.year, site.language) }, seeYear(newest.year))),
        ];
  return h(
    "section",
    { class: "stack", "aria-labelledby": "angka" },
    h("h2", { id: "angka" }, numbersTitle),
    content,
  );
}

/** The front page as HTML text: the doors that exist, who sees what, our limits, the newest figures, the rules in short. */
export function renderFront(all: readonly YearFigures[], site: Site): string {
  const { institution, language, texts } = site;
  const { limitsTitle, limits, rulesTitle, rules } = texts.front;
  const low = h(
    "div",
    { class: "wide stack far" },
    whoSeesWhat(site),
    points("batas", limitsTitle, limits),
    h("div", { class: "sidebar" }, numbers(all[0], site), points("aturan", rulesTitle, rules)),
  );
  const motif = h("div", { class: "motif only-narrow", "aria-hidden": "true" });
  return writePage(site, {
    title: `Bijak – ${institution.name[language]}`,
    path: pathOf("home", language),
    otherPath: pathOf("home", language === "id" ? "en" : "id"),
    current: "home",
    main: [hero(site), motif, low],
  });
}
