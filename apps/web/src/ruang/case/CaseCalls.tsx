import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { CasePart } from "./parts.ts";
import { MOST_TEXT } from "./ReplyForm.tsx";
import { useDraft } from "./useDraft.ts";

/** What others wait for in this case: keys for a unit that takes over, a new code of the reporter, a takeover to be finished. */
export function CaseCalls({ view, one, info }: CasePart) {
  const words = useWords().sharing.access;
  const { caseId } = view;
  return (
    <>
      {view.requestedBy !== null && view.requestedByName !== null && (
        <Notice tone="warn">
          <p>{words.requested(view.requestedByName)}</p>
          <Button
            isSmall
            disabled={one.isBusy}
            onClick={() => void one.step("handOver", { caseId }, words.gaveKeys)}
          >
            {words.giveKeys}
          </Button>
        </Notice>
      )}
      {view.receiptChanged && (
        <Notice tone="warn">
          <p>{words.receipt}</p>
          <Button
            isSmall
            disabled={one.isBusy}
            onClick={() => void one.step("confirmReceipt", { caseId }, words.receiptDone)}
          >
            {words.receiptConfirm}
          </Button>
        </Notice>
      )}
      {view.isTakeoverWaiting && <Finishing view={view} one={one} info={info} />}
    </>
  );
}

function Finishing({ view, one, info }: CasePart) {
  const all = useWords().sharing;
  const words = all.access;
  const [reason, setReason] = useDraft(view.caseId, "takeover");
  const [keepUnit, setKeepUnit] = useState(true);
  const [error, setError] = useState<string>();
  const finish = async (): Promise<void> => {
    setError(reason.trim() === "" ? all.takeover.reasonMissing : undefined);
    if (reason.trim() === "") return;
    const input = { caseId: view.caseId, keepUnit, reason: reason.trim() };
    if (await one.step("finishTakeover", input, words.finishDone)) setReason("");
  };
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void finish();
      }}
    >
      <h2>{words.finish}</h2>
      <p>{words.finishWhat}</p>
      <TextArea
        id="takeover-reason"
        label={all.takeover.reason}
        error={error}
        value={reason}
        most={MOST_TEXT}
        onValue={setReason}
      />
      {info.roles.includes("supervisor") && (
        <Checkbox id="keep-unit" isChecked={keepUnit} onChecked={setKeepUnit}>
          {words.keepUnit}
        </Checkbox>
      )}
      <div>
        <Button type="submit" disabled={one.isBusy}>
          {words.finish}
        </Button>
      </div>
    </form>
  );
}
