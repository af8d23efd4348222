import type { ThreadMessage } from "@bijak/client/reporter";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { useCopy } from "../copy/index.ts";
import type { MailboxProps } from "./Mailbox.tsx";
import { ActNotice } from "./ActNotice.tsx";
import { MOST_TEXT, useWriting } from "./useWriting.ts";

type Props = MailboxProps & { question: ThreadMessage };

/** The open question with its answer box. "Do not know" and "do not want to" are answers, one press each. */
export function QuestionCard({ question, state, dispatch, acts }: Props) {
  const copy = useCopy();
  const language = useLanguage();
  const { error, send, isBusy } = useWriting({
    what: "answer",
    text: state.answer,
    act: state.act,
    acts,
  });
  return (
    <section class="card ask" aria-labelledby="question">
      <form
        class="stack"
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          send(state.answer);
        }}
      >
        <h2 id="question" class="lines">
          {question.text}
        </h2>
        <p class="muted small">{copy.question.askedOn(formatDay(question.on, language))}</p>
        <TextArea
          id="answer"
          label={copy.question.answer}
          error={error}
          most={MOST_TEXT}
          note={copy.question.noName}
          value={state.answer}
          onValue={(text) => dispatch({ kind: "answer-typed", text })}
        />
        <div class="cluster">
          <Button type="submit" disabled={isBusy}>
            {copy.question.send}
          </Button>
          <Button kind="second" disabled={isBusy} onClick={() => send(copy.answers.unknown)}>
            {copy.question.unknown}
          </Button>
          <Button kind="quiet" disabled={isBusy} onClick={() => send(copy.answers.decline)}>
            {copy.question.decline}
          </Button>
        </div>
        <ActNotice state={state} of={["answer"]} />
      </form>
    </section>
  );
}
