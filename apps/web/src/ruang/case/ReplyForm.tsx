import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { useWords } from "../copy/index.ts";
import { holdReply } from "../outbox.ts";
import { canAsk } from "../state/moves.ts";
import { useRoom } from "../useRoom.ts";
import type { CasePart } from "./parts.ts";
import { useDraft } from "./useDraft.ts";

export const MOST_TEXT = 4_000;

/** White: what is written here goes to the reporter, after eight seconds. */
export function ReplyForm({ view, info }: CasePart) {
  const room = useRoom();
  const words = useWords().case.compose;
  const [text, setText] = useDraft(view.caseId, "reply");
  const [question, setQuestion] = useDraft(view.caseId, "question");
  const [isEmpty, setIsEmpty] = useState(false);
  const mayAsk = canAsk(view, info);
  const isQuestion = mayAsk && question !== "";
  const send = (): void => {
    setIsEmpty(text.trim() === "");
    if (text.trim() === "") return;
    holdReply(room, {
      caseId: view.caseId,
      text: text.trim(),
      kind: isQuestion ? "question" : "message",
    });
  };
  return (
    <form
      class="card stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        id="reply"
        label={words.replyLabel}
        hint={words.noQuote}
        error={isEmpty && text.trim() === "" ? words.empty : undefined}
        value={text}
        onValue={setText}
        most={MOST_TEXT}
        note={<ChordHint />}
      />
      {mayAsk ? (
        <Checkbox
          id="is-question"
          isChecked={isQuestion}
          onChecked={(isOn) => setQuestion(isOn ? "yes" : "")}
        >
          {words.isQuestion}
        </Checkbox>
      ) : (
        <p class="hint">{view.state === "verifying" ? words.questionRole : words.questionWhy}</p>
      )}
      <div>
        <Button type="submit">{words.send}</Button>
      </div>
    </form>
  );
}

export function ChordHint() {
  return (
    <>
      <kbd>Ctrl</kbd> <kbd>Enter</kbd>
    </>
  );
}
