import type { Mailbox } from "@bijak/client/reporter";
import type { Slip } from "./codeText.ts";

export type EntryProblem =
  | Slip
  | {
      readonly code:
        | "mailbox-not-found"
        | "network"
        | "rate-limited"
        | "damaged"
        | "rolled-back"
        | "other";
    };

/** What a person writes into an open mailbox. */
export type Written = "answer" | "message";

/** How the newest act in an open mailbox is doing. */
export type Act =
  | { readonly kind: "none" }
  | { readonly kind: "sending"; readonly what: Written }
  | { readonly kind: "uploading"; readonly name: string; readonly share: number }
  | { readonly kind: "burning" }
  | { readonly kind: "changing" }
  | { readonly kind: "done"; readonly what: Written | "files" | "code" }
  /** `code-now`: surely nothing was changed, because the unit is changing its own key. */
  | { readonly kind: "failed"; readonly what: Written | "burn" | "code" | "code-now" }
  /** Some files have not arrived; their own names, for the person only. */
  | { readonly kind: "files-missing"; readonly names: readonly string[] };

type Entry = {
  readonly kind: "entry";
  readonly text: string;
  readonly problem: EntryProblem | null;
  readonly attempt: number;
  readonly isOpening: boolean;
};

type Open = {
  readonly kind: "open";
  readonly mailbox: Mailbox;
  readonly answer: string;
  readonly message: string;
  readonly act: Act;
  /** The network is away and the act under way is tried again. */
  readonly isWaiting: boolean;
};

export type State = (Entry & { readonly isWaiting: boolean }) | Open | { readonly kind: "burnt" };

export type Event =
  | { readonly kind: "typed"; readonly text: string }
  | { readonly kind: "opening" }
  | { readonly kind: "waiting" }
  | { readonly kind: "refused"; readonly problem: EntryProblem }
  | { readonly kind: "opened"; readonly mailbox: Mailbox }
  | { readonly kind: "answer-typed" | "message-typed"; readonly text: string }
  | { readonly kind: "acted"; readonly act: Act }
  /** Something arrived. `mailbox` is how it stands now; `null` when that could not be fetched. */
  | { readonly kind: "arrived"; readonly what: Written; readonly mailbox: Mailbox | null }
  | {
      readonly kind: "files-arrived";
      readonly missing: readonly string[];
      readonly mailbox: Mailbox | null;
    }
  /** Only the new code opens this mailbox now. */
  | { readonly kind: "code-changed"; readonly mailbox: Mailbox | null }
  | { readonly kind: "burnt" };

export const FIRST_STATE: State = Object.freeze({
  kind: "entry",
  text: "",
  problem: null,
  attempt: 0,
  isOpening: false,
  isWaiting: false,
});

const NO_ACT: Act = Object.freeze({ kind: "none" });

/** The next state. Events that make no sense where the state is change nothing. */
export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case "opened":
      return {
        kind: "open",
        mailbox: event.mailbox,
        answer: "",
        message: "",
        act: NO_ACT,
        isWaiting: false,
      };
    case "burnt":
      return { kind: "burnt" };
    case "waiting":
      return state.kind === "burnt" ? state : { ...state, isWaiting: true };
    case "typed":
    case "opening":
    case "refused":
      return state.kind === "entry" ? reduceEntry(state, event) : state;
    default:
      return state.kind === "open" ? reduceOpen(state, event) : state;
  }
}

type EntryState = Extract<State, { kind: "entry" }>;
type EntryEvent = Extract<Event, { kind: "typed" | "opening" | "refused" }>;

function reduceEntry(state: EntryState, event: EntryEvent): State {
  switch (event.kind) {
    case "typed":
      return { ...state, text: event.text };
    case "opening":
      return { ...state, problem: null, isOpening: true, isWaiting: false };
    case "refused":
      return { ...state, problem: event.problem, attempt: state.attempt + 1, isOpening: false };
  }
}

type OpenEvent = Extract<
  Event,
  {
    kind: "answer-typed" | "message-typed" | "acted" | "arrived" | "files-arrived" | "code-changed";
  }
>;

function reduceOpen(state: Open, event: OpenEvent): State {
  switch (event.kind) {
    case "answer-typed":
      return { ...state, answer: event.text };
    case "message-typed":
      return { ...state, message: event.text };
    case "acted":
      return { ...state, act: event.act, isWaiting: false };
    case "arrived":
      return {
        ...state,
        ...settled(state, event.mailbox),
        [event.what]: "",
        act: { kind: "done", what: event.what },
      };
    case "code-changed":
      return { ...state, ...settled(state, event.mailbox), act: { kind: "done", what: "code" } };
    case "files-arrived":
      return { ...state, ...settled(state, event.mailbox), act: actOfFiles(event.missing) };
  }
}

const settled = ({ mailbox }: Open, renewed: Mailbox | null) => ({
  mailbox: renewed ?? mailbox,
  isWaiting: false,
});

const actOfFiles = (missing: readonly string[]): Act =>
  missing.length === 0
    ? { kind: "done", what: "files" }
    : { kind: "files-missing", names: missing };

/** True while something is under way, so that nothing else is started beside it. */
export const isBusy = ({ kind }: Act): boolean =>
  kind === "sending" || kind === "uploading" || kind === "burning" || kind === "changing";

/** True while closing the page would lose text or break off a file or a change of code. */
export function wouldLose(state: State): boolean {
  if (state.kind !== "open") return false;
  return isBusy(state.act) || state.answer.trim() !== "" || state.message.trim() !== "";
}
