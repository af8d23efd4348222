import {
  CEREMONY_FAILURES,
  type Calls,
  type CeremonyAnswer,
  type CeremonyFailure,
  type CeremonyWish,
  type FailureSource,
  type PageMessage,
  type WorkerMessage,
} from "./protocol.ts";

/** A refusal that came out of the worker, or the loss of the worker itself. Carries a code and no content. */
export class CallError extends Error {
  readonly source: FailureSource;
  readonly code: string;

  constructor(source: FailureSource, code: string) {
    super(code);
    this.name = "CallError";
    this.source = source;
    this.code = code;
  }
}

export type TellProgress = (done: number, total: number) => void;

/** Performs a ceremony with the person. Rejects with `CeremonyError`. */
export type PerformCeremony = (wish: CeremonyWish) => Promise<CeremonyAnswer>;

/** A ceremony that gave nothing, by its reason. */
export class CeremonyError extends Error {
  readonly code: CeremonyFailure;

  constructor(code: CeremonyFailure) {
    super(code);
    this.name = "CeremonyError";
    this.code = code;
  }
}

/** The page's end of the line to a worker that holds keys. See [Note: Calls to a worker]. */
export type Link<List extends Calls<List>> = {
  /** Asks for one call. Rejects with `CallError`. */
  readonly call: <Name extends keyof List & string>(
    name: Name,
    input: List[Name]["input"],
    onProgress?: TellProgress,
  ) => Promise<List[Name]["output"]>;
  /** Ends the worker: every key it held is gone. Calls under way reject with the code `locked`. */
  readonly close: () => void;
};

/** What of a Worker the link needs. */
export type Line = {
  postMessage: (message: PageMessage, transfer: Transferable[]) => void;
  terminate: () => void;
  addEventListener: (type: "message" | "error", listener: (event: Event) => void) => void;
};

type Caller = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: CallError) => void;
  readonly onProgress: TellProgress | undefined;
};

/** Joins the page to a worker whose calls are listed by `List`. */
export function openLink<List extends Calls<List>>(
  line: Line,
  perform: PerformCeremony,
): Link<List> {
  const callers = new Map<number, Caller>();
  let nextId = 1;
  const rejectAll = (code: string): void => {
    for (const caller of callers.values()) caller.reject(new CallError("fault", code));
    callers.clear();
  };
  line.addEventListener("message", (event) => {
    // A "message" event is a MessageEvent, and the worker posts nothing but WorkerMessage: see serve.ts.
    const message = (event as MessageEvent).data as WorkerMessage;
    if (message.kind === "ceremony") void meet(line, perform, message);
    else settle(callers, message);
  });
  line.addEventListener("error", () => rejectAll("worker-lost"));
  return {
    call: <Name extends keyof List & string>(
      name: Name,
      input: List[Name]["input"],
      onProgress?: TellProgress,
    ) =>
      new Promise<List[Name]["output"]>((resolve, reject) => {
        const id = nextId++;
        // The worker answers each call with the output of that very call: its table is typed by the same list.
        callers.set(id, { resolve: resolve as Caller["resolve"], reject, onProgress });
        line.postMessage({ id, kind: "call", call: name, input }, []);
      }),
    close: () => {
      line.terminate();
      rejectAll("locked");
    },
  };
}

/** Asks the person, and hands what the passkey gave to the worker: its memory moves there and leaves the page. */
async function meet(
  line: Line,
  perform: PerformCeremony,
  { id, ceremony }: { readonly id: number; readonly ceremony: CeremonyWish },
): Promise<void> {
  try {
    const answer = await perform(ceremony);
    line.postMessage({ id, kind: "ceremony-done", answer }, [answer.prf.buffer]);
  } catch (fault) {
    const code = fault instanceof CeremonyError ? fault.code : "passkey-failed";
    line.postMessage({ id, kind: "ceremony-failed", code }, []);
  }
}

type Reply = Exclude<WorkerMessage, { readonly kind: "ceremony" }>;

function settle(callers: Map<number, Caller>, reply: Reply): void {
  const caller = callers.get(reply.id);
  if (caller === undefined) return;
  if (reply.kind === "progress") {
    caller.onProgress?.(reply.done, reply.total);
    return;
  }
  callers.delete(reply.id);
  if (reply.kind === "done") caller.resolve(reply.value);
  else caller.reject(new CallError(reply.source, reply.code));
}

export const isCeremonyFailure = (code: string): code is CeremonyFailure =>
  CEREMONY_FAILURES.some((known) => known === code);
