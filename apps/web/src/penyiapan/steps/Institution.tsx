import { TextField } from "../../lib/ui/Field.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useWords } from "../copy/index.ts";
import type { StepProps } from "./step.ts";
import { WordsFields } from "./WordsFields.tsx";

export function Institution({ form, onForm, errorOf }: StepProps) {
  const words = useWords();
  return (
    <>
      <WordsFields
        id="institution"
        label={words.institutionName}
        value={form.institution}
        errorOf={errorOf}
        onValue={(institution) => onForm({ ...form, institution })}
      />
      <TextField
        id="instance"
        label={words.instance}
        hint={words.instanceHint}
        error={errorOf("instance")}
        value={form.instance}
        onValue={(instance) => onForm({ ...form, instance })}
      />
      <RadioList
        id="suite"
        legend={words.suite}
        options={[
          { value: "pq", label: words.suitePq, hint: words.suitePqHint },
          { value: "x25519", label: words.suiteX, hint: words.suiteXHint },
        ]}
        value={form.suite}
        onValue={(suite) => onForm({ ...form, suite })}
      />
    </>
  );
}
