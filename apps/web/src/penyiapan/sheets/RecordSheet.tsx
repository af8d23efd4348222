import type { InstanceFile } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import { pinnedFingerprint } from "@bijak/envelope";
import { useEffect, useState } from "preact/hooks";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";

type Props = { institution: string; day: Day; pinned: InstanceFile };

/** What is compared with paper whenever somebody must know that the directory is the institution's own. */
export function RecordSheet({ institution, day, pinned }: Props) {
  const words = useWords();
  const language = useLanguage();
  const [groups, setGroups] = useState<readonly string[]>([]);
  useEffect(() => {
    void pinnedFingerprint(pinned).then(setGroups);
  }, [pinned]);
  return (
    <section class="sheet stack" aria-labelledby="record">
      <p class="muted">{institution}</p>
      <h2 id="record">{words.recordTitle}</h2>
      <p>{words.recordUse}</p>
      <dl class="stack">
        <div>
          <dt>{words.instance}</dt>
          <dd class="mono code-row">{pinned.instance}</dd>
        </div>
        <div>
          <dt>{words.sheetDay}</dt>
          <dd>{formatDay(day, language)}</dd>
        </div>
        <div>
          <dt>{words.recordSigners}</dt>
          <dd class="mono code-row">{groups.join(" ")}</dd>
        </div>
      </dl>
    </section>
  );
}
