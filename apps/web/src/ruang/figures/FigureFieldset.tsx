import { CATEGORY_CODES } from "@bijak/domain";
import { useLanguage } from "../../lib/i18n/language.ts";
import { TextField } from "../../lib/ui/Field.tsx";
import { useWords } from "../copy/index.ts";
import type { FigureFields } from "../state/figures.ts";
import { categoryWord } from "../state/row.ts";

type Props = { fields: FigureFields; onFields: (fields: FigureFields) => void };

/** Year, one count for each category, total, source. */
export function FigureFieldset({ fields, onFields }: Props) {
  const words = useWords().figures;
  const language = useLanguage();
  const set = (change: Partial<FigureFields>): void => onFields({ ...fields, ...change });
  return (
    <>
      <TextField
        id="figure-year"
        inputMode="numeric"
        label={words.yearField}
        value={fields.year}
        onValue={(year) => set({ year })}
      />
      <div class="grid">
        {CATEGORY_CODES.map((code) => (
          <TextField
            key={code}
            id={`figure-${code}`}
            inputMode="numeric"
            label={words.countOf(categoryWord(code, language) ?? code)}
            value={fields.counts[code] ?? ""}
            onValue={(typed) => set({ counts: { ...fields.counts, [code]: typed } })}
          />
        ))}
      </div>
      <TextField
        id="figure-total"
        inputMode="numeric"
        label={words.totalField}
        value={fields.total}
        onValue={(total) => set({ total })}
      />
      <TextField
        id="figure-source-id"
        label={words.sourceId}
        value={fields.sourceId}
        onValue={(sourceId) => set({ sourceId })}
      />
      <TextField
        id="figure-source-en"
        label={words.sourceEn}
        value={fields.sourceEn}
        onValue={(sourceEn) => set({ sourceEn })}
      />
      <TextField
        id="figure-url"
        type="url"
        label={words.sourceUrl}
        value={fields.sourceUrl}
        onValue={(sourceUrl) => set({ sourceUrl })}
      />
    </>
  );
}
