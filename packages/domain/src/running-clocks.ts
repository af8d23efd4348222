import type { Calendar } from "./calendar.ts";
import { advance, type CaseEvent, deriveClocks, EFFECTS, remaining, SPANS } from "./clocks.ts";
import { addDays, type Day } from "./days.ts";
import { type ClockCode, CLOCK_CODES, type DeadlineSettings } from "./deadlines.ts";

/**
 * [Note: Clocks without a history]
 *
 * Whoever may not keep the days of everything that happened to a case (R10) keeps only where its limits stand. One event
 * moves them on; for every history that the moves of [Note: Who moves a case] allow, the result is that of `deriveClocks`.
 * The day a wait began is not kept either: it is the day its own limit counts from.
 */
export type RunningClock = {
  readonly code: ClockCode;
  readonly dueOn: Day;
  readonly isStopped: boolean;
};

export type ClockRules = {
  readonly isUrgent: boolean;
  readonly settings: DeadlineSettings;
  readonly calendar: Calendar;
};

/**
 * The limits after one more event, in the order of `CLOCK_CODES`. Takes those that ran before it; none before `received`.
 * Throws RangeError for a second question while the first is open, and for a limit that would begin while one is open.
 */
export function clocksAfter(
  running: readonly RunningClock[],
  event: CaseEvent,
  rules: ClockRules,
): readonly RunningClock[] {
  const { starts, ends } = EFFECTS[event.kind];
  const askedOn = findQuestion(running, rules.settings);
  ensureCountable(event, askedOn);
  const isOver = event.kind === "wait-ended" || event.kind === "concluded";
  const moved = running.map((clock) =>
    isOver && askedOn !== null && clock.isStopped
      ? resumed(clock, askedOn, event.on, rules)
      : clock,
  );
  const kept = moved.filter(({ code }) => !ends.includes(code) && !starts.includes(code));
  const begun = freshClocks(starts, event.on, rules);
  const all = [...kept, ...begun].map((clock) =>
    event.kind === "question-asked" ? stopped(clock, event.on) : clock,
  );
  return all.toSorted((a, b) => CLOCK_CODES.indexOf(a.code) - CLOCK_CODES.indexOf(b.code));
}

function findQuestion(running: readonly RunningClock[], settings: DeadlineSettings): Day | null {
  const wait = running.find(({ code }) => code === "T_WAIT_INFO");
  return wait === undefined ? null : addDays(wait.dueOn, -settings.waitInfoDays);
}

function ensureCountable({ kind }: CaseEvent, askedOn: Day | null): void {
  const begins = EFFECTS[kind].starts.some((code) => SPANS[code].stopsWhileWaiting);
  if (askedOn !== null && (kind === "question-asked" || begins))
    throw new RangeError("a question is open: no second one and no new limit before it ends");
}

/** The span of each limit, counted from `on`: a report received that day would have the same. */
function freshClocks(
  codes: readonly ClockCode[],
  on: Day,
  { isUrgent, settings, calendar }: ClockRules,
): readonly RunningClock[] {
  const received = deriveClocks(
    { isUrgent, events: [{ kind: "received", on }] },
    settings,
    calendar,
  );
  return codes.map((code) => {
    const { unit, setting } = SPANS[code];
    const known = received.find((clock) => clock.code === code);
    const dueOn = known?.dueOn ?? advance(on, settings[setting], { unit, calendar });
    return Object.freeze({ code, dueOn, isStopped: false });
  });
}

/** A limit that has already passed is not forgiven by a question. */
function stopped(clock: RunningClock, on: Day): RunningClock {
  const stops = SPANS[clock.code].stopsWhileWaiting && on <= clock.dueOn;
  return stops ? Object.freeze({ ...clock, isStopped: true }) : clock;
}

function resumed(
  clock: RunningClock,
  askedOn: Day,
  on: Day,
  { calendar }: ClockRules,
): RunningClock {
  const counting = { unit: SPANS[clock.code].unit, calendar };
  const dueOn = advance(on, remaining(askedOn, clock.dueOn, counting), counting);
  return Object.freeze({ ...clock, dueOn, isStopped: false });
}
