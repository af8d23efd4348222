import { ApiError } from "@bijak/contract";
import { findTransition, type CaseEventKind, type CaseState } from "@bijak/domain";
import type { MessageBody } from "@bijak/envelope";
import { stateBody } from "../shared/state.ts";
import { loadCase, type CaseFile } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import type { Desk } from "./desk.ts";
import { addPending, triageFacts } from "./facts.ts";
import {
  eventsOf,
  hasAnswered,
  kindsOfMove,
  promiseAfter,
  signedStateOf,
  wordKind,
} from "./history.ts";
import { ensureState } from "./inbox.ts";
import { openCase } from "./open-case.ts";
import type { RecordEntry, TriageChoice } from "./record.ts";
import { takeStep, type StepDraft } from "./step.ts";

/**
 * Sorts a case: the category of record goes into the sealed record, what may be counted waits in the unit's sealed record.
 * Verifying becomes assessing. Throws `move-impossible` from any other state.
 */
export async function triage(desk: Desk, caseId: string, choice: TriageChoice): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  const on = desk.today();
  const facts = triageFacts(desk, file, choice);
  const entry: RecordEntry = { kind: "triage", on, ...choice, facts };
  ensureAlone(desk, file, "assessing");
  if (file.row.state !== "verifying") throw new ApiError("move-impossible");
  await takeStep(desk, file, { ...moveDraft(desk, file, { to: "assessing" }), records: [entry] });
  await addPending(
    desk,
    file.unit,
    facts.map((fact) => ({ on, fact })),
  );
  return openCase(desk, caseId);
}

/** Where a case goes on from here by `takeCase`, and by `receiveTransfer` or `takeBack`. */
const FROM_ELSEWHERE: readonly string[] = ["received", "transferring"];

type Move = { readonly to: CaseState; readonly text?: string | null | undefined };

/**
 * Moves a case to a state that one member may move it to, with a word to the reporter if there is one. The reporter is told
 * the state under signature. Throws `move-impossible` for a move that needs two persons or has a function of its own,
 * `role-missing` when this member may not make it.
 */
export async function moveCase(desk: Desk, caseId: string, { to, text }: Move): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  const isTriage = file.row.state === "verifying" && to === "assessing";
  const hasOwnFunction = to === "awaiting-reporter" || FROM_ELSEWHERE.includes(file.row.state);
  if (isTriage || hasOwnFunction) {
    throw new ApiError("move-impossible");
  }
  ensureAlone(desk, file, to);
  await takeStep(desk, file, moveDraft(desk, file, { to, text: text?.trim() ?? "" }));
  return openCase(desk, caseId);
}

export type ReplyKind = "message" | "question";

/**
 * Writes to the reporter. A question moves verifying to awaiting-reporter and stops the clocks that wait for the answer.
 * Throws `move-impossible` for a question in any other state and before the case is taken.
 */
export async function reply(
  desk: Desk,
  caseId: string,
  { text, kind }: { readonly text: string; readonly kind: ReplyKind },
): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  const body: MessageBody = { kind, text: ensureText(text), files: [] };
  if (kind === "question") {
    ensureAlone(desk, file, "awaiting-reporter");
    const { toReporter, ...draft } = moveDraft(desk, file, { to: "awaiting-reporter" });
    await takeStep(desk, file, { ...draft, toReporter: [body, ...(toReporter ?? [])] });
  } else {
    await takeStep(desk, file, {
      toReporter: [body, ...promiseNews(desk, file)],
      answers: answersOf(file),
    });
  }
  return openCase(desk, caseId);
}

/** Writes for colleagues only: sealed to a case key that the reporter never had. Throws `move-impossible` before the case is taken. */
export async function writeNote(
  desk: Desk,
  caseId: string,
  { text }: { readonly text: string },
): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  await takeStep(desk, file, { internal: [{ kind: "note", text: ensureText(text), files: [] }] });
  return openCase(desk, caseId);
}

function ensureText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") throw new ApiError("request-malformed");
  return trimmed;
}

function ensureAlone({ me }: Desk, { row }: CaseFile, to: CaseState): void {
  const rule = findTransition(ensureState(row.state), to);
  if (rule === null || rule.isTwoPerson) throw new ApiError("move-impossible");
  if (!me.roles.some((role) => rule.by.includes(role))) throw new ApiError("role-missing");
}

type Moving = {
  readonly to: CaseState;
  readonly text?: string;
  readonly outcome?: string | null;
  /** Where the case is forwarded to. */
  readonly unit?: string;
};

/** The messages and answers of a move: the text if there is one, then the signed state with what is promised from now on. */
export function moveDraft(
  desk: Desk,
  file: CaseFile,
  { to, text = "", outcome = null, unit }: Moving,
): StepDraft {
  const on = desk.today();
  const from = ensureState(file.row.state);
  const words: readonly MessageBody[] = text === "" ? [] : [{ kind: "message", text, files: [] }];
  const answered =
    text === "" || from === "concluded" ? [] : [wordKind(hasAnswered(eventsOf(file)))];
  const promise = promiseAfter(file, [...answered, ...kindsOfMove(from, to)], on);
  const told = { code: to, since: on, promise, outcome };
  const state = stateBody(unit === undefined ? told : { ...told, unit });
  return {
    to,
    toReporter: [...words, state],
    ...(text === "" ? {} : { answers: answersOf(file) }),
  };
}

const answersOf = (file: CaseFile): NonNullable<StepDraft["answers"]> =>
  hasAnswered(eventsOf(file)) ? ["feedback"] : ["first-answer"];

/** A reply keeps a promise and begins the next: the reporter is told the new date. Nothing is promised in a closed case. */
function promiseNews(desk: Desk, file: CaseFile): readonly MessageBody[] {
  if (file.row.state === "concluded") return [];
  return [stateNow(desk, file, { kinds: [wordKind(hasAnswered(eventsOf(file)))] })];
}

type Present = {
  /** What has happened today besides. */
  readonly kinds?: readonly CaseEventKind[];
  /** The unit that has taken over. */
  readonly unit?: string;
};

/** The state that a case is in already, as it is told again with what is promised from now on. */
export function stateNow(
  desk: Desk,
  file: CaseFile,
  { kinds = [], unit }: Present = {},
): MessageBody {
  const code = ensureState(file.row.state);
  const { since = desk.today(), outcome = null } = signedStateOf(file.messages) ?? {};
  const promise = promiseAfter(file, kinds, desk.today());
  const told = { code, since, promise, outcome: code === "concluded" ? outcome : null };
  return stateBody(unit === undefined ? told : { ...told, unit });
}
