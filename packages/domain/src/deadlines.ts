import { addDays, addMonths, type Day } from "./days.ts";
import { OUTCOMES, type OutcomeCode } from "./outcomes.ts";

/** The limits a case can be under. Those counted in working days skip weekends, national holidays and joint leave. */
export const CLOCK_CODES = Object.freeze([
  "T_ACK",
  "T_TRIAGE",
  "T_FIRST_ANSWER",
  "T_FEEDBACK",
  "T_TARGET_CLOSE",
  "T_ACCEPT_TRANSFER",
  "T_WAIT_INFO",
  "T_SUMMON_1",
  "T_SUMMON_2",
  "T_DELIVER_DECISION",
] as const);

export type ClockCode = (typeof CLOCK_CODES)[number];

/** A limit that is running. */
export type Clock = {
  readonly code: ClockCode;
  /** The last day in time. While stopped: where the limit stood when the wait began; it moves when the wait ends. */
  readonly dueOn: Day;
  /** True while the reporter is asked and the limit stands still. */
  readonly isStopped: boolean;
  /** True when `dueOn` was counted with holidays that are estimated or not yet decreed. */
  readonly isProvisional: boolean;
};

/** Every span is a setting of the institution. */
export type DeadlineSettings = {
  readonly ackDays: number;
  readonly urgentAckWorkingDays: number;
  readonly triageWorkingDays: number;
  readonly firstAnswerDays: number;
  readonly feedbackDays: number;
  readonly targetCloseWorkingDays: number;
  readonly acceptTransferWorkingDays: number;
  readonly waitInfoDays: number;
  readonly summonWorkingDays: number;
  readonly deliverDecisionWorkingDays: number;
  /** How long a reporter can still write after closing. */
  readonly writingDays: number;
  readonly retentionNotActionableMonths: number;
  readonly retentionClosedMonths: number;
};

export const DEFAULT_DEADLINES: DeadlineSettings = Object.freeze({
  ackDays: 7,
  urgentAckWorkingDays: 1,
  triageWorkingDays: 5,
  firstAnswerDays: 30,
  feedbackDays: 90,
  targetCloseWorkingDays: 60,
  acceptTransferWorkingDays: 5,
  waitInfoDays: 30,
  summonWorkingDays: 7,
  deliverDecisionWorkingDays: 14,
  writingDays: 30,
  retentionNotActionableMonths: 6,
  retentionClosedMonths: 24,
});

const PROMISES = ["T_ACK", "T_FIRST_ANSWER", "T_FEEDBACK"] as const satisfies readonly ClockCode[];

export type Promised = { readonly code: (typeof PROMISES)[number]; readonly dueOn: Day };

/**
 * The next date the reporter is promised (R3): acknowledgement, then first answer, then feedback. A stopped limit
 * promises nothing, so the next one that runs is named. Null when the case is closed.
 */
export function promisedOn(clocks: readonly Clock[]): Promised | null {
  for (const code of PROMISES) {
    const clock = clocks.find((running) => running.code === code && !running.isStopped);
    if (clock !== undefined) return Object.freeze({ code, dueOn: clock.dueOn });
  }
  return null;
}

/** Whether the limit has passed. A stopped limit is never overdue. */
export function isOverdue(clock: Clock, today: Day): boolean {
  return !clock.isStopped && clock.dueOn < today;
}

/** The last day a reporter can write after closing; the case is archived on the day after. */
export function writableUntil(concludedOn: Day, settings: DeadlineSettings): Day {
  return addDays(concludedOn, settings.writingDays);
}

/** The day the content is erased, unless a legal hold is set. Shorter where nothing could be followed up. */
export function retentionOn(
  outcome: OutcomeCode,
  concludedOn: Day,
  settings: DeadlineSettings,
): Day {
  const { retentionClosedMonths, retentionNotActionableMonths } = settings;
  return addMonths(
    concludedOn,
    OUTCOMES[outcome].isActionable ? retentionClosedMonths : retentionNotActionableMonths,
  );
}
