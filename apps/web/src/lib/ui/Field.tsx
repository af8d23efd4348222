import type { ComponentChildren } from "preact";
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

type Value = {
  value: string;
  /** `isAtEnd` tells that the caret stands behind the text, so that the text may be rewritten under it. */
  onValue: (value: string, isAtEnd: boolean) => void;
};

/** The caret of a date or similar field cannot be asked: `null` counts as the end. */
const isCaretAtEnd = ({ selectionStart, value }: HTMLInputElement): boolean =>
  selectionStart === null || selectionStart === value.length;

type TextProps = Frame &
  Value & {
    type?: "text" | "url" | "date" | "password" | "search";
    inputMode?: "text" | "numeric" | "url" | "search";
    autocomplete?: string;
    list?: string;
    name?: string;
    max?: string;
    isDisabled?: boolean;
    /** Digits in a wide, even type. */
    isCode?: boolean;
  };

/** One line of text. Unless told otherwise the browser keeps nothing of it; it never corrects it. */
export function TextField(props: TextProps) {
  const {
    id,
    label,
    hint,
    error,
    value,
    onValue,
    isDisabled = false,
    isCode = false,
    type = "text",
    ...rest
  } = props;
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        class={isCode ? "input code-input" : "input"}
        id={id}
        type={type as "text"} // Preact types each kind of input apart; the attributes given here are those of all of them.
        value={value}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        disabled={isDisabled}
        aria-describedby={describedBy(props)}
        aria-invalid={error ? true : undefined}
        onInput={({ currentTarget }) => onValue(currentTarget.value, isCaretAtEnd(currentTarget))}
        {...rest}
      />
    </FieldFrame>
  );
}

type AreaProps = Frame & Value & { most: number; note?: ComponentChildren; isDisabled?: boolean };

/** Long text with a count. `Ctrl+Enter` submits the form it stands in. */
export function TextArea({
  id,
  label,
  hint,
  error,
  value,
  onValue,
  most,
  note,
  isDisabled = false,
}: AreaProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        class="input"
        id={id}
        value={value}
        autocomplete="off"
        spellcheck={false}
        disabled={isDisabled}
        aria-describedby={[describedBy({ id, label, hint, error }), `${id}-count`]
          .filter(Boolean)
          .join(" ")}
        aria-invalid={error ? true : undefined}
        onInput={({ currentTarget }) => onValue(currentTarget.value, false)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
      <Count id={`${id}-count`} used={Array.from(value).length} most={most} note={note} />
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
