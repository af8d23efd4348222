import type { SolveReply, SolveRequest } from "./pow.worker.ts";
import type { Solver } from "./solver.ts";
import workerUrl from "./pow.worker.ts?worker&url";
import { startWorker } from "./worker.ts";

type Waiting = { resolve: (solution: string) => void; reject: (fault: Error) => void };

/**
 * Starts the worker at the first challenge. A challenge that was begun before is not begun again: the same promise
 * is given, so that work can be done while the person still types.
 */
export function createSolver(): Solver {
  const begun = new Map<string, Promise<string>>();
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let nextId = 0;

  const fail = (): void => {
    for (const { reject } of waiting.values()) reject(new Error("proof of work failed"));
    waiting.clear();
  };
  const receive = ({ data: { id, solution } }: MessageEvent<SolveReply>): void => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (solution) one?.resolve(JSON.stringify(solution));
    else one?.reject(new Error("proof of work failed"));
  };
  const ensureWorker = (): Worker => {
    if (!worker) {
      worker = startWorker(workerUrl);
      worker.addEventListener("message", receive);
      worker.addEventListener("error", fail);
    }
    return worker;
  };
  const begin = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      const request: SolveRequest = {
        id,
        challenge: JSON.parse(text) as SolveRequest["challenge"],
      }; // the worker refuses what is no challenge
      ensureWorker().postMessage(request);
    });

  return {
    solve: async ({ challenge }) => {
      const work = begun.get(challenge) ?? begin(challenge);
      begun.set(challenge, work);
      return { challenge, solution: await work };
    },
    stop: () => {
      worker?.terminate();
      worker = null;
      fail();
    },
  };
}
