import {
  earnProof,
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
import {
  deriveReporterKeys,
  generateReceipt,
  groupReceipt,
  type Receipt,
  type ReporterKeys,
} from "@bijak/envelope";
import type { EvidenceFile } from "../lib/reporter/evidence.ts";
import type { Solver } from "../lib/solve.ts";
import { askQuestions, browserRoll } from "./confirmation.ts";
import type { Event } from "./machine.ts";

type Parts = {
  readonly api: ReporterApi;
  readonly institution: Institution;
  readonly solver: Solver;
  readonly dispatch: (event: Event) => void;
};

type Early = { readonly proof: Promise<Solution>; readonly begunAt: number };

/** What is held between pressing Kirim and closing the page. Nothing of it is ever written anywhere. */
type Held = Parts & {
  receipt: Receipt | null;
  report: Report | null;
  keys: ReporterKeys | null;
  sealed: SealedReport | null;
  thread: ReporterThread | null;
  early: Early | null;
  stopper: AbortController;
};

export type Sending = {
  /** Does the proof of work ahead, while the person still types. */
  readonly prepare: () => void;
  /** Makes the code, shows it, seals and sends. A report that was refused before keeps its code. */
  readonly start: (report: Report, files: readonly EvidenceFile[]) => void;
  /** Sends the very same bytes again. */
  readonly retry: (files: readonly EvidenceFile[]) => void;
  /** Sends the files that have not arrived. */
  readonly retryFiles: (files: readonly EvidenceFile[]) => void;
  /** Stops everything and forgets code, keys and text. */
  readonly wipe: () => void;
};

/** A challenge is good for ten minutes; one this old is not relied on. */
const PROOF_MS = 8 * 60_000;

/** The sending of one report from this page. */
export function createSending(parts: Parts): Sending {
  const held: Held = { ...parts, ...nothing(), early: null, stopper: new AbortController() };
  return {
    prepare: () => prepare(held),
    start: (report, files) => start(held, report, files),
    retry: (files) => {
      stop(held);
      held.dispatch({ kind: "send-retried" });
      run(held, files);
    },
    retryFiles: (files) => {
      for (const { id, upload } of files)
        if (upload.kind === "failed")
          held.dispatch({ kind: "upload-changed", id, upload: { kind: "waiting" } });
      void sendFiles(held, files);
    },
    wipe: () => {
      stop(held);
      Object.assign(held, nothing(), { early: null });
      held.solver.stop();
    },
  };
}

const nothing = () => ({ receipt: null, report: null, keys: null, sealed: null, thread: null });

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
  Object.assign(held, { receipt, report, sealed: null, thread: null });
  const groups = groupReceipt(receipt);
  held.dispatch({ kind: "send-pressed", groups, questions: askQuestions(groups, browserRoll) });
  run(held, files);
}

function run(held: Held, files: readonly EvidenceFile[]): void {
  const { signal } = held.stopper;
  sendText(held).then(
    () => sendFiles(held, files),
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
  const sealed = await seal(held);
  const acknowledgement = await submitReport({
    api,
    sealed,
    solve: solver.solve,
    proof: isFresh(held.early) ? held.early.proof : undefined,
    signal: stopper.signal,
    onWait: () => dispatch({ kind: "send-waiting" }),
  });
  held.thread = openThread(sealed, acknowledgement);
  held.report = null;
  dispatch({ kind: "text-stored", acknowledgement });
}

/** Sealed once: every retry sends the same bytes. */
async function seal(held: Held): Promise<SealedReport> {
  const { institution, receipt, report } = held;
  if (!receipt || !report) throw new Error("nothing to send");
  held.keys ??= await deriveReporterKeys(institution.realm, receipt);
  held.sealed ??= await sealReport({ institution, report, receipt, keys: held.keys });
  return held.sealed;
}

/** One after the other: each file is a message of its own, and messages stand in a row. */
async function sendFiles(held: Held, files: readonly EvidenceFile[]): Promise<void> {
  const { signal } = held.stopper;
  for (const file of files.filter(({ upload }) => upload.kind !== "stored")) {
    try {
      await sendFile(held, file);
    } catch {
      if (signal.aborted) return;
      held.dispatch({ kind: "upload-changed", id: file.id, upload: { kind: "failed" } });
    }
  }
}

async function sendFile(held: Held, { id, name, file }: EvidenceFile): Promise<void> {
  const { api, institution, solver, stopper, keys, thread, dispatch } = held;
  if (!keys || !thread) throw new Error("nothing to add to");
  held.thread = await sendEvidence({
    api,
    institution,
    keys,
    thread,
    file: { name, type: file.type, sizeBytes: file.size, stream: () => file.stream() },
    solve: solver.solve,
    signal: stopper.signal,
    onProgress: (sentBytes, totalBytes) =>
      dispatch({ kind: "upload-changed", id, upload: { kind: "sending", sentBytes, totalBytes } }),
  });
  dispatch({ kind: "upload-changed", id, upload: { kind: "stored" } });
}
