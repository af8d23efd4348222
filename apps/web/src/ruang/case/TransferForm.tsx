import { useState } from "preact/hooks";
import { TextArea } from "../../lib/ui/Field.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useWords } from "../copy/index.ts";
import type { CasePart } from "./parts.ts";
import { MOST_TEXT } from "./ReplyForm.tsx";
import { ShieldedForm } from "./ShieldedForm.tsx";
import { TargetField } from "./TargetField.tsx";
import { useDraft } from "./useDraft.ts";
import { useShield } from "./useShield.ts";

/** Where to, what of our access stays, why, and the summary, which is checked against the reporter's words first. */
export function TransferForm({ view, one, onClose }: CasePart & { onClose: () => void }) {
  const words = useWords().sharing.transfer;
  const { caseId } = view;
  const [target, setTarget] = useState("");
  const [keeps, setKeeps] = useState<"no" | "yes">("no");
  const [reason, setReason] = useDraft(caseId, "transfer-reason");
  const [summary, setSummary] = useDraft(caseId, "transfer-summary");
  const shield = useShield(caseId, summary);
  const [isTried, setIsTried] = useState(false);
  const propose = async (): Promise<void> => {
    setIsTried(true);
    if (target === "" || reason.trim() === "" || shield.problem !== null) return;
    const input = { caseId, target, keepsAccess: keeps === "yes", reason, summary };
    if (!(await one.step("proposeTransfer", input, words.proposed))) return;
    setReason("");
    setSummary("");
    onClose();
  };
  return (
    <ShieldedForm
      lead={words.lead}
      submit={words.propose}
      shield={shield}
      isBusy={one.isBusy}
      onSubmit={propose}
      onClose={onClose}
    >
      <TargetField
        id="transfer-target"
        caseId={caseId}
        isTried={isTried}
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
        error={isTried && shield.problem ? words[shield.problem] : undefined}
        value={summary}
        most={MOST_TEXT}
        onValue={setSummary}
      />
    </ShieldedForm>
  );
}
