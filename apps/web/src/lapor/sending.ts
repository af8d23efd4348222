import {
  earnProof,
  loadInstitution,
  openThread,
  sealReport,
  sendEvidence,
  submitReport,
  type Institution,
  type Report,
  type ReporterApi,
  type ReporterThread,
  type SealedReport,
  type Solution,
} from "@bijak/client/reporter";
import { ApiError } from "@bijak/contract";
import { dayOf } from "@bijak/domain";
import {
  deriveReporterKeys,
  generateReceipt,
  groupReceipt,
  type Receipt,
  type ReporterKeys,
} from "@bijak/envelope";
import { askQuestions, browserRoll } from "../lib/reporter/confirmation.ts";
import type { EvidenceFile } from "../lib/reporter/evidence.ts";
import type { Solver } from "../lib/solver.ts";
import type { Event } from "./machine.ts";

type Parts = {
  readonly api: ReporterApi;
  readonly institution: Institution;
  readonly solver: Solver;
  readonly dispatch: (event: Event) => void;
};

type Early = { readonly proof: Promise<Solution>; readonly begunAt: number };

/** Name and contact that travel after the text, locked to custodians (R6). */
type Name = { readonly name: string; readonly contact: string };

/** What is held between pressing Kirim and closing the page. Nothing of it is ever written anywhere. */
type Held = Omit<Parts, "institution"> & {
  /** As loaded with the page, or anew when the server says that a unit has other keys since. */
  institution: Institution;
  receipt: Receipt | null;
  report: Report | null;
  keys: ReporterKeys | null;
  sealed: SealedReport | null;
  thread: ReporterThread | null;
  name: Name | null;
  early: Early | null;
  stopper: AbortController;
};

export type Sending = {
  /** Does the proof of work ahead, while the person still types; loads what only a locked name needs. */
  readonly prepare: (isNameLocked: boolean) => void;
  /** Makes the code, shows it, seals and sends. A report that was refused before keeps its code. */
  readonly start: (report: Report, files: readonly EvidenceFile[]) => void;
  /** Sends the very same bytes again. */
  readonly retry: (files: readonly EvidenceFile[]) => void;
  /** Sends what has not arrived after the text: the locked name, the files. */
  readonly retryRest: (files: readonly EvidenceFile[]) => void;
  /** Stops everything and forgets code, keys and text. */
  readonly wipe: () => void;
};

/** A challenge is good for ten minutes; one this old is not relied on. */
const PROOF_MS = 8 * 60_000;

/** How often a locked name is locked again for other custodians before it counts as not sent. */
const MOST_RELOADS = 2;

/** The sending of one report from this page. */
export function createSending(parts: Parts): Sending {
  const held: Held = { ...parts, ...nothing(), early: null, stopper: new AbortController() };
  return {
    prepare: (isNameLocked) => {
      prepare(held);
      if (isNameLocked) import("./locking.ts").catch(() => undefined); // what is not there yet is asked for again when it is needed
    },
    start: (report, files) => start(held, report, files),
    retry: (files) => {
      stop(held);
      held.dispatch({ kind: "send-retried" });
      run(held, files);
    },
    retryRest: (files) => {
      for (const { id, upload } of files)
        if (upload.kind === "failed")
          held.dispatch({ kind: "upload-changed", id, upload: { kind: "waiting" } });
      void sendRest(held, files);
    },
    wipe: () => {
      stop(held);
      Object.assign(held, nothing(), { early: null });
      held.solver.stop();
    },
  };
}

const nothing = () => ({
  receipt: null,
  report: null,
  keys: null,
  sealed: null,
  thread: null,
  name: null,
});

function stop(held: Held): void {
  held.stopper.abort();
  held.stopper = new AbortController();
}

const isFresh = (early: Early | null): early is Early =>
  early !== null && performance.now() - early.begunAt < PROOF_MS;

function prepare(held: Held): void {
  if (isFresh(held.early)) return;
  const { api, solver, stopper } = held;
  const proof = earnProof({ api, action: "report", solve: solver.solve, signal: stopper.signal });
  proof.catch(() => (held.early = null));
  held.early = { proof, begunAt: performance.now() };
}

function start(held: Held, report: Report, files: readonly EvidenceFile[]): void {
  const receipt = held.receipt ?? generateReceipt();
  const name = report.identity.mode === "locked" ? report.identity : null;
  Object.assign(held, { receipt, report, name, sealed: null, thread: null });
  const groups = groupReceipt(receipt);
  held.dispatch({ kind: "send-pressed", groups, questions: askQuestions(groups, browserRoll) });
  run(held, files);
}

