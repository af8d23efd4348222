import {
  deriveClocks,
  DEFAULT_DEADLINES,
  NATIONAL_CALENDAR,
  promisedOn,
  type CaseEvent,
  type CaseEventKind,
  type CaseState,
  type Day,
  type Promised,
} from "@bijak/domain";
import { EnvelopeError, type MessageBody } from "@bijak/envelope";
import { readState, UNSIGNED_STEPS, type SignedState } from "../shared/state.ts";
import type { CaseFile, OpenedMessage } from "./case-file.ts";

/** What a step to a state means for the limits a reporter is promised. */
const ARRIVALS: Readonly<Partial<Record<CaseState, CaseEventKind>>> = Object.freeze({
  "awaiting-reporter": "question-asked",
  assessing: "triaged",
  concluded: "concluded",
  reopened: "reopened",
});

/** The newest state a unit has signed; `received` before the first. */
export function signedStateOf(messages: readonly OpenedMessage[]): SignedState | null {
  for (const { message } of messages.toReversed()) {
    const signed = readState(message.body);
    if (signed !== null) return signed;
  }
  return null;
}

/**
 * The dated events of a case as the signed messages tell them, as far as promises to the reporter depend on them. The
 * server's clocks are not asked: what is promised under a signature is worked out on the device.
 */
export function eventsOf({ row, messages }: CaseFile): readonly CaseEvent[] {
  const events: CaseEvent[] = [{ kind: "received", on: row.receivedOn }];
  let state: CaseState = "received";
  for (const message of messages) {
    const kinds = kindsOf(message, { state, hasAnswered: hasAnswered(events) });
    const on = Math.max(message.on, events.at(-1)?.on ?? message.on);
    events.push(...kinds.map((kind) => ({ kind, on })));
    state = stateAfter(message, state);
  }
  return events;
}

export const hasAnswered = (events: readonly CaseEvent[]): boolean =>
  events.some(({ kind }) => kind === "first-answered");

/** What any word of a unit to the reporter is: the first answer, then feedback. */
export const wordKind = (hasAnsweredBefore: boolean): CaseEventKind =>
  hasAnsweredBefore ? "feedback-given" : "first-answered";

type Before = { readonly state: CaseState; readonly hasAnswered: boolean };

function kindsOf(
  { message: { author, body } }: OpenedMessage,
  before: Before,
): readonly CaseEventKind[] {
  const isWaiting = before.state === "awaiting-reporter";
  if (author === "reporter") return isWaiting ? ["wait-ended"] : [];
  if (isRepetition(body)) return [];
  if (body.kind === "message")
    return before.state === "concluded" ? [] : [wordKind(before.hasAnswered)];
  const to = readState(body)?.code;
  return to === undefined || to === before.state ? [] : kindsOfMove(before.state, to);
}

/** Earlier replies sent again to a new receipt (R18): no new word. */
export const REPETITION = Object.freeze({ repeats: true });

const isRepetition = ({ answers }: MessageBody): boolean => answers?.["repeats"] === true;

/** A unit's own words to the reporter: what a new receipt is owed again (R18). */
export const isReply = ({ direction, message: { body } }: OpenedMessage): boolean =>
  direction === "to-reporter" && body.text !== "" && !isRepetition(body);

/** The events of a move, in order: leaving a wait ends it, taking a case acknowledges it. */
export function kindsOfMove(from: CaseState, to: CaseState): readonly CaseEventKind[] {
  if (from === "received" && to === "verifying") return ["acknowledged"];
  const left: readonly CaseEventKind[] = from === "awaiting-reporter" ? ["wait-ended"] : [];
  const arrival = ARRIVALS[to];
  return arrival === undefined ? left : [...left, arrival];
}

function stateAfter(
  { message: { author, body } }: Pick<OpenedMessage, "message">,
  state: CaseState,
): CaseState {
  if (author === "reporter") return state === "awaiting-reporter" ? "verifying" : state;
  return readState(body)?.code ?? state;
}

type Dated = Pick<CaseFile, "row" | "messages">;

/** So far the clocks of device and server may be apart before a day counts as told wrongly. */
const APART_DAYS = 1;

/** Whether the server dates something of the case in the future: what is promised would move with it. */
const isAhead = ({ row, messages }: Dated, today: Day): boolean =>
  [row.receivedOn, ...messages.map(({ on }) => on)].some((on) => on > today + APART_DAYS);

/** Whether the server's days are possible, and those of signed moves are the days that were signed with them. */
export function hasSignedDays(dated: Dated, today: Day): boolean {
  let state: CaseState = "received";
  for (const { message, on } of dated.messages) {
    const signed = message.author === "reporter" ? null : readState(message.body);
    const isMove =
      signed !== null && signed.code !== state && signed.code !== UNSIGNED_STEPS[state];
    if (isMove && Math.abs(signed.since - on) > APART_DAYS) return false;
    state = stateAfter({ message }, state);
  }
  return !isAhead(dated, today);
}

/**
 * The date the reporter is promised once these further events have happened today. Null when nothing is. Throws
 * `day-in-future` when the server dates the case ahead of this device: nothing is promised on such a day.
 */
export function promiseAfter(
  file: CaseFile,
  kinds: readonly CaseEventKind[],
  today: Day,
): Promised | null {
  if (isAhead(file, today)) throw new EnvelopeError("day-in-future");
  const events = eventsOf(file);
  const on = Math.max(today, events.at(-1)?.on ?? today);
  const history = {
    isUrgent: file.row.isUrgent,
    events: [...events, ...kinds.map((kind) => ({ kind, on }))],
  };
  return promisedOn(deriveClocks(history, DEFAULT_DEADLINES, NATIONAL_CALENDAR));
}
