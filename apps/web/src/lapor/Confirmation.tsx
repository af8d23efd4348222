import type { ComponentChildren } from "preact";
import { isConfirmed } from "../lib/reporter/confirmation.ts";
import { GroupChoices } from "../lib/reporter/GroupChoices.tsx";
import { Button } from "../lib/ui/Button.tsx";
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
        <GroupChoices
          key={question.group}
          question={question}
          groups={code.groups}
          words={copy}
          onPick={(group, choice) => dispatch({ kind: "group-picked", group, choice })}
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
