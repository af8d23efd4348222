import {
  addDays,
  addMonths,
  type CaseEventKind,
  type CaseState,
  clocksAfter,
  DEFAULT_DEADLINES,
  deriveClocks,
  NATIONAL_CALENDAR,
  type RunningClock,
} from "@bijak/domain";
import type { CaseStep } from "@bijak/contract";

const RULES = { settings: DEFAULT_DEADLINES, calendar: NATIONAL_CALENDAR } as const;

export type Answer = CaseStep["answers"][number];

const ANSWERS: Readonly<Record<Answer, CaseEventKind>> = Object.freeze({
  acknowledged: "acknowledged",
  "first-answer": "first-answered",
  feedback: "feedback-given",
});

/** What a move between states means for the limits; null when it means nothing. After a refused transfer a case is sorted anew while it is assessed. */
function eventOfMove(from: CaseState, to: CaseState): CaseEventKind | null {
  if (to === "concluded" || to === "reopened") return to;
  if (to === "awaiting-reporter") return "question-asked";
  if (to === "transferring") return "transfer-offered";
  if (from === "transferring") return to === "verifying" ? "transfer-accepted" : "transfer-refused";
  if (from === "awaiting-reporter") return "wait-ended";
  if (to === "assessing" && (from === "verifying" || from === "reopened")) return "triaged";
  if (from === "assessing") return "triaged";
  return null;
}

/** The limits of a case received on this day. */
export const clocksAtReceipt = (on: number, isUrgent: boolean): readonly RunningClock[] =>
  clocksAfter([], { kind: "received", on }, { ...RULES, isUrgent });

/** The limits after a step: first what was said to the reporter, then the move. A closed case promises nothing more. */
export function clocksAfterStep(
  clocks: readonly RunningClock[],
  step: {
    readonly from: CaseState;
    readonly to: CaseState | null;
    readonly answers: readonly Answer[];
    readonly on: number;
    readonly isUrgent: boolean;
  },
): readonly RunningClock[] {
  const { from, to, on, isUrgent } = step;
  const answered = from === "concluded" ? [] : step.answers.map((answer) => ANSWERS[answer]);
  const moved = to === null ? null : eventOfMove(from, to);
  const events = moved === null ? answered : [...answered, moved];
  return events.reduce(
    (running, kind) => clocksAfter(running, { kind, on }, { ...RULES, isUrgent }),
    clocks,
  );
}

/** The limits after a case became urgent or ceased to be: only the acknowledgement hangs on that, and it counts from receipt. */
export function clocksWithUrgency(
  clocks: readonly RunningClock[],
  receivedOn: number,
  isUrgent: boolean,
): readonly RunningClock[] {
  const events = [{ kind: "received", on: receivedOn }] as const;
  const { settings, calendar } = RULES;
  const fresh = deriveClocks({ isUrgent, events }, settings, calendar);
  return clocks.map((clock) => {
    const counted = clock.code === "T_ACK" ? fresh.find(({ code }) => code === "T_ACK") : undefined;
    return counted === undefined ? clock : { ...clock, dueOn: counted.dueOn };
  });
}

/** The day of erasure of a case concluded on `on`, unless its outcome asks for the shorter one. */
export const longestRetention = (on: number): number =>
  addMonths(on, DEFAULT_DEADLINES.retentionClosedMonths);

/** Whether a handler may name this day of erasure: one of the two spans, counted by a clock that is a day off at most. */
export function isRetention(named: number, on: number): boolean {
  const { retentionClosedMonths, retentionNotActionableMonths } = DEFAULT_DEADLINES;
  return [-1, 0, 1]
    .map((off) => addDays(on, off))
    .some((day) =>
      [retentionClosedMonths, retentionNotActionableMonths].some(
        (months) => addMonths(day, months) === named,
      ),
    );
}
