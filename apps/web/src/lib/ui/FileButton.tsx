import { useRef } from "preact/hooks";
import { Button } from "./Button.tsx";

type Props = {
  id: string;
  label: string;
  isDisabled?: boolean;
  onFiles: (files: readonly File[]) => void;
};

/** The browser's own file dialogue behind a button of ours. Nothing is read here. */
export function FileButton({ id, label, isDisabled = false, onFiles }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const choose = (field: HTMLInputElement): void => {
    const files = Array.from(field.files ?? []);
    field.value = "";
    if (files.length > 0) onFiles(files);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => choose(event.currentTarget)}
      />
      <Button
        kind="second"
        icon="clip"
        id={id}
        disabled={isDisabled}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
    </>
  );
}
