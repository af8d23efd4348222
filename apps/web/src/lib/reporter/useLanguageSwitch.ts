import { useState } from "preact/hooks";
import type { Catalogue } from "../i18n/catalogue.ts";
import type { Language } from "../i18n/language.ts";
import { shared } from "../i18n/shared/index.ts";

export type LanguageSwitch = {
  readonly language: Language;
  readonly hasFailed: boolean;
  readonly change: (to: Language) => void;
};

/** The language of a page and how to change it in memory. It changes only once the other sentences are there. */
export function useLanguageSwitch<Copy>(
  first: Language,
  catalogue: Catalogue<Copy>,
): LanguageSwitch {
  const [language, setLanguage] = useState(first);
  const [hasFailed, setHasFailed] = useState(false);
  const change = (to: Language): void => {
    Promise.all([catalogue.ensure(to), shared.ensure(to)]).then(
      () => {
        setHasFailed(false);
        setLanguage(to);
      },
      () => setHasFailed(true),
    );
  };
  return { language, hasFailed, change };
}
