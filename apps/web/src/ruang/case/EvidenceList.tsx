import { useWords } from "../copy/index.ts";
import { listEvidence } from "../state/evidence.ts";
import { EvidenceItem } from "./EvidenceItem.tsx";
import type { CasePart } from "./parts.ts";

/** Every file of the reporter. Nothing is fetched before it is opened. */
export function EvidenceList({ view }: CasePart) {
  const words = useWords().case.evidence;
  const files = listEvidence(view);
  return (
    <section class="stack tight" aria-labelledby="evidence-title" id="evidence" tabIndex={-1}>
      <h2 id="evidence-title">{words.title}</h2>
      {files.length === 0 && <p class="muted">{words.none}</p>}
      <ul class="plain stack">
        {files.map((evidence) => (
          <li key={evidence.file.id}>
            <EvidenceItem caseId={view.caseId} evidence={evidence} />
          </li>
        ))}
      </ul>
    </section>
  );
}
