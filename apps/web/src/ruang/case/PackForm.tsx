import { useState } from "preact/hooks";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { useWords } from "../copy/index.ts";
import type { CasePart } from "./parts.ts";
import { MOST_TEXT } from "./ReplyForm.tsx";
import { ShieldedForm } from "./ShieldedForm.tsx";
import { TargetField } from "./TargetField.tsx";
import { useDraft } from "./useDraft.ts";
import { useShield } from "./useShield.ts";

/** Sends copies of chosen messages to another unit as a new sealed object; the case and its keys stay. */
export function PackForm({ view, one, onClose }: CasePart & { onClose: () => void }) {
  const { pack: words, transfer } = useWords().sharing;
  const { caseId } = view;
  const [target, setTarget] = useState("");
  const [text, setText] = useDraft(caseId, "pack");
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const shield = useShield(caseId, text);
  const [isTried, setIsTried] = useState(false);
  const send = async (): Promise<void> => {
    setIsTried(true);
    if (target === "" || shield.problem !== null) return;
    const input = { caseId, target, text, messageIndexes: chosen };
    if (!(await one.step("sendPack", input, words.sent))) return;
    setText("");
    onClose();
  };
  return (
    <ShieldedForm
      lead={words.lead}
      submit={words.send}
      shield={shield}
      isBusy={one.isBusy}
      onSubmit={send}
      onClose={onClose}
    >
      <TargetField
        id="pack-target"
        caseId={caseId}
        isTried={isTried}
        value={target}
        onValue={setTarget}
      />
      <TextArea
        id="pack-text"
        label={words.text}
        error={isTried && shield.problem ? transfer[shield.problem] : undefined}
        value={text}
        most={MOST_TEXT}
        onValue={setText}
      />
      <Messages view={view} chosen={chosen} onChosen={setChosen} />
    </ShieldedForm>
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
