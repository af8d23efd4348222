import { formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import type { IndexPhase } from "./useIndex.ts";

/** How far the search index is, and the keys that people use most. */
export function IndexState({ phase }: { phase: IndexPhase }) {
  const words = useWords();
  const language = useLanguage();
  const count = (number: number): string => formatNumber(number, language);
  return (
    <div class="stack tight small muted">
      <p>
        {phase.kind === "building" && words.inbox.indexing(count(phase.done), count(phase.total))}
        {phase.kind === "ready" && words.inbox.indexed(count(phase.cards))}
        {phase.kind === "failed" && words.inbox.indexFailed}
      </p>
      <p class="cluster only-wide">
        <span>
          <kbd>J</kbd> <kbd>K</kbd> {words.keys.move}
        </span>
        <span>
          <kbd>Enter</kbd> {words.keys.openShort}
        </span>
        <span>
          <kbd>A</kbd> {words.keys.takeShort}
        </span>
        <span>
          <kbd>?</kbd> {words.keys.all}
        </span>
      </p>
    </div>
  );
}
