import { PaperCheck } from "../../lib/keys/PaperCheck.tsx";
import { PaperSheet } from "../../lib/keys/PaperSheet.tsx";
import { useKeyWords } from "../../lib/keys/words.ts";
import { Heading } from "../../lib/ui/Heading.tsx";
import { useWords } from "../copy/index.ts";
import { useTitle } from "../../lib/ui/useTitle.ts";

type Props = { login: string; paperKey: string; onKept: () => void };

/** The paper key, once; it is left after four groups were typed from the sheet. */
export function Paper({ login, paperKey, onKept }: Props) {
  const words = useWords().paper;
  const keyWords = useKeyWords().paper;
  useTitle(keyWords.title);
  return (
    <div class="page stack loose">
      <div class="stack no-print">
        <Heading>{keyWords.title}</Heading>
        <p>{words.step}</p>
        <p>{keyWords.once}</p>
      </div>
      <PaperSheet paperKey={paperKey} login={login} />
      <PaperCheck paperKey={paperKey} onKept={onKept} />
    </div>
  );
}
