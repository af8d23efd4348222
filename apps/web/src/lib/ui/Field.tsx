import type { ComponentChildren, InputHTMLAttributes, TextareaHTMLAttributes } from "preact";
import { formatNumber } from "../i18n/format.ts";
import { useLanguage } from "../i18n/language.ts";
import { useShared } from "../i18n/shared/index.ts";

type Frame = {
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
};

/** The ids that describe a field: its hint and its error, when there are such. */
function describedBy({ id, hint, error }: Frame): string | undefined {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

function FieldFrame({ id, label, hint, error, children }: Frame & { children: ComponentChildren }) {
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
      {children}
    </div>
  );
}

type Value = { value: string; onValue: (value: string) => void };

/** One line of text. Browsers are told to keep nothing of it and to correct nothing. */
export function TextField({
  id,
  label,
  hint,
  error,
  value,
  onValue,
  ...rest
}: Frame & Value & Omit<InputHTMLAttributes, "id" | "value" | "label">) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        class="input"
        id={id}
        value={value}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={describedBy({ id, label, hint, error })}
        aria-invalid={error ? true : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
        {...rest}
      />
    </FieldFrame>
  );
}

type AreaProps = Frame &
  Value & { most: number; note?: ComponentChildren } & Omit<
    TextareaHTMLAttributes,
    "id" | "value" | "label"
  >;

/** Long text with a count. `Ctrl+Enter` sends the form it stands in. */
export function TextArea({
  id,
  label,
  hint,
  error,
  value,
  onValue,
  most,
  note,
  ...rest
}: AreaProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        class="input"
        id={id}
        value={value}
        spellcheck={false}
        aria-describedby={[describedBy({ id, label, hint, error }), `${id}-count`]
          .filter(Boolean)
          .join(" ")}
        aria-invalid={error ? true : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
        {...rest}
      />
      <Count id={`${id}-count`} used={[...value].length} most={most} note={note} />
    </FieldFrame>
  );
}

function Count({
  id,
  used,
  most,
  note,
}: {
  id: string;
  used: number;
  most: number;
  note?: ComponentChildren;
}) {
  const language = useLanguage();
  const words = useShared();
  return (
    <div class="hint cluster between" id={id}>
      <span>{note}</span>
      <span class="num">
        {words.counted(formatNumber(used, language), formatNumber(most, language))}
      </span>
    </div>
  );
}
