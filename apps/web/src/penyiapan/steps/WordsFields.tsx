import type { Words } from "@bijak/domain";
import { TextArea, TextField } from "../../lib/ui/Field.tsx";
import { useWords } from "../copy/index.ts";

type Props = {
  id: string;
  label: (language: string) => string;
  hint?: string;
  value: Words;
  errorOf: (field: string) => string | undefined;
  onValue: (value: Words) => void;
};

/** The same words in both languages. */
export function WordsFields({ id, label, hint, value, errorOf, onValue }: Props) {
  const words = useWords();
  return (
    <div class="grid ends">
      <TextField
        id={`${id}-id`}
        label={label(words.indonesian)}
        hint={hint}
        error={errorOf(`${id}-id`)}
        value={value.id}
        onValue={(text) => onValue({ ...value, id: text })}
      />
      <TextField
        id={`${id}-en`}
        label={label(words.english)}
        hint={hint}
        error={errorOf(`${id}-en`)}
        value={value.en}
        onValue={(text) => onValue({ ...value, en: text })}
      />
    </div>
  );
}

const MOST = 2_000;

/** The same for long texts. */
export function WordsAreas({ id, label, hint, value, errorOf, onValue }: Props) {
  const words = useWords();
  return (
    <>
      <TextArea
        id={`${id}-id`}
        label={label(words.indonesian)}
        hint={hint}
        error={errorOf(`${id}-id`)}
        value={value.id}
        most={MOST}
        onValue={(text) => onValue({ ...value, id: text })}
      />
      <TextArea
        id={`${id}-en`}
        label={label(words.english)}
        error={errorOf(`${id}-en`)}
        value={value.en}
        most={MOST}
        onValue={(text) => onValue({ ...value, en: text })}
      />
    </>
  );
}
