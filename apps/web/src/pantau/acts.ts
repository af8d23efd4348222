import {
  burnReceipt,
  openMailbox,
  sendEvidence,
  sendMailboxMessage,
  type Institution,
  type Mailbox,
  type ReporterApi,
  type ReporterThread,
} from "@bijak/client/reporter";
import { ApiError } from "@bijak/contract";
import { deriveReporterKeys, EnvelopeError, type ReporterKeys } from "@bijak/envelope";
import { neutralName } from "../lib/reporter/evidence.ts";
import type { Solver } from "../lib/solve.ts";
import { readCode } from "./codeText.ts";
import type { EntryProblem, Event, Written } from "./machine.ts";

type Parts = {
  readonly api: ReporterApi;
  readonly institution: Institution;
  readonly solver: Solver;
  readonly dispatch: (event: Event) => void;
};

/** What a person can do at the mailbox. Everything held for it lives in memory until `wipe`. */
export type Acts = {
  readonly open: (text: string) => void;
  readonly write: (what: Written, text: string) => void;
  readonly addFiles: (files: readonly File[]) => void;
  readonly burn: () => void;
  readonly wipe: () => void;
};

const NAMED_PROBLEMS = ["mailbox-not-found", "rate-limited", "network"] as const;

/** What a failure to open means; nothing that is not authentic is ever shown. */
function problemOf(fault: unknown): EntryProblem {
  if (fault instanceof EnvelopeError) return { code: "damaged" };
  const named =
    fault instanceof ApiError ? NAMED_PROBLEMS.find((code) => code === fault.code) : undefined;
  return { code: named ?? "other" };
}

export function createActs({ api, institution, solver, dispatch }: Parts): Acts {
  let keys: ReporterKeys | null = null;
  let thread: ReporterThread | null = null;
  let stopper = new AbortController();

  const common = (held: ReporterKeys) =>
    ({ api, institution, keys: held, solve: solver.solve, signal: stopper.signal }) as const;

  const fetchMailbox = async (held: ReporterKeys): Promise<Mailbox> => {
    const onWait = (): void => dispatch({ kind: "waiting" });
    const mailbox = await openMailbox({ ...common(held), onWait });
    thread = mailbox.thread;
    return mailbox;
  };

  /** Runs an act on the open mailbox and tells what became of it, unless the page is being left. */
  const act = (
    work: (held: ReporterKeys, at: ReporterThread) => Promise<Event>,
    failed: Event,
  ): void => {
    const { signal } = stopper;
    if (!keys || !thread) return;
    work(keys, thread).then(dispatch, () => {
      if (!signal.aborted) dispatch(failed);
    });
  };

  /** How the mailbox stands after something arrived. What arrived has arrived, even when this cannot be fetched. */
  const renew = (held: ReporterKeys): Promise<Mailbox | null> =>
    fetchMailbox(held).catch((fault: unknown) => {
      if (stopper.signal.aborted) throw fault;
      return null;
    });

  const sendFile = async (held: ReporterKeys, file: File, number: number): Promise<void> => {
    if (!thread) return;
    const source = {
      name: neutralName(number, file),
      type: file.type,
      sizeBytes: file.size,
      stream: () => file.stream(),
    };
    const onProgress = (sent: number, total: number): void =>
      dispatch({ kind: "acted", act: { kind: "uploading", name: file.name, share: sent / total } });
    const onWait = (): void => dispatch({ kind: "waiting" });
    thread = await sendEvidence({ ...common(held), thread, file: source, onProgress, onWait });
  };

  /** One after the other; gives the names of those that did not arrive. */
  const sendFiles = async (
    held: ReporterKeys,
    files: readonly File[],
  ): Promise<readonly string[]> => {
    const missing: string[] = [];
    for (const [index, file] of files.entries()) {
      try {
        await sendFile(held, file, index + 1);
      } catch (fault) {
        if (stopper.signal.aborted) throw fault;
        missing.push(file.name);
      }
    }
    return missing;
  };

  return {
    open: (text) => {
      const receipt = readCode(text);
      if (typeof receipt !== "string") return dispatch({ kind: "refused", problem: receipt });
      const { signal } = stopper;
      dispatch({ kind: "opening" });
      const opened = async (): Promise<Event> => {
        keys = await deriveReporterKeys(institution.realm, receipt);
        return { kind: "opened", mailbox: await fetchMailbox(keys) };
      };
      opened().then(dispatch, (fault: unknown) => {
        if (!signal.aborted) dispatch({ kind: "refused", problem: problemOf(fault) });
      });
    },
    write: (what, text) => {
      dispatch({ kind: "acted", act: { kind: "sending", what } });
      act(
        async (held, at) => {
          const onWait = (): void => dispatch({ kind: "waiting" });
          thread = await sendMailboxMessage({
            ...common(held),
            thread: at,
            kind: what,
            text,
            onWait,
          });
          return { kind: "arrived", what, mailbox: await renew(held) };
        },
        { kind: "acted", act: { kind: "failed", what } },
      );
    },
    addFiles: (files) =>
      act(
        async (held) => {
          const missing = await sendFiles(held, files);
          return { kind: "files-arrived", missing, mailbox: await renew(held) };
        },
        { kind: "acted", act: { kind: "files-missing", names: files.map(({ name }) => name) } },
      ),
    burn: () => {
      dispatch({ kind: "acted", act: { kind: "burning" } });
      act(
        async (held) => {
          await burnReceipt(common(held));
          keys = null;
          return { kind: "burnt" };
        },
        { kind: "acted", act: { kind: "failed", what: "burn" } },
      );
    },
    wipe: () => {
      stopper.abort();
      stopper = new AbortController();
      keys = null;
      thread = null;
      solver.stop();
    },
  };
}
