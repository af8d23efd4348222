import type { ComponentChildren } from "preact";

type Option<Value extends string> = {
  value: Value;
  label: ComponentChildren;
  hint?: ComponentChildren;
};

type Props<Value extends string> = {
  id: string;
  legend: ComponentChildren;
  isLegendHidden?: boolean;
  hint?: ComponentChildren;
  error?: string | undefined;
  /** Short options stand in two columns where there is room. */
  isGrid?: boolean;
  options: readonly Option<Value>[];
  value: Value | null;
  onValue: (value: Value) => void;
};

/** One choice of several. The first option carries the id of the list, so that an error summary can lead there. */
export function RadioList<Value extends string>({
  id,
  legend,
  isLegendHidden = false,
  hint,
  error,
  isGrid = false,
  options,
  value,
  onValue,
}: Props<Value>) {
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <fieldset
      class={error ? "stack tight bad" : "stack tight"}
      aria-describedby={described || undefined}
    >
      <legend class={isLegendHidden ? "hidden" : undefined}>{legend}</legend>
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
      <div class={isGrid ? "choices" : "stack tight"}>
        {options.map((option, index) => (
          <label class="choice" key={option.value}>
            <input
              type="radio"
              name={id}
              id={index === 0 ? id : `${id}-${option.value}`}
              value={option.value}
              checked={option.value === value}
              onChange={() => onValue(option.value)}
            />
            <span>
              {option.hint ? <b>{option.label}</b> : option.label}
              {option.hint && <span class="hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
