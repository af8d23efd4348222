import type { Institution, Mailbox } from "@bijak/client/reporter";
import { reporterLabelKey, type ReporterLabelKey } from "@bijak/domain";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { unitName } from "../../lib/reporter/units.ts";
import { useCopy } from "../copy/index.ts";

const STEPS = [
  "received",
  "assessed",
  "answer-needed",
  "examined",
  "awaiting-decision",
  "concluded",
] as const;
type PathStep = (typeof STEPS)[number];

/** Where a status stands on the path; a forwarded report is being assessed, an archived one is concluded. */
const PLACE: Readonly<Record<ReporterLabelKey, PathStep>> = {
  received: "received",
  assessed: "assessed",
  "answer-needed": "answer-needed",
  forwarded: "assessed",
  examined: "examined",
  "awaiting-decision": "awaiting-decision",
  concluded: "concluded",
  archived: "concluded",
  erased: "concluded",
};

/**
 * Whether a step is shown. The question only while one is open; of a concluded report only what every report passes,
 * because the page does not know whether it was examined.
 */
function isOnPath(step: PathStep, now: PathStep): boolean {
  if (step === "answer-needed") return now === step;
  return now !== "concluded" || (step !== "examined" && step !== "awaiting-decision");
}

/** The way of a report, with where this one is. */
export function Path({ mailbox: { state, receivedOn } }: { mailbox: Mailbox }) {
  const { path, waitingForYou } = useCopy();
  const language = useLanguage();
  const now = PLACE[reporterLabelKey(state.code)];
  const shown = STEPS.filter((step) => isOnPath(step, now));
  const at = shown.indexOf(now);
  const dayOf = (step: PathStep): string => {
    if (step === "received") return `, ${formatDay(receivedOn, language, "short")}`;
    return step === now ? `, ${formatDay(state.since, language, "short")}` : "";
  };
  return (
    <section class="stack" aria-labelledby="path">
      <h2 id="path">{path.title}</h2>
      <ol class="path">
        {shown.map((step, index) => (
          <li
            key={step}
            class={index < at ? "done" : index === at ? "now" : undefined}
            aria-current={index === at ? "step" : undefined}
          >
            {path.steps[step]}
            {dayOf(step)}
          </li>
        ))}
      </ol>
      {now === "answer-needed" && <p class="small">{waitingForYou}</p>}
    </section>
  );
}

export function Readers({ mailbox, institution }: { mailbox: Mailbox; institution: Institution }) {
  const { readers } = useCopy();
  return (
    <section class="stack tight" aria-labelledby="readers">
      <h2 id="readers">{readers.title}</h2>
      <ul>
        {mailbox.canRead.map((unit) => (
          <li key={unit}>{readers.officers(unitName(unit, institution))}</li>
        ))}
        {mailbox.standby && <li>{readers.standby(unitName(mailbox.standby, institution))}</li>}
      </ul>
      <p class="small muted">{readers.nobodyElse}</p>
    </section>
  );
}
