import { useState } from "preact/hooks";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { useWords } from "../copy/index.ts";
import type { CasePart } from "./parts.ts";
import { MOST_TEXT } from "./ReplyForm.tsx";
import { ShieldCheck } from "./ShieldCheck.tsx";
import { useDraft } from "./useDraft.ts";
import { useShield } from "./useShield.ts";
import { useTargets } from "./useTargets.ts";

/** Sends copies of chosen messages to another unit as a new sealed object; the case and its keys stay. */
export function PackForm({ view, one, onClose }: CasePart & { onClose: () => void }) {
  const shared = useShared();
  const { pack: words, transfer } = useWords().sharing;
  const { caseId } = view;
  const targets = useTargets(caseId);
  const [target, setTarget] = useState("");
  const [text, setText] = useDraft(caseId, "pack");
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const shield = useShield(caseId, text);
  const [isTried, setIsTried] = useState(false);
  const send = async (): Promise<void> => {
    setIsTried(true);
    if (target === "" || text.trim() === "" || shield.found === null) return;
    const input = { caseId, target, text, messageIndexes: chosen };
    if (!(await one.step("sendPack", input, words.sent))) return;
    setText("");
    onClose();
  };
  const textProblem = text.trim() === "" ? transfer.missing : transfer.unchecked;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="muted">{words.lead}</p>
      <SelectField
        id="pack-target"
        label={transfer.target}
        error={isTried && target === "" ? transfer.choose : undefined}
        none={transfer.choose}
        choices={targets.map(({ id, name }) => ({ value: id, label: name }))}
        value={target}
        onValue={setTarget}
      />
      <TextArea
        id="pack-text"
        label={words.text}
        error={isTried && shield.found === null ? textProblem : undefined}
        value={text}
        most={MOST_TEXT}
        onValue={setText}
      />
      <Messages view={view} chosen={chosen} onChosen={setChosen} />
      <ShieldCheck shield={shield} />
      <div class="cluster">
        <Button kind="second" disabled={shield.call.isBusy} onClick={shield.check}>
          {transfer.check}
        </Button>
        <Button type="submit" disabled={one.isBusy}>
          {words.send}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {shared.cancel}
        </Button>
      </div>
    </form>
  );
}

type MessagesProps = Pick<CasePart, "view"> & {
  chosen: readonly number[];
  onChosen: (chosen: readonly number[]) => void;
};

const SPOKEN = new Set(["report", "message", "question", "answer"]);

function Messages({ view, chosen, onChosen }: MessagesProps) {
  const words = useWords().sharing.pack;
  const language = useLanguage();
  const spoken = view.thread.filter(({ body }) => SPOKEN.has(body.kind));
  return (
    <fieldset>
      <legend>{words.messages}</legend>
      {spoken.map(({ index, author, on }) => (
        <Checkbox
          key={index}
          id={`copy-${index}`}
          isChecked={chosen.includes(index)}
          onChecked={(isOn) =>
            onChosen(isOn ? [...chosen, index] : chosen.filter((other) => other !== index))
          }
        >
          {words.message(author === "reporter" ? words.reporter : author, formatDay(on, language))}
        </Checkbox>
      ))}
    </fieldset>
  );
}
