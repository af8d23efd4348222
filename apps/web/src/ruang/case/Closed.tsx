import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { ClosedKind } from "../state/closed.ts";

export function Closed({ kind }: { kind: ClosedKind }) {
  const words = useWords().case;
  const [title, text] = {
    locked: [words.lockedTitle, words.locked],
    conflict: [words.gate.conflictTitle, words.gate.conflict],
    standby: [words.standbyTitle, words.standby],
  }[kind];
  return (
    <Notice tone={kind === "standby" ? "info" : "warn"} icon="lock">
      <b>{title}.</b> {text}
    </Notice>
  );
}
