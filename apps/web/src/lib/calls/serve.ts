import { ApiError } from "@bijak/contract";
import { EnvelopeError, prfInput } from "@bijak/envelope";
import type {
  CeremonyAnswer,
  CeremonyFailure,
  CeremonyWish,
  Failure,
  PageMessage,
  WorkerMessage,
} from "./protocol.ts";

export type Tell = (done: number, total: number) => void;

/** Asks the page for a passkey. Rejects with `CeremonyRefusal`. */
export type AskForPasskey = (options: string) => Promise<CeremonyAnswer>;

/** What a call may do besides answering. */
export type CallParts = {
  readonly tell: Tell;
  readonly createPasskey: AskForPasskey;
  readonly usePasskey: AskForPasskey;
};

/** A ceremony that gave nothing; its code goes back to the page as it came. */
class CeremonyRefusal extends Error {
  readonly code: CeremonyFailure;

  constructor(code: CeremonyFailure) {
    super(code);
    this.name = "CeremonyRefusal";
    this.code = code;
  }
}

/** The worker's end, as far as it needs the worker. */
export type Scope = {
  addEventListener: (type: "message", listener: (event: MessageEvent<PageMessage>) => void) => void;
  postMessage: (message: WorkerMessage) => void;
};

type Run = (call: string, input: unknown, parts: CallParts) => Promise<unknown>;
type Waiting = {
  readonly resolve: (answer: CeremonyAnswer) => void;
  readonly reject: (fault: CeremonyRefusal) => void;
};

/** Answers the page's calls by `run`. See [Note: Calls to a worker]. */
export function serveCalls(scope: Scope, run: Run): void {
  const ceremonies = new Map<number, Waiting>();
  const partsOf = (id: number): CallParts => {
    const askFor =
      (act: CeremonyWish["act"]): AskForPasskey =>
      async (options) => {
        const ceremony = { act, options, prfInput: new Uint8Array(await prfInput()) };
        return new Promise((resolve, reject) => {
          ceremonies.set(id, { resolve, reject });
          scope.postMessage({ id, kind: "ceremony", ceremony });
        });
      };
    return {
      tell: (done, total) => scope.postMessage({ id, kind: "progress", done, total }),
      createPasskey: askFor("create"),
      usePasskey: askFor("get"),
    };
  };
  const answer = async (id: number, call: string, input: unknown): Promise<void> => {
    try {
      scope.postMessage({ id, kind: "done", value: await run(call, input, partsOf(id)) });
    } catch (fault) {
      scope.postMessage({ id, kind: "failed", ...failureOf(fault) });
    }
  };
  scope.addEventListener("message", ({ data }) => {
    if (data.kind === "call") void answer(data.id, data.call, data.input);
    else settle(ceremonies, data);
  });
}

type CeremonyReply = Exclude<PageMessage, { readonly kind: "call" }>;

function settle(ceremonies: Map<number, Waiting>, reply: CeremonyReply): void {
  const waiting = ceremonies.get(reply.id);
  ceremonies.delete(reply.id);
  if (reply.kind === "ceremony-done") waiting?.resolve(reply.answer);
  else waiting?.reject(new CeremonyRefusal(reply.code));
}

function failureOf(fault: unknown): Failure {
  if (fault instanceof ApiError) return { source: "api", code: fault.code };
  if (fault instanceof EnvelopeError) return { source: "envelope", code: fault.code };
  if (fault instanceof CeremonyRefusal) return { source: "passkey", code: fault.code };
  return { source: "fault", code: "desk-fault" };
}
