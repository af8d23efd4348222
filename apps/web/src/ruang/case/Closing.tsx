import { OUTCOME_CLASSES, OUTCOMES, type OutcomeCode } from "@bijak/domain";
import { useState } from "preact/hooks";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { closingChoices, REASON_LEAST } from "../state/closing.ts";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import type { CasePart } from "./parts.ts";
import { Proposal } from "./Proposal.tsx";
import { MOST_TEXT } from "./ReplyForm.tsx";
import { useDraft } from "./useDraft.ts";

/** Two persons close a case: one proposes here, another confirms in `Proposal`. */
export function Closing(part: CasePart) {
  const words = useWords().case.closing;
  const { view } = part;
  const choices = closingChoices(view);
  if (view.state === "concluded" || view.state === "archived") return <Ending part={part} />;
  return (
    <section class="stack tight" aria-labelledby="closing-title" id="closing" tabIndex={-1}>
      <h2 id="closing-title">{words.title}</h2>
      <p class="muted">{words.twoPersons}</p>
      {view.pendingAct !== null ? (
        <Proposal {...part} act={view.pendingAct} />
      ) : choices.length === 0 ? (
        <p class="muted">{words.notNow}</p>
      ) : (
        <ClosingForm {...part} choices={choices} />
      )}
    </section>
  );
}

/** How the case ended, and what of it the reporter was told. */
function Ending({ part: { view } }: { part: CasePart }) {
  const words = useWords().case.closing;
  const language = useLanguage();
  const { outcome } = view.record;
  if (outcome === null) return null;
  return (
    <section class="stack tight" aria-labelledby="closing-title" id="closing" tabIndex={-1}>
      <h2 id="closing-title">{words.closedAs(OUTCOMES[outcome].label[language])}</h2>
      <ReporterReads outcome={outcome} />
    </section>
  );
}

function ClosingForm({ view, one, choices }: CasePart & { choices: readonly OutcomeCode[] }) {
  const words = useWords().case.closing;
  const language = useLanguage();
  const [outcome, setOutcome] = useDraft(view.caseId, "outcome");
  const [reason, setReason] = useDraft(view.caseId, "closing");
  const [error, setError] = useState<string | null>(null);
  const chosen = choices.find((code) => code === outcome) ?? null;
  const propose = async (): Promise<void> => {
    if (chosen === null || reason.trim() === "") return setError(words.missing);
    if (reason.trim().length < REASON_LEAST) return setError(words.tooShort(REASON_LEAST));
    setError(null);
    const input = { caseId: view.caseId, outcome: chosen, reason: reason.trim() };
    if (!(await one.step("proposeClosing", input, words.proposed))) return;
    setOutcome("");
    setReason("");
  };
  const group = (label: string, isActionable: boolean) => ({
    label,
    choices: choices
      .filter((code) => OUTCOMES[code].isActionable === isActionable)
      .map((code) => ({ value: code, label: OUTCOMES[code].label[language] })),
  });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void propose();
      }}
    >
      <SelectField
        id="outcome"
        label={words.outcome}
        none={words.notChosen}
        error={error ?? undefined}
        value={chosen ?? ""}
        onValue={setOutcome}
        choices={[group(words.outcomes, true), group(words.reasons, false)].filter(
          (part) => part.choices.length > 0,
        )}
      />
      {chosen !== null && <ReporterReads outcome={chosen} />}
      <TextArea
        id="reason"
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        onValue={setReason}
        most={MOST_TEXT}
      />
      <div>
        <Button type="submit" kind="second" disabled={one.isBusy}>
          {words.propose}
        </Button>
      </div>
    </form>
  );
}

/** What the reporter will be told: the class, never the sanction. */
export function ReporterReads({ outcome }: { outcome: OutcomeCode }) {
  const words = useWords().case.closing;
  const language = useLanguage();
  return <Notice>{words.reporterReads(OUTCOME_CLASSES[OUTCOMES[outcome].class][language])}</Notice>;
}
