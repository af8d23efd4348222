import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";
import type { Writer } from "./Composer.tsx";

/** Brings the status field into view, with the focus. */
export function goToStatus(): void {
  document.getElementById("status")?.focus();
}

/** What is done most, always in reach: in the head on wide screens, at the bottom of a phone. */
export function Actions({ writer, className }: { writer: Writer; className: string }) {
  const words = useWords().case;
  return (
    <div class={className}>
      <Button icon="chat" onClick={() => writer.write("reply")}>
        {words.reply}
      </Button>
      <Button kind="second" onClick={() => writer.write("note")}>
        {words.note}
      </Button>
      <Button kind="second" onClick={goToStatus}>
        {words.status.title}
      </Button>
    </div>
  );
}
