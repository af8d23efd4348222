import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";
import { canTake } from "../state/moves.ts";
import { answersOf } from "../state/report.ts";
import { stateWord, type CasePart } from "./parts.ts";

/** The line of facts under a case's title. */
export function CaseFacts({ view }: Pick<CasePart, "view">) {
  const words = useWords();
  const language = useLanguage();
  const { case: own, inbox } = words;
  return (
    <p class="cluster small">
      <span class="mono">{view.label}</span>
      <span class="badge">{stateWord(view.state, language)}</span>
      {view.isUrgent && <span class="badge">{inbox.row.urgent}</span>}
      {view.report !== null && <span>{own.identity[answersOf(view.report).identity.mode]}</span>}
      <span>{own.receivedOn(formatDay(view.receivedOn, language))}</span>
      <span>{view.assigneeName === null ? own.notTaken : own.takenBy(view.assigneeName)}</span>
      <span>{own.readers(view.readers.join(", "))}</span>
    </p>
  );
}

export function TakeButton({ view, one, info }: CasePart) {
  const words = useWords().case;
  if (!canTake(view, info)) return null;
  return (
    <div class="stack tight">
      <div>
        <Button
          disabled={one.isBusy}
          aria-keyshortcuts="A"
          onClick={() => take({ view, one, info }, words.taken)}
        >
          {words.take} <kbd aria-hidden="true">A</kbd>
        </Button>
      </div>
      <p class="hint">{words.takeNote}</p>
    </div>
  );
}

/** Takes the case if this member may; the key A does the same. */
export function take({ view, one, info }: CasePart, done: string): void {
  if (canTake(view, info)) void one.step("takeCase", { caseId: view.caseId }, done);
}
