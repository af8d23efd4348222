import type { Mailbox } from "@bijak/client/reporter";
import { OUTCOME_CLASSES } from "@bijak/domain";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useCopy } from "../copy/index.ts";

/** The class of the result and the officers' explanation: their newest words. Never the sanction itself. */
export function Outcome({ mailbox: { state, messages } }: { mailbox: Mailbox }) {
  const { outcome: copy } = useCopy();
  const language = useLanguage();
  if (!state.outcome) return null;
  const reason = messages.findLast(({ author, text }) => author === "unit" && (text ?? "") !== "");
  return (
    <section class="card stack tight" aria-labelledby="outcome">
      <h2 id="outcome">{copy.title}</h2>
      <p class="say">{OUTCOME_CLASSES[state.outcome][language]}</p>
      {reason && (
        <>
          <h3>{copy.reason}</h3>
          <p class="lines">{reason.text}</p>
        </>
      )}
    </section>
  );
}
