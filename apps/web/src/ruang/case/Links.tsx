import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { say } from "../room.ts";
import { useRoom } from "../useRoom.ts";

/** Links of the report as text. Nothing here leads out of the room. */
export function Links({ links }: { links: readonly string[] }) {
  const room = useRoom();
  const words = useWords().case.answers;
  const copy = async (link: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      say(room, words.copied);
    } catch {
      // The browser keeps the clipboard to itself; the text can still be selected.
      say(room, words.copyFailed, "err");
    }
  };
  return (
    <div class="stack tight">
      <ul class="plain stack tight">
        {links.map((link, index) => (
          <li key={link} class="cluster">
            <span class="mono anywhere">{link}</span>
            <Button kind="second" isSmall icon="copy" onClick={() => void copy(link)}>
              {words.copy}
              <span class="hidden"> {words.copyLink(index + 1)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <Notice tone="warn">{words.linkWarning}</Notice>
    </div>
  );
}
