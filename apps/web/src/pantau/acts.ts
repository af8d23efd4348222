import {
  burnReceipt,
  loadInstitution,
  openMailbox,
  sendEvidence,
  sendMailboxMessage,
  type Institution,
  type Mailbox,
  type ReporterApi,
  type ReporterThread,
} from "@bijak/client/reporter";
import { ApiError } from "@bijak/contract";
import { dayOf } from "@bijak/domain";
import {
  deriveReporterKeys,
  EnvelopeError,
  type Receipt,
  type ReporterKeys,
} from "@bijak/envelope";
import { neutralName } from "../lib/reporter/evidence.ts";
import type { Solver } from "../lib/solver.ts";
import { readCode } from "./codeText.ts";
import type { Act, EntryProblem, Event, Written } from "./machine.ts";

type Parts = {
  readonly api: ReporterApi;
  readonly institution: Institution;
  readonly solver: Solver;
  readonly dispatch: (event: Event) => void;
};

/** Keys and thread of the open mailbox, in memory until `wipe`. */
type Held = Omit<Parts, "institution"> & {
  /** As loaded with the page, or anew when something was signed with a key that it does not know. */
  institution: Institution;
  keys: ReporterKeys | null;
  thread: ReporterThread | null;
  stopper: AbortController;
};

/** What a person can do at the mailbox. */
export type Acts = {
  readonly open: (text: string) => void;
  readonly write: (what: Written, text: string) => void;
  readonly addFiles: (files: readonly File[]) => void;
  readonly burn: () => void;
  /** Puts this code in the place of the one with which the mailbox was opened. */
  readonly changeCode: (receipt: Receipt) => void;
  /** Stops everything and forgets keys and messages. */
  readonly wipe: () => void;
};

export function createActs(parts: Parts): Acts {
  const held: Held = { ...parts, keys: null, thread: null, stopper: new AbortController() };
  return {
    open: (text) => open(held, text),
    write: (what, text) => write(held, what, text),
    addFiles: (files) => addFiles(held, files),
    burn: () => burn(held),
    changeCode: (receipt) => changeCode(held, receipt),
    wipe: () => {
      held.stopper.abort();
      Object.assign(held, { keys: null, thread: null, stopper: new AbortController() });
      held.solver.stop();
    },
  };
}

const NAMED_PROBLEMS = ["mailbox-not-found", "rate-limited", "network"] as const;

/** What a failure to open means; nothing that is not authentic is ever shown. */
function problemOf(fault: unknown): EntryProblem {
  if (fault instanceof EnvelopeError)
    return { code: fault.code === "card-rolled-back" ? "rolled-back" : "damaged" };
  const named =
    fault instanceof ApiError ? NAMED_PROBLEMS.find((code) => code === fault.code) : undefined;
  return { code: named ?? "other" };
}

/** Tells what became of the work, unless the page is being left. */
function settle(held: Held, work: Promise<Event>, failed: (fault: unknown) => Event): void {
  const { signal } = held.stopper;
  work.then(held.dispatch, (fault: unknown) => {
    if (!signal.aborted) held.dispatch(failed(fault));
  });
}

/** What every call to the server needs. Throws when no mailbox is open. */
function callOf({ api, institution, keys, solver, stopper, dispatch }: Held) {
  if (!keys) throw new Error("no mailbox is open");
  const onWait = (): void => dispatch({ kind: "waiting" });
  return { api, institution, keys, solve: solver.solve, signal: stopper.signal, onWait } as const;
}

function ensureThread({ thread }: Held): ReporterThread {
  if (!thread) throw new Error("no mailbox is open");
  return thread;
}

function open(held: Held, text: string): void {
  const read = readCode(text);
  if (typeof read !== "string") return held.dispatch({ kind: "refused", problem: read });
  held.dispatch({ kind: "opening" });
  settle(held, unlock(held, read), (fault) => ({ kind: "refused", problem: problemOf(fault) }));
}

async function unlock(held: Held, receipt: Receipt): Promise<Event> {
  held.keys = await deriveReporterKeys(held.institution.realm, receipt);
  return { kind: "opened", mailbox: await fetchMailbox(held) };
}

