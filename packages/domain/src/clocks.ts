import { addWorkingDays, type Calendar, countWorkingDays, isFirm } from "./calendar.ts";
import { addDays, type Day } from "./days.ts";
import { type Clock, CLOCK_CODES, type ClockCode, type DeadlineSettings } from "./deadlines.ts";

/** What happened to a case, as far as limits care. */
export type CaseEventKind =
  | "received"
  | "acknowledged"
  | "triaged"
  | "first-answered"
  | "feedback-given"
  | "question-asked"
  | "wait-ended"
  | "transfer-offered"
  | "transfer-accepted"
  | "transfer-refused"
  | "summoned"
  | "summoned-again"
  | "examined"
  | "decision-set"
  | "decision-delivered"
  | "concluded"
  | "reopened";

export type CaseEvent = { readonly kind: CaseEventKind; readonly on: Day };

/** A case as its limits see it: events in order, the first of them `received`. */
export type CaseHistory = { readonly isUrgent: boolean; readonly events: readonly CaseEvent[] };

type Effect = { readonly starts: readonly ClockCode[]; readonly ends: readonly ClockCode[] };

function effect(starts: readonly ClockCode[], ends: readonly ClockCode[]): Effect {
  return Object.freeze({ starts, ends });
}

/**
 * [Note: What starts and ends a limit]
 *
 * Any word of a person to the reporter acknowledges. A first answer is promised from receipt and survives a transfer; the
 * sorting of the receiving unit starts anew. Feedback renews itself. Summons and decisions stop for nobody. Closing ends
 * everything; reopening starts sorting, feedback and the soft target again.
 */
export const EFFECTS: Readonly<Record<CaseEventKind, Effect>> = Object.freeze({
  received: effect(["T_ACK", "T_TRIAGE", "T_FIRST_ANSWER", "T_FEEDBACK", "T_TARGET_CLOSE"], []),
  acknowledged: effect([], ["T_ACK"]),
  triaged: effect([], ["T_TRIAGE"]),
  "first-answered": effect([], ["T_ACK", "T_FIRST_ANSWER"]),
  "feedback-given": effect(["T_FEEDBACK"], ["T_ACK", "T_FIRST_ANSWER"]),
  "question-asked": effect(["T_WAIT_INFO"], ["T_ACK"]),
  "wait-ended": effect([], ["T_WAIT_INFO"]),
  "transfer-offered": effect(["T_ACCEPT_TRANSFER"], ["T_TRIAGE"]),
  "transfer-accepted": effect(["T_TRIAGE"], ["T_ACCEPT_TRANSFER"]),
  "transfer-refused": effect(["T_TRIAGE"], ["T_ACCEPT_TRANSFER"]),
  summoned: effect(["T_SUMMON_1"], []),
  "summoned-again": effect(["T_SUMMON_2"], ["T_SUMMON_1"]),
  examined: effect([], ["T_SUMMON_1", "T_SUMMON_2"]),
  "decision-set": effect(["T_DELIVER_DECISION"], ["T_SUMMON_1", "T_SUMMON_2"]),
  "decision-delivered": effect([], ["T_DELIVER_DECISION"]),
  concluded: effect([], CLOCK_CODES),
  reopened: effect(["T_TRIAGE", "T_FEEDBACK", "T_TARGET_CLOSE"], []),
});

type Span = {
  readonly unit: "days" | "workingDays";
  readonly setting: keyof DeadlineSettings;
  readonly stopsWhileWaiting: boolean;
};

function span(
  unit: Span["unit"],
  setting: keyof DeadlineSettings,
  stopsWhileWaiting = false,
): Span {
  return Object.freeze({ unit, setting, stopsWhileWaiting });
}

export const SPANS: Readonly<Record<ClockCode, Span>> = Object.freeze({
  T_ACK: span("days", "ackDays"),
  T_TRIAGE: span("workingDays", "triageWorkingDays", true),
  T_FIRST_ANSWER: span("days", "firstAnswerDays", true),
  T_FEEDBACK: span("days", "feedbackDays"),
  T_TARGET_CLOSE: span("workingDays", "targetCloseWorkingDays", true),
  T_ACCEPT_TRANSFER: span("workingDays", "acceptTransferWorkingDays"),
  T_WAIT_INFO: span("days", "waitInfoDays"),
  T_SUMMON_1: span("workingDays", "summonWorkingDays"),
  T_SUMMON_2: span("workingDays", "summonWorkingDays"),
  T_DELIVER_DECISION: span("workingDays", "deliverDecisionWorkingDays"),
});

