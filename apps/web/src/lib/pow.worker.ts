import { solveChallenge, type Challenge, type Solution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";

export type SolveRequest = { readonly id: number; readonly challenge: Challenge };
export type SolveReply = { readonly id: number; readonly solution: Solution | null };

const SOLVE_MS = 180_000;

addEventListener("message", (event: MessageEvent<SolveRequest>) => {
  void reply(event.data);
});

async function reply({ id, challenge }: SolveRequest): Promise<void> {
  const solution = await solveChallenge({ challenge, deriveKey, timeout: SOLVE_MS }).catch(
    () => null,
  );
  postMessage({ id, solution } satisfies SolveReply);
}
