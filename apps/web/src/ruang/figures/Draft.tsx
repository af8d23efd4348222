import { useState } from "preact/hooks";
import { formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { errorText } from "../errorText.ts";
import { ask, say } from "../room.ts";
import { Loading } from "../ui/Loading.tsx";
import { useRoom } from "../useRoom.ts";
import { CountTable } from "./CountTable.tsx";
import { useAnswer } from "./useAnswer.ts";

/** What was counted of the running year. It is marked as a draft wherever it stands. */
export function Draft({ year }: { year: number }) {
  const room = useRoom();
  const words = useWords();
  const own = words.figures;
  const language = useLanguage();
  const { value, failure, reload } = useAnswer("draftFigures", { year });
  const [isBusy, setIsBusy] = useState(false);
  const send = async (): Promise<void> => {
    setIsBusy(true);
    try {
      const sent = await ask(room, "sendPendingFacts", {});
      say(room, own.sentPending(formatNumber(sent, language)));
      await reload();
    } catch (fault) {
      say(room, errorText(fault, words.errors), "err");
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <section class="stack prose" aria-labelledby="draft">
      <h2 id="draft">
        {own.draftTitle(year)} <span class="chip warn">{own.draftBadge}</span>
      </h2>
      <p class="muted">{own.draftNote}</p>
      {failure !== null && (
        <Notice tone="err" isLive>
          {failure}
        </Notice>
      )}
      {value === null && failure === null && <Loading text={words.waiting} />}
      {value !== null && value.total === 0 && <p>{own.emptyYear}</p>}
      {value !== null && value.total > 0 && (
        <CountTable caption={own.draftTitle(year)} rows={value.byCategory} total={value.total} />
      )}
      {value !== null && (
        <div class="cluster">
          <p>
            {value.pending === 0
              ? own.noPending
              : own.pending(formatNumber(value.pending, language))}
          </p>
          {value.pending > 0 && (
            <Button kind="second" isSmall disabled={isBusy} onClick={() => void send()}>
              {own.sendPending}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
