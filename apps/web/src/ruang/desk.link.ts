import type {
  CallName,
  DeskReply,
  DeskRequest,
  FailureSource,
  InputOf,
  OutputOf,
} from "./desk.rpc.ts";

/** A refusal that came out of the worker, or the loss of the worker itself. Carries a code and nothing of the case. */
export class DeskError extends Error {
  readonly source: FailureSource;
  readonly code: string;

  constructor(source: FailureSource, code: string) {
    super(code);
    this.name = "DeskError";
    this.source = source;
    this.code = code;
  }
}

export type TellProgress = (done: number, total: number) => void;

/** The page's end of the line to the worker that holds the keys. */
export type DeskLink = {
  /** Asks for one call. Rejects with `DeskError`. */
  readonly call: <N extends CallName>(
    name: N,
    input: InputOf<N>,
    onProgress?: TellProgress,
  ) => Promise<OutputOf<N>>;
  /** Ends the worker: every key it held is gone. Calls under way reject with the code `locked`. */
  readonly close: () => void;
};

/** What of a Worker the link needs. */
export type Line = {
  postMessage: (request: DeskRequest) => void;
  terminate: () => void;
  addEventListener: (type: "message" | "error", listener: (event: Event) => void) => void;
};

type Caller = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: DeskError) => void;
  readonly onProgress: TellProgress | undefined;
};

/** Joins the page to a worker that speaks `desk.rpc.ts`. */
export function openDeskLink(line: Line): DeskLink {
  const callers = new Map<number, Caller>();
  let nextId = 1;
  const rejectAll = (code: string): void => {
    for (const caller of callers.values()) caller.reject(new DeskError("fault", code));
    callers.clear();
  };
  line.addEventListener("message", (event) => {
    // A "message" event is a MessageEvent, and the worker posts nothing but DeskReply: see desk.worker.ts.
    settle(callers, (event as MessageEvent).data as DeskReply);
  });
  line.addEventListener("error", () => rejectAll("worker-lost"));
  return {
    call: <N extends CallName>(name: N, input: InputOf<N>, onProgress?: TellProgress) =>
      new Promise<OutputOf<N>>((resolve, reject) => {
        const id = nextId++;
        // The worker answers each call with the output of that very call: its table is typed by DeskCalls.
        callers.set(id, { resolve: resolve as Caller["resolve"], reject, onProgress });
        line.postMessage({ id, call: name, input });
      }),
    close: () => {
      line.terminate();
      rejectAll("locked");
    },
  };
}

function settle(callers: Map<number, Caller>, reply: DeskReply): void {
  const caller = callers.get(reply.id);
  if (caller === undefined) return;
  if (reply.kind === "progress") {
    caller.onProgress?.(reply.done, reply.total);
    return;
  }
  callers.delete(reply.id);
  if (reply.kind === "done") caller.resolve(reply.value);
  else caller.reject(new DeskError(reply.source, reply.code));
}
