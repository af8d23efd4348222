import { isCaseState, type CaseState, type Day, type Promised } from "@bijak/domain";
import type { MessageBody } from "@bijak/envelope";

/** Where a case stands, as a unit tells it to the reporter under its signature (R16). */
export type SignedState = {
  readonly code: CaseState;
  readonly since: Day;
  readonly promise: { readonly code: string; readonly dueOn: Day } | null;
  /** Outcome class, once concluded. */
  readonly outcome: string | null;
  /** The unit it is forwarded to, or that has taken over; null when it stays where it is. */
  readonly unit: string | null;
};

type NewState = Omit<SignedState, "promise" | "unit"> & {
  readonly promise: Promised | null;
  readonly unit?: string;
};

/** The body of a `state` message. */
export function stateBody({ code, since, promise, outcome, unit }: NewState): MessageBody {
  return Object.freeze({
    kind: "state",
    text: "",
    files: [],
    ...(promise === null ? {} : { answers: { promiseCode: promise.code } }),
    state: {
      code,
      ...(outcome === null ? {} : { outcome }),
      ...(promise === null ? {} : { promisedOn: promise.dueOn }),
      since,
      ...(unit === undefined ? {} : { unit }),
    },
  });
}

/** What a body of kind `state` says; null for any other body and for states this program does not know. */
export function readState({ state, answers }: MessageBody): SignedState | null {
  if (state === undefined || !isCaseState(state.code)) return null;
  const code = answers?.["promiseCode"];
  const promise =
    state.promisedOn === undefined || typeof code !== "string"
      ? null
      : { code, dueOn: state.promisedOn };
  return {
    code: state.code,
    since: state.since,
    promise,
    outcome: state.outcome ?? null,
    unit: state.unit ?? null,
  };
}

/** States that a case reaches without a word of the unit: by the reporter's answer or by a date. */
export const UNSIGNED_STEPS: Readonly<Partial<Record<CaseState, CaseState>>> = Object.freeze({
  "awaiting-reporter": "verifying",
  concluded: "archived",
});

type Since = {
  /** The reporter has written after the signed state. */
  readonly hasWritten: boolean;
  /** What the server's index says. */
  readonly indexed: CaseState;
};

/** Where a case stands that a unit signed as `signed`: moved on by what needs no signature, else just there. */
export function movedOn(signed: CaseState, { hasWritten, indexed }: Since): CaseState {
  const next = UNSIGNED_STEPS[signed];
  if (next === undefined) return signed;
  const hasAnswered = signed === "awaiting-reporter" && hasWritten;
  return hasAnswered || indexed === next ? next : signed;
}
