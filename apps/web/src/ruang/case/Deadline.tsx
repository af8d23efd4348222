import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import type { CaseView } from "../model.ts";
import { deadlineChip } from "../state/deadline.ts";
import { DeadlineChip } from "../ui/DeadlineChip.tsx";
import { useToday } from "../useToday.ts";
import { clockWords } from "./parts.ts";

/** The next limit with the rule that made it. */
export function NextDeadline({ view }: { view: CaseView }) {
  const words = useWords().case.clocks;
  const language = useLanguage();
  const today = useToday();
  if (view.due === null) return <p class="muted">{words.none}</p>;
  const { name, rule } = clockWords(view.due.code, words);
  return (
    <p class="cluster">
      <DeadlineChip chip={deadlineChip(view.due, today)} />
      <span>
        <b>{name}.</b> {rule} {words.dueOn(formatDay(view.due.on, language, "weekday"))}.
      </span>
    </p>
  );
}

/** Every limit that runs. */
export function Deadlines({ view }: { view: CaseView }) {
  const words = useWords().case.clocks;
  const language = useLanguage();
  const today = useToday();
  return (
    <section class="stack tight" aria-labelledby="deadlines">
      <h2 id="deadlines">{words.title}</h2>
      {view.clocks.length === 0 && <p class="muted">{words.none}</p>}
      <ul class="summary">
        {view.clocks.map((clock) => (
          <li key={clock.code} class="stack tight">
            <span class="cluster between">
              <span>{clockWords(clock.code, words).name}</span>
              <DeadlineChip
                chip={deadlineChip(
                  { code: clock.code, on: clock.dueOn, isStopped: clock.isStopped },
                  today,
                )}
              />
            </span>
            <span class="small muted">
              {clockWords(clock.code, words).rule} {formatDay(clock.dueOn, language)}.
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
