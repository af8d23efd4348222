import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import { refOf, type UnitForm } from "../form.ts";

export type UnitChoice = { readonly value: string; readonly label: string };

/** The units as fields offer them, each by what is known of it so far. */
export function useUnitChoices(units: readonly UnitForm[]): readonly UnitChoice[] {
  const words = useWords();
  const language = useLanguage();
  return units.map((unit, at) => ({
    value: refOf(unit),
    label: unit.name[language] || unit.id || words.unit(at + 1),
  }));
}
