import type { Reidentification } from "@bijak/client/handler";
import { useState } from "preact/hooks";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import { useWords } from "../copy/index.ts";
import type { CasePart } from "./parts.ts";
import { MOST_TEXT } from "./ReplyForm.tsx";
import { ShieldCheck } from "./ShieldCheck.tsx";
import { useDraft } from "./useDraft.ts";
import { useTargets } from "./useTargets.ts";

/** Where to, what of our access stays, why, and the summary, which is checked against the reporter's words first. */
export function TransferForm({ view, one, onClose }: CasePart & { onClose: () => void }) {
  const shared = useShared();
  const words = useWords().sharing.transfer;
  const { caseId } = view;
  const targets = useTargets(caseId);
  const call = useOwnCall();
  const [target, setTarget] = useState("");
  const [keeps, setKeeps] = useState<"no" | "yes">("no");
  const [reason, setReason] = useDraft(caseId, "transfer-reason");
  const [summary, setSummary] = useDraft(caseId, "transfer-summary");
  const [checked, setChecked] = useState<{ text: string; found: Reidentification } | null>(null);
  const [error, setError] = useState<string>();
  const isChecked = checked?.text === summary;
  const check = async (): Promise<void> => {
    const found = await call.run("checkReidentification", { caseId, text: summary });
    if (found !== null) setChecked({ text: summary, found });
  };
  const propose = async (): Promise<void> => {
    const isWhole = target !== "" && reason.trim() !== "" && summary.trim() !== "";
    const problem = isWhole ? (isChecked ? undefined : words.unchecked) : words.missing;
    setError(problem);
    if (problem !== undefined) return;
    const input = { caseId, target, keepsAccess: keeps === "yes", reason, summary };
    if (!(await one.step("proposeTransfer", input, words.proposed))) return;
    setReason("");
    setSummary("");
    onClose();
  };
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
        error={error}
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
        value={reason}
        most={MOST_TEXT}
        onValue={setReason}
      />
      <TextArea
        id="transfer-summary"
        label={words.summary}
        hint={words.summaryHint}
        value={summary}
        most={MOST_TEXT}
        onValue={setSummary}
      />
      {isChecked && checked !== null && <ShieldCheck found={checked.found} />}
      <div class="cluster">
        <Button kind="second" disabled={call.isBusy} onClick={() => void check()}>
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
