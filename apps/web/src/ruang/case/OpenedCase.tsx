import { formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { CaseView } from "../model.ts";
import { listEvidence } from "../state/evidence.ts";
import { Access } from "./Access.tsx";
import { Answers } from "./Answers.tsx";
import { CaseCalls } from "./CaseCalls.tsx";
import { TakeButton } from "./CaseHead.tsx";
import { Closing } from "./Closing.tsx";
import { Composer, type Writer } from "./Composer.tsx";
import { Deadlines } from "./Deadline.tsx";
import { EvidenceList } from "./EvidenceList.tsx";
import { Identity } from "./Identity.tsx";
import type { CasePart } from "./parts.ts";
import { Status } from "./Status.tsx";
import { Thread } from "./Thread.tsx";
import { Transfer } from "./Transfer.tsx";
import { Triage } from "./Triage.tsx";

/** The parts of the page, each reachable by its anchor. */
export function Tabs({ view }: { view: CaseView }) {
  const words = useWords().case;
  const language = useLanguage();
  const counts = { messages: view.thread.length, evidence: listEvidence(view).length };
  const places = ["summary", "messages", "evidence", "status", "access"] as const;
  return (
    <nav class="tabs" aria-label={words.sectionsLabel}>
      {places.map((place) => (
        <a key={place} href={`#${place}`}>
          {words.sections[place]}
          {(place === "messages" || place === "evidence") &&
            ` ${formatNumber(counts[place], language)}`}
        </a>
      ))}
    </nav>
  );
}

export function OpenedCase({ writer, ...part }: CasePart & { writer: Writer }) {
  const words = useWords().case;
  const { view } = part;
  return (
    <div class="sidebar">
      <div class="stack far">
        <div class="stack loose" id="summary" tabIndex={-1}>
          <CaseCalls {...part} />
          <TakeButton {...part} />
          {view.report === null ? (
            <Notice tone="err">{words.answers.unreadable}</Notice>
          ) : (
            <Answers report={view.report} />
          )}
          <Triage {...part} />
        </div>
        <section class="stack" aria-labelledby="messages-title" id="messages" tabIndex={-1}>
          <h2 id="messages-title">{words.thread.title}</h2>
          <Thread messages={view.thread} />
          <Composer {...part} writer={writer} />
        </section>
        <EvidenceList {...part} />
      </div>
      <div class="stack loose">
        <Status {...part} />
        <Closing {...part} />
        <Transfer {...part} />
        <Identity {...part} />
        <Deadlines view={view} />
        <Access {...part} />
      </div>
    </div>
  );
}
