import { useState } from "preact/hooks";
import { Button } from "../lib/ui/Button.tsx";
import { ErrorSummary, type FieldError } from "../lib/ui/ErrorSummary.tsx";
import { Heading } from "../lib/ui/Heading.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { useWords } from "./copy/index.ts";
import { fieldOf, problemsOf, type Form } from "./form.ts";
import { STEPS, stepBeside, type Stage, type StepName } from "./machine.ts";
import { Check } from "./steps/Check.tsx";
import { Institution } from "./steps/Institution.tsx";
import { Keys } from "./steps/Keys.tsx";
import { Members } from "./steps/Members.tsx";
import type { StepProps } from "./steps/step.ts";
import { Texts } from "./steps/Texts.tsx";
import { Units } from "./steps/Units.tsx";

type Props = {
  stage: Extract<Stage, { kind: "form" }>;
  form: Form;
  onForm: (form: Form) => void;
  onStage: (stage: Stage) => void;
  onMake: () => void;
};

/** One step of the form. What is wrong with it is said when one wants to go on; the last step asks for everything. */
export function FormStage({ stage, form, onForm, onStage, onMake }: Props) {
  const words = useWords();
  const { step, failure } = stage;
  const [attempt, setAttempt] = useState(0);
  const errors = attempt === 0 ? [] : errorsOf(form, step, words.problems);
  const goTo = (next: StepName): void => {
    setAttempt(0);
    onStage({ kind: "form", step: next, failure: null });
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const [first] = errorsOf(form, step, words.problems);
    if (first !== undefined) {
      setAttempt(attempt + 1);
      onStage({ kind: "form", step: first.place, failure: null });
    } else if (step === "check") onMake();
    else goTo(stepBeside(step, 1));
  };
  const errorOf = (field: string): string | undefined =>
    errors.find((error) => error.field === field)?.text;
  return (
    <form class="page stack loose" onSubmit={submit} noValidate key={step}>
      <div class="stack tight">
        <p class="muted">{words.counted(STEPS.indexOf(step) + 1, STEPS.length)}</p>
        <Heading>{words.steps[step]}</Heading>
        {step === "institution" && <p class="prose">{words.lead}</p>}
      </div>
      <ErrorSummary errors={errors} attempt={attempt} />
      {failure !== null && (
        <Notice tone="err" isLive>
          <p>{words.failed(failure)}</p>
        </Notice>
      )}
      <Fields step={step} form={form} onForm={onForm} errorOf={errorOf} />
      <div class="cluster">
        <Button type="submit">{step === "check" ? words.make : words.next}</Button>
        {step !== "institution" && (
          <Button kind="second" onClick={() => goTo(stepBeside(step, -1))}>
            {words.back}
          </Button>
        )}
      </div>
    </form>
  );
}

function Fields({ step, ...props }: StepProps & { step: StepName }) {
  switch (step) {
    case "institution":
      return <Institution {...props} />;
    case "units":
      return <Units {...props} />;
    case "members":
      return <Members {...props} />;
    case "keys":
      return <Keys {...props} />;
    case "texts":
      return <Texts {...props} />;
    case "check":
      return <Check form={props.form} />;
  }
}

/** On which step a field stands, by the beginning of its id. */
const PLACES: readonly (readonly [string, StepName])[] = [
  ["unit-", "units"],
  ["fallback", "units"],
  ["member-", "members"],
  ["threshold", "keys"],
  ["recovery", "keys"],
  ["custody", "keys"],
  ["contact", "texts"],
  ["privacy", "texts"],
];

const stepOf = (field: string): StepName =>
  PLACES.find(([beginning]) => field.startsWith(beginning))?.[1] ?? "institution";

type Words = Readonly<Record<string, string>>;

type PlacedError = FieldError & { readonly place: StepName };

/** What is wrong on this step; on the last one everything that is. A unit's two members are asked for where members are. */
function errorsOf(form: Form, step: StepName, words: Words): readonly PlacedError[] {
  return problemsOf(form)
    .map((problem) => {
      const field = fieldOf(form, problem);
      const place = problem.code === "unit-needs-two" ? "members" : stepOf(field);
      return { field, place, text: words[problem.code] ?? problem.code };
    })
    .filter(({ place }) => step === "check" || place === step);
}
