import type { ComponentChildren } from "preact";
import { Button } from "../lib/ui/Button.tsx";
import { Icon } from "../lib/ui/Icon.tsx";
import { isConfirmed, isRight, type Question } from "./confirmation.ts";
import { useCopy } from "./copy/index.ts";
import type { CodeKeeping } from "./keeping.ts";
import type { Event } from "./machine.ts";

type Props = {
  code: CodeKeeping;
  dispatch: (event: Event) => void;
  /** What still has to happen once both groups match. */
  children: ComponentChildren;
};

/** Two groups to find again among four each: tapping, not typing, and any number of tries. */
export function Confirmation({ code, dispatch, children }: Props) {
  const copy = useCopy().code;
  return (
    <section class="stack" aria-labelledby="match">
      <h2 id="match">{copy.matchTitle}</h2>
      {code.questions.map((question) => (
        <Choices
          key={question.group}
          question={question}
          groups={code.groups}
          dispatch={dispatch}
        />
      ))}
      {isConfirmed(code.questions, code.groups) ? children : <p class="hint">{copy.nextHint}</p>}
      <p>
        <Button kind="quiet" onClick={() => dispatch({ kind: "refusal-asked" })}>
          {copy.refuse}
        </Button>
      </p>
    </section>
  );
}

type ChoicesProps = {
  question: Question;
  groups: readonly string[];
  dispatch: (event: Event) => void;
};

function Choices({ question, groups, dispatch }: ChoicesProps) {
  const copy = useCopy().code;
  const isMatch = isRight(question, groups);
  return (
    <fieldset class="stack tight">
      <legend>{copy.group(question.group + 1)}</legend>
      <div class="pick">
        {question.choices.map((choice) => (
          <button
            key={choice}
            type="button"
            class="btn second"
            aria-pressed={isMatch && choice === question.picked}
            onClick={() => dispatch({ kind: "group-picked", group: question.group, choice })}
          >
            {choice}
            {isMatch && choice === question.picked && <Icon name="check" />}
          </button>
        ))}
      </div>
      <p class={isMatch ? "hint" : "msg-bad"} role="status">
        {question.picked !== null && (isMatch ? copy.right : copy.wrong)}
      </p>
    </fieldset>
  );
}
