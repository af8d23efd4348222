import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { CaseSheet } from "../model.ts";

/** What failed a check in this case. It is said loudly, and nothing of it is shown as if it were true. */
export function Warnings({ view }: { view: CaseSheet }) {
  const words = useWords().case.warnings;
  if (view.warnings.length === 0) return null;
  return (
    <Notice tone="err">
      <p>
        <b>{words.title}.</b> {words.tell}
      </p>
      <ul>
        {view.warnings.map((warning) => (
          <li key={warning}>{words.words[warning]}</li>
        ))}
      </ul>
    </Notice>
  );
}
