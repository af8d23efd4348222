import type { Acknowledgement } from "@bijak/client/reporter";
import type { Question } from "../lib/reporter/confirmation.ts";
import { EMPTY_DRAFT, filledLinks, type Draft } from "./draft.ts";
import { isKept, keepCode, type CodeKeeping, type KeepingEvent } from "./keeping.ts";
import { readLinks } from "./links.ts";
import type { Problem } from "./problems.ts";
import { FORM_STEPS, type Step } from "./steps.ts";
import {
  addFiles,
  changeUpload,
  countUploads,
  type EvidenceFile,
  type UploadState,
} from "../lib/reporter/evidence.ts";

/** How far the text of the report is. Nothing but `stored` means that the server keeps it. */
export type Sending =
  | { readonly kind: "idle" }
  | { readonly kind: "sending"; readonly isWaiting: boolean }
  | { readonly kind: "failed"; readonly code: string }
  | { readonly kind: "stored"; readonly acknowledgement: Acknowledgement };

/** How far the locked name is, which travels after the text; `none` for a report without one. */
export type NameSending = "none" | "waiting" | "sending" | "failed" | "stored";

export type State = {
  readonly step: Step;
  readonly draft: Draft;
  readonly files: readonly EvidenceFile[];
  readonly problems: readonly Problem[];
  /** Grows with every press of Lanjut that found problems, so that the focus returns to them. */
  readonly attempt: number;
  /** True while one answer is changed from the check page; Lanjut then returns there. */
  readonly isChanging: boolean;
  readonly sending: Sending;
  readonly name: NameSending;
  readonly code: CodeKeeping | null;
};

export const FIRST_STATE: State = Object.freeze({
  step: "start",
  draft: EMPTY_DRAFT,
  files: Object.freeze([]),
  problems: Object.freeze([]),
  attempt: 0,
  isChanging: false,
  sending: Object.freeze({ kind: "idle" }),
  name: "none",
  code: null,
});

export type Event =
  | { readonly kind: "begun" }
  | { readonly kind: "edited"; readonly patch: Partial<Draft> }
  | { readonly kind: "next-pressed"; readonly problems: readonly Problem[] }
  | { readonly kind: "went-back" }
  | { readonly kind: "change-pressed"; readonly step: Step }
  | { readonly kind: "problems-found"; readonly step: Step; readonly problems: readonly Problem[] }
  | { readonly kind: "files-chosen"; readonly files: readonly File[] }
  | { readonly kind: "file-removed"; readonly id: number }
  | {
      readonly kind: "send-pressed";
      readonly groups: readonly string[];
      readonly questions: readonly Question[];
    }
  | { readonly kind: "send-waiting" }
  | { readonly kind: "send-failed"; readonly code: string }
  | { readonly kind: "send-retried" }
  | { readonly kind: "text-stored"; readonly acknowledgement: Acknowledgement }
  | { readonly kind: "name-changed"; readonly name: NameSending }
  | { readonly kind: "upload-changed"; readonly id: number; readonly upload: UploadState }
  | KeepingEvent
  | { readonly kind: "finished" }
  | { readonly kind: "code-shown" };

const clean = { problems: FIRST_STATE.problems } as const;

/** The next state. Events that make no sense where the state is change nothing. */
export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case "begun":
      return state.step === "start" ? { ...state, ...clean, step: "what" } : state;
    case "edited":
      return { ...state, draft: edit(state.draft, event.patch) };
    case "next-pressed":
      return event.problems.length > 0 ? withProblems(state, event.problems) : nextStep(state);
    case "went-back":
      return previousStep(state);
    case "change-pressed":
      return { ...state, ...clean, step: event.step, isChanging: true };
    case "problems-found":
      return withProblems({ ...state, step: event.step, isChanging: true }, event.problems);
    case "files-chosen":
      return { ...state, files: addFiles(state.files, event.files) };
    case "file-removed":
      return { ...state, files: state.files.filter(({ id }) => id !== event.id) };
    default:
      return reduceSending(state, event);
  }
}

type SendingEvent = Exclude<
  Event,
  {
    kind:
      | "begun"
      | "edited"
      | "next-pressed"
      | "went-back"
      | "change-pressed"
      | "problems-found"
      | "files-chosen"
      | "file-removed";
  }
>;

