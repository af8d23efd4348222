import { formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { ErrorSummary } from "../../lib/ui/ErrorSummary.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { groupDigits } from "../codeText.ts";
import { useCopy } from "../copy/index.ts";
import type { Event, State } from "../machine.ts";

type EntryState = Extract<State, { kind: "entry" }>;
type Props = {
  state: EntryState;
  dispatch: (event: Event) => void;
  onOpen: (text: string) => void;
};

/** The one box for the code. It groups by itself while digits are typed at its end or pasted. */
export function Entry({ state, dispatch, onOpen }: Props) {
  const { entry } = useCopy();
  const words = useShared();
  const language = useLanguage();
  const problem = useProblemText(state);
  return (
    <div class="page">
      <form
        class="stack loose"
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (!state.isOpening) onOpen(state.text);
        }}
      >
        <ErrorSummary
          errors={problem ? [{ field: "code", text: problem }] : []}
          attempt={state.attempt}
        />
        <div class="stack tight">
          <Heading>{entry.title}</Heading>
          <p class="hint">{entry.hint}</p>
        </div>
        <TextField
          id="code"
          inputMode="numeric"
          isCode
          label={entry.label}
          hint={entry.forgiving}
          error={problem}
          value={state.text}
          onValue={(text, isAtEnd) =>
            dispatch({ kind: "typed", text: isAtEnd ? groupDigits(text) : text })
          }
        />
        {state.isOpening && <Notice isLive>{state.isWaiting ? words.slow : entry.opening}</Notice>}
        <div class="bar cluster">
          <Button type="submit">{entry.open}</Button>
        </div>
        <details>
          <summary>{entry.lostTitle}</summary>
          <p>{entry.lost}</p>
          <p>
            <a class="btn quiet" href={language === "id" ? "/lapor" : "/en/lapor"}>
              {entry.newReport}
            </a>
          </p>
        </details>
      </form>
    </div>
  );
}

function useProblemText({ problem }: EntryState): string | undefined {
  const { problems } = useCopy();
  const language = useLanguage();
  if (!problem) return undefined;
  if (problem.code === "receipt-length")
    return problems[problem.code](formatNumber(problem.digits, language));
  return problems[problem.code];
}
