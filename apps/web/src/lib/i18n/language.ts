import type { Language } from "@bijak/domain";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

export type { Language } from "@bijak/domain";

/** Reads the language of a page from its `lang` attribute; anything but English is Indonesian. */
export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith("en") ? "en" : "id";
}

export const otherLanguage = (language: Language): Language => (language === "id" ? "en" : "id");

/** The language of the subtree. The page that owns it switches it in memory, so that nothing typed is lost. */
export const LanguageContext = createContext<Language>("id");

export const useLanguage = (): Language => useContext(LanguageContext);

/**
 * Makes the hook that hands a component its sentences.
 * Takes both catalogues of one entry; a key missing in either is a type error.
 */
export function copyHook<Copy>(catalogues: Readonly<Record<Language, Copy>>): () => Copy {
  return () => catalogues[useLanguage()];
}
