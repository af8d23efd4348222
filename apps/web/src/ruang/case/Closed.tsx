import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { CaseView } from "../model.ts";

export type ClosedKind = "locked" | "conflict" | "standby";

/** Why the content of a case stays closed to this member; null when it does not. */
export function closedKind(
  view: Pick<CaseView, "isLocked" | "declaration" | "standbyOnly">,
): ClosedKind | null {
  if (view.declaration === "conflict") return "conflict";
  if (view.isLocked) return "locked";
  return view.standbyOnly ? "standby" : null;
}

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
