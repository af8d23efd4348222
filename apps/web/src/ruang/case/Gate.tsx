import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import type { CasePart } from "./parts.ts";

/** Before anything else: only who is reported, and the question of a conflict of interest (R4). */
export function Gate({ view, one }: CasePart) {
  const words = useWords().case.gate;
  const [isAsked, setIsAsked] = useState(false);
  const declare = (hasConflict: boolean): void => {
    void one.step(
      "declare",
      { caseId: view.caseId, hasConflict },
      hasConflict ? words.conflictTitle : words.noneDone,
    );
  };
  return (
    <div class="stack loose prose">
      <div class="stack tight">
        <p>
          <b>{words.first}</b> {words.only}
        </p>
        <dl class="summary pairs">
          <Pair term={words.person} text={view.summary.name} />
          <Pair term={words.account} text={view.summary.account} />
          <Pair term={words.office} text={view.summary.office} />
        </dl>
      </div>
      {view.namesLikeMember && <Notice tone="warn">{words.likeMember}</Notice>}
      <div class="card stack" role="group" aria-labelledby="conflict-question">
        <p class="say" id="conflict-question">
          {words.question}
        </p>
        <div class="answer">
          <Button disabled={one.isBusy} onClick={() => declare(false)}>
            {words.none}
          </Button>
          <p class="hint">{words.noneHint}</p>
        </div>
        <div class="answer">
          <Button kind="second" disabled={one.isBusy} onClick={() => setIsAsked(true)}>
            {words.some}
          </Button>
          <p class="hint">{words.someHint}</p>
        </div>
      </div>
      {isAsked && <ConflictDialog onYes={() => declare(true)} onClose={() => setIsAsked(false)} />}
    </div>
  );
}

/** A declaration of conflict is final for the one who makes it, so it is asked twice. */
export function ConflictDialog({ onYes, onClose }: { onYes: () => void; onClose: () => void }) {
  const words = useWords().case.gate;
  return (
    <ConfirmDialog
      id="conflict"
      title={words.sure}
      yes={words.yes}
      isDanger
      onYes={onYes}
      onClose={onClose}
    >
      <p>{words.sureNote}</p>
      <p>{words.conflict}</p>
    </ConfirmDialog>
  );
}

function Pair({ term, text }: { term: string; text: string }) {
  const words = useWords().case.gate;
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {text.trim() === "" ? <span class="muted">{words.notGiven}</span> : <bdi>{text}</bdi>}
      </dd>
    </div>
  );
}
