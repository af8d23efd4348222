import { useWords } from "../copy/index.ts";
import type { StepProps } from "./step.ts";
import { WordsAreas } from "./WordsFields.tsx";

export function Texts({ form, onForm, errorOf }: StepProps) {
  const words = useWords();
  return (
    <>
      <WordsAreas
        id="contact"
        label={words.contact}
        hint={words.contactHint}
        value={form.contact}
        errorOf={errorOf}
        onValue={(contact) => onForm({ ...form, contact })}
      />
      <WordsAreas
        id="privacy"
        label={words.privacy}
        hint={words.privacyHint}
        value={form.privacy}
        errorOf={errorOf}
        onValue={(privacy) => onForm({ ...form, privacy })}
      />
    </>
  );
}
