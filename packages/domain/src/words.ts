/** The two languages every sentence of Bijak exists in. */
export type Language = "id" | "en";

/** One text in both languages. */
export type Words = Readonly<Record<Language, string>>;
