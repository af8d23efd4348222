import { dayOf } from "@bijak/domain";
import { useState } from "preact/hooks";
import { formatDay } from "../i18n/format.ts";
import { useLanguage } from "../i18n/language.ts";
import { Button } from "../ui/Button.tsx";
import { groupsOf } from "./paper.ts";
import { useKeyWords } from "./words.ts";

/** The one sheet with the key, on screen and on paper. Printing it prints nothing else. */
export function PaperSheet({ paperKey, login }: { paperKey: string; login: string }) {
  const words = useKeyWords().paper;
  const language = useLanguage();
  const [madeOn] = useState(() => dayOf(new Date()));
  const { head, groups } = groupsOf(paperKey);
  return (
    <section class="sheet stack" aria-label={words.sheet}>
      <p class="say">{words.sheetTitle}</p>
      <dl class="facts">
        <div>
          <dt>{words.account}</dt>
          <dd>{login}</dd>
        </div>
        <div>
          <dt>{words.made}</dt>
          <dd>{formatDay(madeOn, language)}</dd>
        </div>
      </dl>
      <div class="stack tight">
        <p class="muted">{words.key}</p>
        <p class="paper-head mono">{head}</p>
        <ol class="paper-key">
          {groups.map((group, index) => (
            <li key={index}>{group}</li>
          ))}
        </ol>
      </div>
      <p class="small">{words.use}</p>
      <p class="small">
        <b>{words.danger}</b>
      </p>
      <div class="no-print">
        <Button kind="second" icon="print" onClick={() => print()}>
          {words.print}
        </Button>
      </div>
    </section>
  );
}
