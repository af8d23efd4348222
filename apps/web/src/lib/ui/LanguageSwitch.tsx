import { otherLanguage, useLanguage, type Language } from "../i18n/language.ts";
import { useShared } from "../i18n/shared/index.ts";

/** Changes the language in memory; nothing typed is lost and nothing is stored. */
export function LanguageSwitch({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const shared = useShared();
  const other = otherLanguage(useLanguage());
  return (
    <button type="button" class="btn quiet mini" lang={other} onClick={() => onLanguage(other)}>
      {shared.switchLanguage}
    </button>
  );
}
