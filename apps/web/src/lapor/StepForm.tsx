import type { ComponentChildren } from "preact";
import { useShared } from "../lib/i18n/shared/index.ts";
import { Button } from "../lib/ui/Button.tsx";
import { ErrorSummary, type FieldError } from "../lib/ui/ErrorSummary.tsx";
import { Heading } from "../lib/ui/Heading.tsx";
import { useCopy } from "./copy/index.ts";
import { numberOf, QUESTION_STEPS, type Step } from "./steps.ts";

type Props = {
  step: Step;
  title: string;
  hint?: string;
  errors: readonly FieldError[];
  attempt: number;
  nextLabel?: string;
  onNext: () => void;
  onBack: () => void;
  /** Left out where another control takes the place of Lanjut. */
  isNextHidden?: boolean;
  children: ComponentChildren;
};

/** One screen that is filled in: where we are, the question, the fields, on and back. Enter goes on. */
export function StepForm(props: Props) {
  const words = useShared();
  return (
    <div class="page">
      <form
        class="stack loose"
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          props.onNext();
        }}
      >
        <StepMark step={props.step} />
        <ErrorSummary errors={props.errors} attempt={props.attempt} />
        <div class="stack tight">
          <Heading>{props.title}</Heading>
          {props.hint && <p class="hint">{props.hint}</p>}
        </div>
        {props.children}
        <div class="bar cluster">
          {!props.isNextHidden && <Button type="submit">{props.nextLabel ?? words.next}</Button>}
          <Button kind="quiet" onClick={props.onBack}>
            {words.back}
          </Button>
        </div>
      </form>
    </div>
  );
}

function StepMark({ step }: { step: Step }) {
  const copy = useCopy();
  const number = numberOf(step);
  if (number === null) return null;
  return (
    <div class="step">
      <p>{copy.stepOf(number, QUESTION_STEPS.length)}</p>
      <ol class="marks" aria-hidden="true">
        {QUESTION_STEPS.map((one, index) => (
          <li
            key={one}
            class={index + 1 < number ? "done" : index + 1 === number ? "now" : undefined}
          />
        ))}
      </ol>
    </div>
  );
}
