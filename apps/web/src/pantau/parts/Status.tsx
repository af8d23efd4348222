import { reporterLabelKey, type Day } from "@bijak/domain";
import type { Institution, Mailbox } from "@bijak/client/reporter";
import { formatDay, formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Heading } from "../../lib/ui/Heading.tsx";
import { Icon } from "../../lib/ui/Icon.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { unitName } from "../../lib/reporter/units.ts";
import { useCopy, type PantauCopy } from "../copy/index.ts";

type Props = { mailbox: Mailbox; institution: Institution };

/** Where the report stands, by when the next step is promised, and who says so. */
export function Status({ mailbox, institution }: Props) {
  const copy = useCopy();
  const language = useLanguage();
  const { state, receivedOn, canRead } = mailbox;
  const units = canRead.map((unit) => unitName(unit, institution)).join(", ");
  const unsigned = mailbox.formerReplies > 0 ? copy.unsignedHere : copy.unsigned;
  const words = copy.states[reporterLabelKey(state.code)];
  return (
    <div class="stack">
      <p class="muted">{copy.reportOf(formatDay(receivedOn, language))}</p>
      <Heading>{words.title}</Heading>
      <p class="prose">{words.text(units)}</p>
      <Promise mailbox={mailbox} today={institution.today} />
      {state.isLate && isOurs(state) && <Notice tone="warn">{copy.late}</Notice>}
      {state.differsFromIndex && <Notice tone="warn">{copy.differs}</Notice>}
      <p class="seal small muted">
        <Icon name={state.isSigned ? "check" : "info"} />
        <span>{state.isSigned ? copy.signedBy(units) : unsigned}</span>
      </p>
    </div>
  );
}

/** A date that the officers promised; the reporter's own time to answer ends when the question does, and is no lateness of theirs. */
const isOurs = ({ promiseCode }: Mailbox["state"]): boolean => promiseCode !== "T_WAIT_INFO";

const isRunning = (state: Mailbox["state"]): boolean =>
  isOurs(state) || state.code === "awaiting-reporter";

/** The promised day with how far it is, as word and shape. */
function Promise({ mailbox: { state }, today }: { mailbox: Mailbox; today: Day }) {
  const copy = useCopy();
  const language = useLanguage();
  const { promisedOn, promiseCode } = state;
  if (promisedOn === null || !isRunning(state)) return null;
  const left = distanceOf(promisedOn - today);
  const days = formatNumber(Math.abs(promisedOn - today), language);
  return (
    <p class="cluster">
      <span class={left.className}>
        <span aria-hidden="true">{left.shape}</span>{" "}
        {left.kind === "today" ? copy.today : copy[left.kind](days)}
      </span>
      <span>
        {labelOf(promiseCode, copy)} <b>{formatDay(promisedOn, language, "weekday")}</b>
      </span>
    </p>
  );
}

const labelOf = (code: string | null, { promises }: PantauCopy): string =>
  (promises as Readonly<Record<string, string>>)[code ?? "other"] ?? promises.other; // looked up by a code of the contract; unknown ones get `other`

type Distance = {
  readonly kind: "daysLeft" | "today" | "daysOver";
  readonly shape: string;
  readonly className: string;
};

function distanceOf(days: number): Distance {
  if (days > 0) return { kind: "daysLeft", shape: "●", className: "chip" };
  if (days === 0) return { kind: "today", shape: "▲", className: "chip warn" };
  return { kind: "daysOver", shape: "■", className: "chip err" };
}