function run(held: Held, files: readonly EvidenceFile[]): void {
  const { signal } = held.stopper;
  sendText(held).then(
    () => sendRest(held, files),
    (fault: unknown) => {
      if (!signal.aborted) refused(held, fault instanceof ApiError ? fault.code : "other");
    },
  );
}

/** A code under which something else already lies is of no use: the next try makes another one. */
function refused(held: Held, code: string): void {
  if (code === "report-conflict") Object.assign(held, nothing());
  held.dispatch({ kind: "send-failed", code });
}

async function sendText(held: Held): Promise<void> {
  const { api, solver, stopper, dispatch } = held;
  const acknowledgement = await submitReport({
    api,
    sealed: await seal(held),
    solve: solver.solve,
    proof: isFresh(held.early) ? held.early.proof : undefined,
    signal: stopper.signal,
    onWait: () => dispatch({ kind: "send-waiting" }),
    reseal: async () => {
      await reload(held);
      held.sealed = null;
      return seal(held);
    },
  });
  held.thread = openThread(await seal(held), acknowledgement);
  held.report = null;
  dispatch({ kind: "text-stored", acknowledgement });
}

/** Fetches the signed notes anew; older ones than those known are refused. */
async function reload(held: Held): Promise<void> {
  const { api, institution } = held;
  const { serial } = institution.directory;
  held.institution = await loadInstitution(api, dayOf(new Date()), serial);
}

/** Sealed once: every retry sends the same bytes. */
async function seal(held: Held): Promise<SealedReport> {
  const { institution, receipt, report } = held;
  if (held.sealed) return held.sealed;
  if (!receipt || !report) throw new Error("nothing to send");
  held.keys ??= await deriveReporterKeys(institution.realm, receipt);
  held.sealed = await sealReport({ institution, report, receipt, keys: held.keys });
  return held.sealed;
}

/** One after the other: name and each file are messages of their own, and messages stand in a row. */
async function sendRest(held: Held, files: readonly EvidenceFile[]): Promise<void> {
  const { signal } = held.stopper;
  if (held.name)
    await attempt(() => sendName(held), held, { kind: "name-changed", name: "failed" });
  for (const file of files.filter(({ upload }) => upload.kind !== "stored")) {
    if (signal.aborted) return;
    const failed = { kind: "upload-changed", id: file.id, upload: { kind: "failed" } } as const;
    await attempt(() => sendFile(held, file), held, failed);
  }
}

/** Does the work; what fails is told, unless the page is being left. */
async function attempt(work: () => Promise<void>, held: Held, failed: Event): Promise<void> {
  const { signal } = held.stopper;
  try {
    await work();
  } catch {
    if (!signal.aborted) held.dispatch(failed);
  }
}

async function sendName(held: Held): Promise<void> {
  const { dispatch, name } = held;
  if (!name) throw new Error("no name to send");
  dispatch({ kind: "name-changed", name: "sending" });
  const { lockIdentity } = await import("./locking.ts");
  for (let reloads = 0; ; reloads += 1) {
    try {
      held.thread = await lockIdentity({ ...callOf(held), identity: name });
      break;
    } catch (fault) {
      const isOutdated = fault instanceof ApiError && fault.code === "directory-outdated";
      if (!isOutdated || reloads === MOST_RELOADS) throw fault;
      await reload(held);
    }
  }
  held.name = null;
  dispatch({ kind: "name-changed", name: "stored" });
}

async function sendFile(held: Held, { id, name, file }: EvidenceFile): Promise<void> {
  const { dispatch } = held;
  held.thread = await sendEvidence({
    ...callOf(held),
    file: { name, type: file.type, sizeBytes: file.size, stream: () => file.stream() },
    onProgress: (sentBytes, totalBytes) =>
      dispatch({ kind: "upload-changed", id, upload: { kind: "sending", sentBytes, totalBytes } }),
  });
  dispatch({ kind: "upload-changed", id, upload: { kind: "stored" } });
}

/** What is needed to add to a report that has arrived. */
function callOf({ api, institution, solver, stopper, keys, thread }: Held) {
  if (!keys || !thread) throw new Error("nothing to add to");
  return { api, institution, keys, thread, solve: solver.solve, signal: stopper.signal } as const;
}
