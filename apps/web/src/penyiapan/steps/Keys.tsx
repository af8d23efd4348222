import { TextField } from "../../lib/ui/Field.tsx";
import { useWords } from "../copy/index.ts";
import { hasCustodians } from "../form.ts";
import type { StepProps } from "./step.ts";

export function Keys({ form, onForm, errorOf }: StepProps) {
  const words = useWords();
  return (
    <>
      <TextField
        id="threshold"
        label={words.threshold}
        hint={words.thresholdHint}
        error={errorOf("threshold")}
        inputMode="numeric"
        value={form.threshold}
        onValue={(threshold) => onForm({ ...form, threshold })}
      />
      <p class="prose">{words.recoveryLead}</p>
      <div class="grid">
        <TextField
          id="recovery-k"
          label={words.k}
          error={errorOf("recovery-k")}
          inputMode="numeric"
          value={form.k}
          onValue={(k) => onForm({ ...form, k })}
        />
        <TextField
          id="recovery-n"
          label={words.n}
          inputMode="numeric"
          value={form.n}
          onValue={(n) => onForm({ ...form, n })}
        />
      </div>
      {hasCustodians(form) && (
        <TextField
          id="custody-k"
          label={words.custodyK}
          hint={words.custodyHint}
          error={errorOf("custody-k")}
          inputMode="numeric"
          value={form.custodyK}
          onValue={(custodyK) => onForm({ ...form, custodyK })}
        />
      )}
    </>
  );
}
