import { OUTCOMES } from "@bijak/domain";
import { useState } from "preact/hooks";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { PendingClosing } from "../model.ts";
import { proposalSeat } from "../state/closing.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { ReporterReads } from "./Closing.tsx";
import type { CasePart } from "./parts.ts";

/** A proposal under way, as each of the two persons sees it. */
export function Proposal({ view, one, info, act }: CasePart & { act: PendingClosing }) {
  const words = useWords().case.closing;
  const language = useLanguage();
  const [isAsked, setIsAsked] = useState(false);
  const seat = proposalSeat(act, info);
  const { caseId } = view;
  const withdraw = (): void => void one.step("withdrawProposal", { caseId }, words.withdrawn);
  return (
    <div class="card stack">
      <h3>{words.pendingTitle}</h3>
      <p>{seat === "own" ? words.byYou : words.by(view.proposerName ?? words.colleague)}</p>
      <p>
        <b>{words.outcome}:</b> {OUTCOMES[act.outcome].label[language]}
      </p>
      <ReporterReads outcome={act.outcome} />
      <div>
        <h4>{words.reason}</h4>
        <p class="typed" dir="auto">
          {act.reason}
        </p>
      </div>
      {act.isStale && <Notice tone="warn">{words.stale}</Notice>}
      {seat === "supervisor-needed" && <p class="muted">{words.needSupervisor}</p>}
      <div class="cluster">
        {seat === "can-confirm" && !act.isStale && (
          <Button disabled={one.isBusy} onClick={() => setIsAsked(true)}>
            {words.confirm}
          </Button>
        )}
        {seat !== "supervisor-needed" && (
          <Button kind="danger" disabled={one.isBusy} onClick={withdraw}>
            {seat === "own" ? words.withdraw : words.turnDown}
          </Button>
        )}
      </div>
      {isAsked && (
        <ConfirmDialog
          id="confirm-closing"
          title={words.confirmSure}
          yes={words.confirm}
          onYes={() => void one.step("confirmClosing", { caseId, actId: act.id }, words.confirmed)}
          onClose={() => setIsAsked(false)}
        >
          <p>
            <b>{OUTCOMES[act.outcome].label[language]}.</b> {words.confirmNote}
          </p>
          <blockquote class="typed" dir="auto">
            {act.reason}
          </blockquote>
        </ConfirmDialog>
      )}
    </div>
  );
}
