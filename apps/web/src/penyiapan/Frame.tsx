import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useLanguage, type Language } from "../lib/i18n/language.ts";
import { LanguageSwitch } from "../lib/ui/LanguageSwitch.tsx";
import { Mark } from "../lib/ui/Mark.tsx";
import { useWords } from "./copy/index.ts";

type Props = { onLanguage: (language: Language) => void; children: ComponentChildren };

export function Frame({ onLanguage, children }: Props) {
  const words = useWords();
  const language = useLanguage();
  useEffect(() => {
    document.title = words.pageTitle(words.title);
    document.documentElement.lang = language;
  }, [words, language]);
  return (
    <>
      <header class="top screen-only">
        <div class="wide">
          <span class="brand">
            <Mark />
            <span>Bijak</span>
          </span>
          <LanguageSwitch onLanguage={onLanguage} />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
