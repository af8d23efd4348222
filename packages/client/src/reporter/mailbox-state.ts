import { ApiError, type MailboxReply } from "@bijak/contract";
import {
  isCaseState,
  OUTCOME_CLASSES,
  type CaseState,
  type Day,
  type OutcomeClass,
} from "@bijak/domain";
import { movedOn, readState, type SignedState } from "../shared/state.ts";
import { isOwn, type OpenedRow } from "./opened-row.ts";

export type MailboxState = {
  readonly code: CaseState;
  readonly since: Day;
  readonly promisedOn: Day | null;
  readonly promiseCode: string | null;
  /** The promised day has passed. */
  readonly isLate: boolean;
  readonly outcome: OutcomeClass | null;
  /** A unit has signed this. False only before the first word of a unit. */
  readonly isSigned: boolean;
  /** The server's own index says something else, for which no rule gives a reason. */
  readonly differsFromIndex: boolean;
};

type Told = { readonly index: number; readonly signed: SignedState };

/** What the reporter is told of the case: the newest signed state, moved on by what needs no signature. */
export function stateOf(
  reply: MailboxReply,
  opened: readonly OpenedRow[],
  today: Day,
): MailboxState {
  if (!isCaseState(reply.state)) throw new ApiError("reply-malformed");
  const told = newestSigned(opened);
  if (told === null)
    return unsignedState(reply, reply.state, {
      today,
      hasFormer: opened.some((one) => !isOwn(one)),
    });
  const { index, signed } = told;
  const hasWritten = hasWrittenAfter(index, opened);
  const code = movedOn(signed.code, { hasWritten, indexed: reply.state });
  const due = code === "concluded" || code === "archived" ? null : signed.promise;
  return Object.freeze({
    code,
    since: signed.since,
    promisedOn: due?.dueOn ?? null,
    promiseCode: due?.code ?? null,
    isLate: due !== null && due.dueOn < today,
    outcome: outcomeOf(signed),
    isSigned: true,
    differsFromIndex: code !== reply.state,
  });
}

/** Whether the newest question of the unit has no answer yet. */
export const waitsForAnswer = ({ code }: MailboxState, opened: readonly OpenedRow[]): boolean =>
  code === "awaiting-reporter" && opened.some(({ message }) => message?.body.kind === "question");

function newestSigned(opened: readonly OpenedRow[]): Told | null {
  for (const { row, message } of opened.toReversed()) {
    const signed = message === null ? null : readState(message.body);
    if (signed !== null) return { index: row.index, signed };
  }
  return null;
}

const hasWrittenAfter = (index: number, opened: readonly OpenedRow[]): boolean =>
  opened.some((one) => isOwn(one) && one.row.index > index);

type Unsigned = { readonly today: Day; readonly hasFormer: boolean };

/** Before the first word of a unit a case is received. When the words before were sealed to a former receipt, only the server's index is left. */
function unsignedState(
  reply: MailboxReply,
  indexed: CaseState,
  { today, hasFormer }: Unsigned,
): MailboxState {
  const promise = reply.promise;
  const code = hasFormer ? indexed : "received";
  return Object.freeze({
    code,
    since: reply.receivedOn,
    promisedOn: promise?.dueOn ?? null,
    promiseCode: promise?.code ?? null,
    isLate: promise !== null && promise.dueOn < today,
    outcome: null,
    isSigned: false,
    differsFromIndex: indexed !== code,
  });
}

const isOutcomeClass = (text: string): text is OutcomeClass => Object.hasOwn(OUTCOME_CLASSES, text);

const outcomeOf = ({ code, outcome }: SignedState): OutcomeClass | null =>
  (code === "concluded" || code === "archived") && outcome !== null && isOutcomeClass(outcome)
    ? outcome
    : null;
