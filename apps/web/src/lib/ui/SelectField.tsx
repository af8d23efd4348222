import type { ComponentChildren } from "preact";

export type Choice = { readonly value: string; readonly label: string };
export type ChoiceGroup = { readonly label: string; readonly choices: readonly Choice[] };

type Props = {
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  /** The words while nothing is chosen; without them the first choice stands. */
  none?: string;
  choices: readonly Choice[] | readonly ChoiceGroup[];
  value: string;
  isDisabled?: boolean;
  onValue: (value: string) => void;
};

/** One choice of a list, by the browser's own control. */
export function SelectField(props: Props) {
  const { id, label, hint, error, none, choices, value, isDisabled = false, onValue } = props;
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <div class={error ? "field bad" : "field"}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="msg-bad" id={`${id}-error`}>
          {error}
        </p>
      )}
      <select
        class="input"
        id={id}
        value={value}
        disabled={isDisabled}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {choices.map((choice) =>
          "choices" in choice ? (
            <optgroup key={choice.label} label={choice.label}>
              {choice.choices.map(option)}
            </optgroup>
          ) : (
            option(choice)
          ),
        )}
      </select>
    </div>
  );
}

function option({ value, label }: Choice) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}
