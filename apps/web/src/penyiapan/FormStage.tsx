import { useState } from "preact/hooks";
import { Button } from "../lib/ui/Button.tsx";
import { ErrorSummary, type FieldError } from "../lib/ui/ErrorSummary.tsx";
import { Heading } from "../lib/ui/Heading.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { useWords } from "./copy/index.ts";
import type { Form } from "./form.ts";
import { STEPS, stepBeside, type Stage, type StepName } from "./machine.ts";
import { problemsOn } from "./problems.ts";
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
  const errors = attempt === 0 ? [] : errorsOf(form, step, words);
  const goTo = (next: StepName): void => {
    setAttempt(0);
    onStage({ kind: "form", step: next, failure: null });
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const [first] = errorsOf(form, step, words);
    if (first !== undefined) {
      setAttempt(attempt + 1);
      onStage({ kind: "form", step: first.step, failure: null });
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
      <ErrorSummary errors={errors.map(withLabel)} attempt={attempt} />
      {failure !== null && (
        <Notice tone="err" isLive>
          <p>{failureText(failure, words)}</p>
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

/** Why the ceremony did not come to its end, in words. */
function failureText(code: string, { failures, failed }: Words): string {
  const found = Object.entries(failures).find(([name]) => name === code);
  return found === undefined ? failed(code) : found[1];
}

type Words = ReturnType<typeof useWords>;

/** `label` names the field where its text alone would not. */
type PlacedError = FieldError & { readonly step: StepName; readonly label: string | null };

/** The problems of a step in words; what is about a unit as a whole names it. */
const errorsOf = (form: Form, step: StepName, words: Words): readonly PlacedError[] =>
  problemsOn(form, step).map(({ code, at, field, step: place }) => ({
    field,
    step: place,
    label: code === "text-missing" ? labelOf(field, form, words) : null,
    text:
      code === "unit-needs-two" && at !== ""
        ? `${at}: ${words.problems[code]}`
        : words.problems[code],
  }));

const withLabel = ({ field, label, text }: PlacedError): FieldError => ({
  field,
  text: label === null ? text : `${label}: ${text}`,
});

/** What stands above a field of text. */
function labelOf(field: string, form: Form, words: Words): string {
  if (field === "threshold") return words.threshold;
  const language = field.endsWith("-en") ? words.english : words.indonesian;
  if (field.startsWith("institution")) return words.institutionName(language);
  if (field.startsWith("contact")) return words.contact(language);
  if (field.startsWith("privacy")) return words.privacy(language);
  const placeOf = (rows: readonly { readonly key: number }[]): number =>
    rows.findIndex(({ key }) => field.split("-")[1] === String(key)) + 1;
  return field.startsWith("unit")
    ? `${words.unit(placeOf(form.units))}, ${words.unitName(language)}`
    : `${words.member(placeOf(form.members))}, ${words.personName}`;
}
