import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import type { ImportedYear } from "../model.ts";
import { CountTable } from "./CountTable.tsx";

/** The numbers and the source line of a year, as the public page carries them. */
export function Preview({ imported, title }: { imported: ImportedYear; title: string }) {
  const words = useWords().figures;
  const language = useLanguage();
  const { year, categories, total, source } = imported;
  return (
    <div class="stack tight">
      <CountTable caption={`${title}: ${year}`} rows={categories} total={total} />
      <p class="small muted">{words.sourceLine(source[language])}</p>
      {source.url !== "" && <p class="small mono anywhere">{source.url}</p>}
    </div>
  );
}