type Wait = { readonly from: Day; readonly until: Day | null };
type Starts = ReadonlyMap<ClockCode, Day>;
export type Counting = { readonly unit: Span["unit"]; readonly calendar: Calendar };
type Due = { readonly dueOn: Day; readonly isStopped: boolean };

function ensureOrder({ events }: CaseHistory): void {
  const isOrdered = events.every((event, index) => {
    const before = events[index - 1];
    return (
      (event.kind === "received") === (index === 0) &&
      (before === undefined || before.on <= event.on)
    );
  });
  if (events.length === 0 || !isOrdered)
    throw new RangeError("a case history starts with its receipt and runs forward");
}

function startsAfter(starts: Starts, { kind, on }: CaseEvent): Starts {
  const { starts: begun, ends } = EFFECTS[kind];
  const kept = [...starts].filter(([code]) => !ends.includes(code));
  return new Map([...kept, ...begun.map((code): [ClockCode, Day] => [code, on])]);
}

function waitsAfter(waits: readonly Wait[], { kind, on }: CaseEvent): readonly Wait[] {
  const open = waits.find(({ until }) => until === null);
  if (kind === "question-asked")
    return open === undefined ? [...waits, { from: on, until: null }] : waits;
  if (open === undefined || (kind !== "wait-ended" && kind !== "concluded")) return waits;
  return [...waits.filter((wait) => wait !== open), { from: open.from, until: on }];
}

/** The last day of a span of `count` that starts after `from`. */
export function advance(from: Day, count: number, { unit, calendar }: Counting): Day {
  return unit === "days" ? addDays(from, count) : addWorkingDays(from, count, calendar);
}

/** What is left of a span at `from` when it ends on `until`. */
export function remaining(from: Day, until: Day, { unit, calendar }: Counting): number {
  return unit === "days" ? until - from : countWorkingDays(from, until, calendar);
}

/** A wait that begins in time pushes the limit by what was left; one that begins after the limit forgives nothing. */
function dueAfterWaits(start: Day, firstDue: Day, waits: readonly Wait[], counting: Counting): Due {
  let dueOn = firstDue;
  for (const { from, until } of waits) {
    const stoppedOn = Math.max(from, start);
    if (stoppedOn > dueOn || (until !== null && until <= stoppedOn)) continue;
    if (until === null) return { dueOn, isStopped: true };
    dueOn = advance(until, remaining(stoppedOn, dueOn, counting), counting);
  }
  return { dueOn, isStopped: false };
}

/**
 * The limits that run after this history, in the order of `CLOCK_CODES`. A span counts from the day after its start, so 7
 * days from a Monday end on the next Monday. An urgent case must be acknowledged within the urgent span, and never later
 * than an ordinary one. Throws RangeError when the history does not begin with its receipt or runs backwards.
 */
export function deriveClocks(
  history: CaseHistory,
  settings: DeadlineSettings,
  calendar: Calendar,
): readonly Clock[] {
  ensureOrder(history);
  const starts = history.events.reduce(startsAfter, new Map<ClockCode, Day>() as Starts);
  const waits = history.events.reduce(waitsAfter, [] as readonly Wait[]);

  const clockOf = (code: ClockCode, start: Day): Clock => {
    const { unit, setting, stopsWhileWaiting } = SPANS[code];
    const counting = { unit, calendar };
    const ordinary = advance(start, settings[setting], counting);
    const isHurried = code === "T_ACK" && history.isUrgent;
    const hurried = isHurried
      ? addWorkingDays(start, settings.urgentAckWorkingDays, calendar)
      : ordinary;
    const due = dueAfterWaits(
      start,
      Math.min(ordinary, hurried),
      stopsWhileWaiting ? waits : [],
      counting,
    );
    const isProvisional =
      (unit === "workingDays" || isHurried) &&
      !(isFirm(start, calendar) && isFirm(due.dueOn, calendar));
    return Object.freeze({ code, ...due, isProvisional });
  };
  return CLOCK_CODES.flatMap((code) => {
    const start = starts.get(code);
    return start === undefined ? [] : [clockOf(code, start)];
  });
}
