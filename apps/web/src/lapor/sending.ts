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
import type { Solver } from "../lib/solve.ts";
import { askQuestions, browserRoll } from "./confirmation.ts";
import type { EvidenceFile } from "../lib/reporter/evidence.ts";
import type { Event } from "./machine.ts";

type Parts = {
  readonly api: ReporterApi;
  readonly institution: Institution;
  readonly solver: Solver;
  readonly dispatch: (event: Event) => void;
};

/** What is held between pressing Kirim and closing the page. Nothing of it is ever written anywhere. */
type Held = {
  receipt: Receipt | null;
  report: Report | null;
  keys: ReporterKeys | null;
  sealed: SealedReport | null;
  thread: ReporterThread | null;
};

const NOTHING: Held = { receipt: null, report: null, keys: null, sealed: null, thread: null };

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

type Early = { readonly proof: Promise<Solution>; readonly begunAt: number };

const codeOf = (fault: unknown): string => (fault instanceof ApiError ? fault.code : "other");

export function createSending({ api, institution, solver, dispatch }: Parts): Sending {
  let held: Held = { ...NOTHING };
  let stopper = new AbortController();
  let early: Early | null = null;

  const isFresh = (): boolean => early !== null && performance.now() - early.begunAt < PROOF_MS;

  const seal = async (): Promise<SealedReport> => {
    const { receipt, report } = held;
    if (!receipt || !report) throw new Error("nothing to send");
    held.keys ??= await deriveReporterKeys(institution.realm, receipt);
    held.sealed ??= await sealReport({ institution, report, receipt, keys: held.keys });
    return held.sealed;
  };

  const sendText = async (): Promise<void> => {
    const sealed = await seal();
    const onWait = (): void => dispatch({ kind: "send-waiting" });
    const acknowledgement = await submitReport({
      api,
      sealed,
      solve: solver.solve,
      proof: isFresh() ? early?.proof : undefined,
      signal: stopper.signal,
      onWait,
    });
    held.thread = openThread(sealed, acknowledgement);
    held.report = null;
    dispatch({ kind: "text-stored", acknowledgement });
  };

  const sendFile = async ({ id, name, file }: EvidenceFile): Promise<void> => {
    const { keys, thread } = held;
    if (!keys || !thread) return;
    const sent = { name, type: file.type, sizeBytes: file.size, stream: () => file.stream() };
    const onProgress = (sentBytes: number, totalBytes: number): void =>
      dispatch({ kind: "upload-changed", id, upload: { kind: "sending", sentBytes, totalBytes } });
    held.thread = await sendEvidence({
      api,
      institution,
      keys,
      thread,
      file: sent,
      solve: solver.solve,
      signal: stopper.signal,
      onProgress,
    });
    dispatch({ kind: "upload-changed", id, upload: { kind: "stored" } });
  };

  /** One after the other: each file is a message of its own, and messages stand in a row. */
  const sendFiles = async (files: readonly EvidenceFile[]): Promise<void> => {
    for (const file of files.filter(({ upload }) => upload.kind !== "stored")) {
      try {
        await sendFile(file);
      } catch {
        if (stopper.signal.aborted) return;
        dispatch({ kind: "upload-changed", id: file.id, upload: { kind: "failed" } });
      }
    }
  };

  const run = (files: readonly EvidenceFile[]): void => {
    const { signal } = stopper;
    sendText().then(
      () => sendFiles(files),
      (fault: unknown) => {
        if (!signal.aborted) refused(codeOf(fault));
      },
    );
  };

  /** A code under which something else already lies is of no use: the next try makes another one. */
  const refused = (code: string): void => {
    if (code === "report-conflict") held = { ...NOTHING };
    dispatch({ kind: "send-failed", code });
  };

  return {
    prepare: () => {
      if (isFresh()) return;
      const proof = earnProof({
        api,
        action: "report",
        solve: solver.solve,
        signal: stopper.signal,
      });
      proof.catch(() => (early = null));
      early = { proof, begunAt: performance.now() };
    },
    start: (report, files) => {
      held = { ...NOTHING, receipt: held.receipt ?? generateReceipt(), report, keys: held.keys };
      const groups = held.receipt ? groupReceipt(held.receipt) : [];
      dispatch({ kind: "send-pressed", groups, questions: askQuestions(groups, browserRoll) });
      run(files);
    },
    retry: (files) => {
      stopper.abort();
      stopper = new AbortController();
      dispatch({ kind: "send-retried" });
      run(files);
    },
    retryFiles: (files) => {
      for (const { id, upload } of files)
        if (upload.kind === "failed")
          dispatch({ kind: "upload-changed", id, upload: { kind: "waiting" } });
      void sendFiles(files);
    },
    wipe: () => {
      stopper.abort();
      stopper = new AbortController();
      held = { ...NOTHING };
      early = null;
      solver.stop();
    },
  };
}