function reduceSending(state: State, event: SendingEvent): State {
  switch (event.kind) {
    case "send-pressed":
      return startSending(state, event.groups, event.questions);
    case "send-waiting":
      return state.sending.kind === "sending"
        ? { ...state, sending: { kind: "sending", isWaiting: true } }
        : state;
    case "send-failed":
      return state.sending.kind === "stored"
        ? state
        : { ...state, sending: { kind: "failed", code: event.code } };
    case "send-retried":
      return state.sending.kind === "stored"
        ? state
        : { ...state, sending: { kind: "sending", isWaiting: false } };
    case "text-stored":
      return {
        ...state,
        draft: EMPTY_DRAFT,
        sending: { kind: "stored", acknowledgement: event.acknowledgement },
      };
    case "name-changed":
      return { ...state, name: event.name };
    case "upload-changed":
      return { ...state, files: changeUpload(state.files, event.id, event.upload) };
    case "finished":
      return canFinish(state) ? { ...state, step: "done" } : state;
    case "code-shown":
      return state.code ? { ...state, step: "code" } : state;
    default:
      return state.code ? { ...state, code: keepCode(state.code, event) } : state;
  }
}

const withProblems = (state: State, problems: readonly Problem[]): State => ({
  ...state,
  problems,
  attempt: state.attempt + 1,
});

/** A chosen unit stands until an answer it rests on changes; an account read from a link stands until it is typed over. */
function edit(draft: Draft, patch: Partial<Draft>): Draft {
  const next = { ...draft, ...patch };
  const isUnitOpen = "office" in patch || "involvement" in patch;
  const isTyped = "account" in patch;
  return {
    ...next,
    chosenUnit: isUnitOpen ? null : next.chosenUnit,
    isAccountFromLink: isTyped ? false : next.isAccountFromLink,
  };
}

/** Fills in what the links show, unless the person has typed an account. */
function readDraftLinks(draft: Draft): Draft {
  if (!draft.hasLink || (draft.account !== "" && !draft.isAccountFromLink)) return draft;
  const { account } = readLinks(filledLinks(draft));
  return { ...draft, account: account ?? "", isAccountFromLink: account !== null };
}

function nextStep(state: State): State {
  const at = FORM_STEPS.indexOf(state.step);
  const next = state.isChanging ? "check" : FORM_STEPS[at + 1];
  if (at === -1 || next === undefined) return state;
  const draft = state.step === "where" ? readDraftLinks(state.draft) : state.draft;
  return { ...state, ...clean, draft, step: next, isChanging: false };
}

/** Back never shows the form again once the report is on its way: the code stays in view. */
function previousStep(state: State): State {
  if (state.step === "done") return { ...state, step: "code" };
  if (state.step === "code")
    return canReturnToForm(state) ? { ...state, ...clean, step: "check" } : state;
  if (state.isChanging) return { ...state, ...clean, step: "check", isChanging: false };
  const at = FORM_STEPS.indexOf(state.step);
  const previous = FORM_STEPS[at - 1];
  return previous === undefined
    ? { ...state, step: "start" }
    : { ...state, ...clean, step: previous };
}

/** The same code is kept when a refused report is sent again: it may already stand on paper. */
function startSending(
  state: State,
  groups: readonly string[],
  questions: readonly Question[],
): State {
  const isSame = state.code?.groups.join("") === groups.join("");
  const code = isSame
    ? state.code
    : { groups, questions, isAskingRefusal: false, isRefused: false };
  const name = state.draft.identity === "locked" ? "waiting" : "none";
  const sending = { kind: "sending", isWaiting: false } as const;
  return { ...state, ...clean, step: "code", code, sending, name };
}

/**
 * Refusals after which the server surely keeps nothing. After any other failure the report may have arrived, so that
 * only the very same bytes may be sent again.
 */
const CERTAIN_REFUSALS: readonly string[] = [
  "unit-closed",
  "unit-unknown",
  "storage-full",
  "rate-limited",
  "challenge-refused",
  "directory-outdated",
  "ciphertext-refused",
  "request-malformed",
  "request-too-large",
  "report-conflict",
];

/** True when the server has refused the report for good, so that the person may change it. */
export const canReturnToForm = ({ sending }: State): boolean =>
  sending.kind === "failed" && CERTAIN_REFUSALS.includes(sending.code);

/** True when the code is confirmed or refused and the text is stored: only then may the code page be left. */
export function canFinish(state: State): boolean {
  return state.sending.kind === "stored" && isKept(state.code);
}

/** What belongs to the report and travels after its text: the locked name, then the files. */
export type Rest = {
  readonly isNameMissing: boolean;
  readonly filesMissing: number;
  /** Something is under way or waits for its turn; otherwise what is missing has failed. */
  readonly isUnderWay: boolean;
};

/** How far the rest is. */
export function restOf({ name, files }: State): Rest {
  const { stored, open } = countUploads(files);
  return {
    isNameMissing: name !== "none" && name !== "stored",
    filesMissing: files.length - stored,
    isUnderWay: open > 0 || name === "waiting" || name === "sending",
  };
}

/** True while closing the page would lose something: an unsent report, an unkept code, a name or a file under way. */
export function wouldLose(state: State): boolean {
  if (state.code === null) return false;
  const { isNameMissing, filesMissing } = restOf(state);
  return !canFinish(state) || isNameMissing || filesMissing > 0;
}
