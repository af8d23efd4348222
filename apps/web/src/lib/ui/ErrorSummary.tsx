import { useEffect, useRef } from "preact/hooks";
import { useShared } from "../i18n/shared/index.ts";

export type FieldError = { field: string; text: string };

/**
 * Lists what must be corrected, each linked to its field by id, and takes the focus.
 * `attempt` grows with every failed try, so that the focus returns here each time.
 */
export function ErrorSummary({
  errors,
  attempt,
}: {
  errors: readonly FieldError[];
  attempt: number;
}) {
  const words = useShared();
  const box = useRef<HTMLDivElement>(null);
  const hasErrors = errors.length > 0;
  useEffect(() => {
    if (hasErrors && attempt > 0) box.current?.focus();
  }, [attempt, hasErrors]);
  if (!hasErrors) return null;
  return (
    <div
      class="errors stack tight"
      role="group"
      aria-labelledby="errors-title"
      tabIndex={-1}
      ref={box}
    >
      <h2 id="errors-title">{words.errorSummary}</h2>
      <ul>
        {errors.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            <a href={`#${field}`} onClick={(event) => focusField(event, field)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Goes to the field without a fragment in the address: nothing about a report may stand there. */
function focusField(event: Event, field: string): void {
  event.preventDefault();
  const target = document.getElementById(field);
  target?.focus();
  target?.closest(".field, fieldset")?.scrollIntoView({ block: "start" });
}
