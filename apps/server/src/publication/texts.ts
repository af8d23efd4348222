import type { Language } from "@bijak/domain";

/** Every sentence of the published pages. A missing one is a type error. */
export type PageTexts = {
  readonly skip: string;
  /** The banner of a channel that is not meant in earnest, or not yet. */
  readonly practice: Readonly<
    Record<
      "trial" | "rehearsal",
      { readonly label: string; readonly name: string; readonly note: string }
    >
  >;
  readonly mainNav: string;
  readonly menu: string;
  readonly report: string;
  readonly mailbox: string;
  readonly statistics: string;
  readonly otherLanguage: string;
  readonly noTrackers: string;
  readonly front: FrontTexts;
  readonly figures: FigureTexts;
  readonly list: ListTexts;
};

export type Entry = { readonly title: string; readonly text: string };

export type FrontTexts = {
  readonly title: string;
  readonly lead: string;
  readonly reportDoor: Entry;
  readonly mailboxDoor: Entry;
  readonly whoTitle: string;
  readonly who: { readonly device: Entry; readonly server: Entry; readonly officer: Entry };
  readonly limitsTitle: string;
  readonly limits: readonly Entry[];
  readonly numbersTitle: string;
  readonly numbersNote: string;
  readonly noNumbers: string;
  readonly seeYear: (year: number) => string;
  readonly rulesTitle: string;
  readonly rules: readonly Entry[];
};

export type FigureTexts = {
  readonly title: (year: number) => string;
  readonly before: string;
  readonly released: (day: string) => string;
  readonly lead: string;
  readonly headline: (facts: {
    total: string;
    year: number;
    top: readonly string[];
    share: number | null;
  }) => string;
  readonly amount: (count: string, share: number | null) => string;
  readonly inText: (name: string, count: string, share: number | null) => string;
  readonly otherCategories: (howMany: number) => string;
  readonly chartTitle: (year: number) => string;
  readonly chartIntro: string;
  readonly caption: string;
  readonly showTable: string;
  readonly category: string;
  readonly reports: string;
  readonly share: string;
  readonly sum: string;
  readonly percent: (share: number) => string;
  readonly download: string;
  readonly unknownTitle: string;
  readonly unknownText: string;
  readonly definitionsTitle: string;
  readonly definitions: readonly Entry[];
  readonly aboutData: string;
  readonly years: string;
  readonly howToRead: string;
  readonly readingNotes: readonly Entry[];
  readonly hiddenSign: string;
  readonly hiddenNote: string;
  readonly toDefinitions: string;
  readonly sourceTitle: string;
  readonly signed: string;
};

export type ListTexts = {
  readonly title: string;
  readonly lead: string;
  readonly tableTitle: string;
  readonly year: string;
  readonly largest: string;
  readonly empty: string;
  readonly nextTitle: string;
  readonly next: (year: number, day: string) => string;
  readonly nextUnknown: string;
  readonly howTitle: string;
  readonly how: readonly string[];
};

const LOCALES: Readonly<Record<Language, string>> = Object.freeze({ id: "id-ID", en: "en-GB" });

/** A whole number with the separators of the language. */
export function writeNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(value);
}

/** A Unix day as a date in words: 24 November 2026. */
export function writeDay(day: number, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(day * 86_400_000));
}

/** The name of a category inside a sentence: small first letter, save for abbreviations. */
export function withinSentence(label: string): string {
  const [first = ""] = label.split(/[\s/]/);
  return first.length > 1 && first === first.toUpperCase()
    ? label
    : label.charAt(0).toLowerCase() + label.slice(1);
}
