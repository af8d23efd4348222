import { Fingerprint } from "../../lib/keys/Fingerprint.tsx";
import { useKeyWords } from "../../lib/keys/words.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { useTitle } from "../../lib/ui/useTitle.ts";

/** The own fingerprint, to be read out to the officer. */
export function Done({ fingerprint }: { fingerprint: readonly string[] }) {
  const words = useWords().done;
  const keyWords = useKeyWords().fingerprint;
  useTitle(words.title);
  return (
    <div class="page stack loose">
      <div class="stack tight">
        <Heading>{words.title}</Heading>
        <p>{words.lead}</p>
      </div>
      <section class="sheet stack" aria-label={words.sheet}>
        <p class="say">{words.sheetTitle}</p>
        <Fingerprint groups={fingerprint} />
        <p>{words.how}</p>
        <div class="no-print">
          <Button kind="second" icon="print" onClick={() => print()}>
            {keyWords.print}
          </Button>
        </div>
      </section>
      <Notice tone="warn">{words.notByMail}</Notice>
      <p>{words.noSecret}</p>
      <div class="stack tight">
        <p>{words.after}</p>
        <p class="lone">
          <a href="/masuk">{words.toSignIn}</a>
        </p>
      </div>
    </div>
  );
}
