import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { LanguageContext, type Language } from "../i18n/language.ts";
import { useShared } from "../i18n/shared/index.ts";
import { focusContent } from "./focusContent.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { Mark } from "./Mark.tsx";

type Props = {
  firstLanguage: Language;
  /** What stands small below the name of the product. */
  place?: ComponentChildren;
  children: ComponentChildren;
};

/** A page for staff outside the workroom: its language, and what stands around its screens. */
export function Frame({ firstLanguage, place, children }: Props) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <LanguageContext.Provider value={language}>
      <Header place={place} onLanguage={setLanguage} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </LanguageContext.Provider>
  );
}

type HeaderProps = Pick<Props, "place"> & { onLanguage: (language: Language) => void };

function Header({ place, onLanguage }: HeaderProps) {
  const { product, skipToContent } = useShared();
  return (
    <>
      <button type="button" class="hidden skip" onClick={focusContent}>
        {skipToContent}
      </button>
      <header class="top">
        <div class="wide">
          <span class="brand">
            <Mark />
            <span>
              {product}
              {place !== undefined && <small>{place}</small>}
            </span>
          </span>
          <LanguageSwitch onLanguage={onLanguage} />
        </div>
      </header>
    </>
  );
}
