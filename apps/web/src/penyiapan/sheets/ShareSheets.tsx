import type { RecoverySheet } from "@bijak/client/founding";
import type { Day } from "@bijak/domain";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";

type Props = {
  institution: string;
  day: Day;
  k: number;
  sheets: readonly RecoverySheet[];
  /** The name of a unit by its code. */
  nameOf: (unit: string) => string;
};

/** One page of A4 for each holder, with one row for each unit (R7). Drawn for paper; on the screen they are cards. */
export function ShareSheets({ institution, day, k, sheets, nameOf }: Props) {
  const words = useWords();
  const language = useLanguage();
  return (
    <div class="sheets stack loose">
      {sheets.map(({ holder, rows }) => (
        <section class="sheet stack" key={holder} aria-labelledby={`sheet-${holder}`}>
          <p class="muted">{institution}</p>
          <h2 id={`sheet-${holder}`}>
            {words.sheetsTitle}: {words.sheet(holder, sheets.length)}
          </h2>
          <p>{words.sheetUse(k)}</p>
          <p>
            {words.sheetDay}: {formatDay(day, language)}
          </p>
          <p class="to-fill">{words.sheetHolder}:</p>
          <dl class="stack">
            {rows.map(({ unit, row }) => (
              <div key={unit}>
                <dt>
                  {words.sheetUnit} {unit}, {nameOf(unit)}
                </dt>
                <dd class="mono code-row">{row}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
