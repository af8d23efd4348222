import { useState } from "preact/hooks";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { useWords } from "../copy/index.ts";
import type { CasePart } from "./parts.ts";
import { MOST_TEXT } from "./ReplyForm.tsx";
import { ShieldCheck } from "./ShieldCheck.tsx";
import { useDraft } from "./useDraft.ts";
import { useShield } from "./useShield.ts";
import { useTargets } from "./useTargets.ts";

/** Where to, what of our access stays, why, and the summary, which is checked against the reporter's words first. */
export function TransferForm({ view, one, onClose }: CasePart & { onClose: () => void }) {
  const shared = useShared();
  const words = useWords().sharing.transfer;
  const { caseId } = view;
  const targets = useTargets(caseId);
  const [target, setTarget] = useState("");
  const [keeps, setKeeps] = useState<"no" | "yes">("no");
  const [reason, setReason] = useDraft(caseId, "transfer-reason");
  const [summary, setSummary] = useDraft(caseId, "transfer-summary");
  const shield = useShield(caseId, summary);
  const [isTried, setIsTried] = useState(false);
  const propose = async (): Promise<void> => {
    const isWhole = target !== "" && reason.trim() !== "" && summary.trim() !== "";
    setIsTried(true);
    if (!isWhole || shield.found === null) return;
    const input = { caseId, target, keepsAccess: keeps === "yes", reason, summary };
    if (!(await one.step("proposeTransfer", input, words.proposed))) return;
    setReason("");
    setSummary("");
    onClose();
  };
  const summaryProblem = summary.trim() === "" ? words.missing : words.unchecked;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void propose();
      }}
    >
      <p class="muted">{words.lead}</p>
      <SelectField
        id="transfer-target"
        label={words.target}
        error={isTried && target === "" ? words.choose : undefined}
        none={words.choose}
        choices={targets.map(({ id, name }) => ({ value: id, label: name }))}
        value={target}
        onValue={setTarget}
      />
      <RadioList
        id="keeps"
        legend={words.keeps}
        options={(["no", "yes"] as const).map((value) => ({
          value,
          label: words.keepsOptions[value],
        }))}
        value={keeps}
        onValue={setKeeps}
      />
      <TextArea
        id="transfer-reason"
        label={words.reason}
        error={isTried && reason.trim() === "" ? words.missing : undefined}
        value={reason}
        most={MOST_TEXT}
        onValue={setReason}
      />
      <TextArea
        id="transfer-summary"
        label={words.summary}
        hint={words.summaryHint}
        error={isTried && shield.found === null ? summaryProblem : undefined}
        value={summary}
        most={MOST_TEXT}
        onValue={setSummary}
      />
      <ShieldCheck shield={shield} />
      <div class="cluster">
        <Button kind="second" disabled={shield.call.isBusy} onClick={shield.check}>
          {words.check}
        </Button>
        <Button type="submit" disabled={one.isBusy}>
          {words.propose}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {shared.cancel}
        </Button>
      </div>
    </form>
  );
}