async function fetchMailbox(held: Held): Promise<Mailbox> {
  const mailbox = await openMailbox(callOf(held)).catch((fault: unknown) => openAnew(held, fault));
  held.thread = mailbox.thread;
  return mailbox;
}

/** A unit may have changed its key since the page was loaded: only a newer directory can tell. Throws the fault when there is none. */
async function openAnew(held: Held, fault: unknown): Promise<Mailbox> {
  if (!(fault instanceof EnvelopeError) || fault.code !== "note-not-authentic") throw fault;
  const { serial } = held.institution.directory;
  await reload(held);
  if (held.institution.directory.serial === serial) throw fault;
  return openMailbox(callOf(held));
}

/** Fetches the signed notes anew; older ones than those known are refused. */
async function reload(held: Held): Promise<void> {
  const { api, institution } = held;
  held.institution = await loadInstitution(api, dayOf(new Date()), institution.directory.serial);
}

/** How the mailbox stands after something arrived. What arrived has arrived, even when this cannot be fetched. */
async function renew(held: Held): Promise<Mailbox | null> {
  const { signal } = held.stopper;
  try {
    return await fetchMailbox(held);
  } catch (fault) {
    if (signal.aborted) throw fault;
    return null;
  }
}

const acted = (act: Act): Event => ({ kind: "acted", act });

function write(held: Held, what: Written, text: string): void {
  held.dispatch(acted({ kind: "sending", what }));
  settle(held, sendText(held, what, text), () => acted({ kind: "failed", what }));
}

async function sendText(held: Held, what: Written, text: string): Promise<Event> {
  const thread = ensureThread(held);
  held.thread = await sendMailboxMessage({ ...callOf(held), thread, kind: what, text });
  return { kind: "arrived", what, mailbox: await renew(held) };
}

function addFiles(held: Held, files: readonly File[]): void {
  const names = files.map(({ name }) => name);
  settle(held, sendFiles(held, files), () => acted({ kind: "files-missing", names }));
}

/** One after the other; those that did not arrive are named. */
async function sendFiles(held: Held, files: readonly File[]): Promise<Event> {
  const { signal } = held.stopper;
  const missing: string[] = [];
  for (const [index, file] of files.entries()) {
    try {
      await sendFile(held, file, index + 1);
    } catch (fault) {
      if (signal.aborted) throw fault;
      missing.push(file.name);
    }
  }
  return { kind: "files-arrived", missing, mailbox: await renew(held) };
}

async function sendFile(held: Held, file: File, number: number): Promise<void> {
  held.thread = await sendEvidence({
    ...callOf(held),
    thread: ensureThread(held),
    file: {
      name: neutralName(number, file),
      type: file.type,
      sizeBytes: file.size,
      stream: () => file.stream(),
    },
    onProgress: (sent, total) =>
      held.dispatch(acted({ kind: "uploading", name: file.name, share: sent / total })),
  });
}

function burn(held: Held): void {
  held.dispatch(acted({ kind: "burning" }));
  settle(held, erase(held), () => acted({ kind: "failed", what: "burn" }));
}

async function erase(held: Held): Promise<Event> {
  await burnReceipt(callOf(held));
  Object.assign(held, { keys: null, thread: null });
  return { kind: "burnt" };
}

function changeCode(held: Held, receipt: Receipt): void {
  held.dispatch(acted({ kind: "changing" }));
  settle(held, replace(held, receipt), (fault) => {
    const isRotating = fault instanceof ApiError && fault.code === "unit-rotating";
    return acted({ kind: "failed", what: isRotating ? "code-now" : "code" });
  });
}

async function replace(held: Held, receipt: Receipt): Promise<Event> {
  await reload(held); // a card for the new code must be signed by a key that its unit still has
  const { keys: oldKeys, ...call } = callOf(held);
  const { changeReceipt } = await import("./changing.ts");
  const newKeys = await deriveReporterKeys(held.institution.realm, receipt);
  await changeReceipt({ ...call, oldKeys, newKeys });
  held.keys = newKeys;
  return { kind: "code-changed", mailbox: await renew(held) };
}
