import type { ComponentChildren } from "preact";

type Props = {
  id: string;
  isChecked: boolean;
  onChecked: (isChecked: boolean) => void;
  children: ComponentChildren;
};

export function Checkbox({ id, isChecked, onChecked, children }: Props) {
  return (
    <label class="check">
      <input
        type="checkbox"
        id={id}
        checked={isChecked}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
