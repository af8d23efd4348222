import { useLanguage, type Language } from "./language.ts";

/**
 * The sentences of one part of the pages. Those of the page's own language are put in before anything is drawn; those
 * of the other are loaded when someone asks for it, so that nobody loads two languages to read one.
 */
export type Catalogue<Copy> = {
  readonly put: (language: Language, copy: Copy) => void;
  /** Loads a language unless it is there. Rejects when it cannot be loaded. */
  readonly ensure: (language: Language) => Promise<void>;
  /** The sentences in the language of the subtree. */
  readonly useCopy: () => Copy;
};

type Loaders<Copy> = Readonly<Record<Language, () => Promise<Copy>>>;

/** Both languages have the same type: a key missing in either is a type error. */
export function createCatalogue<Copy>(load: Loaders<Copy>): Catalogue<Copy> {
  const loaded = new Map<Language, Copy>();
  return {
    put: (language, copy) => loaded.set(language, copy),
    ensure: async (language) => {
      if (!loaded.has(language)) loaded.set(language, await load[language]());
    },
    useCopy: () => {
      const copy = loaded.get(useLanguage());
      if (!copy) throw new Error("this language is not loaded");
      return copy;
    },
  };
}
