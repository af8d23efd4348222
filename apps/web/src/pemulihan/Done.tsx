import type { Recovered } from "@bijak/client/recovery";
import { downloadText } from "../lib/download.ts";
import { Button } from "../lib/ui/Button.tsx";
import { Heading } from "../lib/ui/Heading.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { useWords } from "./copy/index.ts";

/** The file that goes back to the new members. */
export function Done({ recovered }: { recovered: Recovered }) {
  const words = useWords();
  return (
    <div class="stack">
      <Heading>{words.doneTitle}</Heading>
      <p class="prose">{words.done(recovered.members.join(", "))}</p>
      <div>
        <Button onClick={() => downloadText(words.fileName, recovered.file)}>
          {words.download}
        </Button>
      </div>
      <Notice>
        <p>{words.burn}</p>
      </Notice>
    </div>
  );
}
