import type { Enrolled } from "@bijak/client/people";
import type { Failure } from "../lib/calls/protocol.ts";
import type { Invitation } from "./invite.rpc.ts";

/** Where the invited person stands. */
export type State =
  | { readonly at: "opening" }
  /** The address had no token, or lost it when the page was loaded anew. */
  | { readonly at: "no-token" }
  /** The server did not answer; nothing was sent. */
  | { readonly at: "unreached" }
  /** Used, withdrawn or expired. `isUncertain`: a try of this very page may have used it. */
  | { readonly at: "refused"; readonly isUncertain: boolean }
  | Choosing
  | { readonly at: "paper"; readonly login: string; readonly enrolled: WithPaper }
  | { readonly at: "done"; readonly fingerprint: readonly string[] };

/** The ways are chosen; while `isWorking` the keys are made. What was typed stays in the form through every failure. */
export type Choosing = {
  readonly at: "choosing";
  readonly invitation: Invitation;
  readonly isWorking: boolean;
  readonly failure: Failure | null;
  /** An answer was lost after keys had been sent: the server may have them. */
  readonly isUncertain: boolean;
};

type WithPaper = Enrolled & { readonly paperKey: string };

export type Event =
  | { readonly kind: "token-missing" }
  | { readonly kind: "opened"; readonly invitation: Invitation }
  | { readonly kind: "tried-again" }
  | { readonly kind: "started" }
  | { readonly kind: "enrolled"; readonly enrolled: Enrolled }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "paper-kept" };

export const OPENING: State = Object.freeze({ at: "opening" });

/** The next state. Events that do not fit where the person stands change nothing. */
export function next(state: State, event: Event): State {
  switch (event.kind) {
    case "token-missing":
      return { at: "no-token" };
    case "opened":
      return choosing(event.invitation);
    case "tried-again":
      return OPENING;
    case "started":
      return state.at === "choosing" ? { ...state, isWorking: true, failure: null } : state;
    case "enrolled":
      return state.at === "choosing" ? afterEnrolment(state, event.enrolled) : state;
    case "failed":
      return afterFailure(state, event.failure);
    case "paper-kept":
      return state.at === "paper" ? { at: "done", fingerprint: state.enrolled.fingerprint } : state;
  }
}

const choosing = (invitation: Invitation): Choosing => ({
  at: "choosing",
  invitation,
  isWorking: false,
  failure: null,
  isUncertain: false,
});

function afterEnrolment({ invitation }: Choosing, { fingerprint, paperKey }: Enrolled): State {
  return paperKey === null
    ? { at: "done", fingerprint }
    : { at: "paper", login: invitation.login, enrolled: { fingerprint, paperKey } };
}

function afterFailure(state: State, failure: Failure): State {
  const isUncertain = state.at === "choosing" && state.isUncertain;
  if (failure.code === "invitation-refused") return { at: "refused", isUncertain };
  if (state.at !== "choosing") return { at: "unreached" };
  const isLost = failure.code === "network" || failure.code === "reply-malformed";
  return { ...state, isWorking: false, failure, isUncertain: isUncertain || isLost };
}

/** Whether closing the page now would lose something. */
export const isAtRisk = (state: State): boolean =>
  state.at === "paper" || (state.at === "choosing" && state.isWorking);
