import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { useWords } from "../copy/index.ts";
import type { CasePart } from "./parts.ts";
import { ChordHint, MOST_TEXT } from "./ReplyForm.tsx";
import { useDraft } from "./useDraft.ts";

/** Sand: what is written here stays among those who work on the case. */
export function NoteForm({ view, one }: CasePart) {
  const words = useWords().case.compose;
  const [text, setText] = useDraft(view.caseId, "note");
  const [isEmpty, setIsEmpty] = useState(false);
  const save = async (): Promise<void> => {
    setIsEmpty(text.trim() === "");
    if (text.trim() === "") return;
    const input = { caseId: view.caseId, text: text.trim() };
    if (await one.step("writeNote", input, words.noteSaved)) setText("");
  };
  return (
    <form
      class="paper stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextArea
        id="note"
        label={words.noteLabel}
        hint={words.noteHint}
        error={isEmpty && text.trim() === "" ? words.empty : undefined}
        value={text}
        onValue={setText}
        most={MOST_TEXT}
        note={<ChordHint />}
      />
      <div>
        <Button type="submit" kind="second" disabled={one.isBusy}>
          {words.saveNote}
        </Button>
      </div>
    </form>
  );
}
