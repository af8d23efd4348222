import { useEffect, useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";
import { writingObstacle } from "../state/moves.ts";
import { NoteForm } from "./NoteForm.tsx";
import type { CasePart } from "./parts.ts";
import { ReplyForm } from "./ReplyForm.tsx";

export type WritingMode = "reply" | "note";

/** Which form is open, and a count that grows with every wish to write in it. */
export type Writing = { readonly mode: WritingMode; readonly wishes: number };

export type Writer = { readonly writing: Writing; readonly write: (mode: WritingMode) => void };

/** The state of the composer, held by the screen so that its keys can reach it. */
export function useWriter(): Writer {
  const [writing, setWriting] = useState<Writing>({ mode: "reply", wishes: 0 });
  return {
    writing,
    write: (mode) => setWriting(({ wishes }) => ({ mode, wishes: wishes + 1 })),
  };
}

/** Two forms that never look alike: white to the reporter, sand for a note. */
export function Composer({ writer, ...part }: CasePart & { writer: Writer }) {
  const words = useWords().case.compose;
  const { mode, wishes } = writer.writing;
  const obstacle = writingObstacle(part.view);
  useEffect(() => {
    if (wishes > 0) document.getElementById(mode)?.focus();
  }, [mode, wishes]);
  if (obstacle !== null) {
    return <p class="muted">{obstacle === "take-first" ? words.takeFirst : words.readOnly}</p>;
  }
  return (
    <div class="stack tight">
      <div class="cluster" role="group" aria-label={words.modes}>
        <ModeButton
          label={words.reply}
          keyName="R"
          isOn={mode === "reply"}
          onClick={() => writer.write("reply")}
        />
        <ModeButton
          label={words.note}
          keyName="N"
          isOn={mode === "note"}
          onClick={() => writer.write("note")}
        />
      </div>
      {part.view.pendingAct !== null && <p class="hint">{words.proposal}</p>}
      {mode === "reply" ? <ReplyForm {...part} /> : <NoteForm {...part} />}
    </div>
  );
}

type ModeProps = { label: string; keyName: string; isOn: boolean; onClick: () => void };

function ModeButton({ label, keyName, isOn, onClick }: ModeProps) {
  return (
    <Button kind="second" isSmall aria-pressed={isOn} aria-keyshortcuts={keyName} onClick={onClick}>
      {label} <kbd aria-hidden="true">{keyName}</kbd>
    </Button>
  );
}
