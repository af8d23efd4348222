import { solveChallenge, type Challenge, type Solution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";

export type SolveReply = { solution: Solution } | { solution: null };

const SOLVE_MS = 120_000;

addEventListener("message", (event: MessageEvent<Challenge>) => {
  void reply(event.data);
});

async function reply(challenge: Challenge): Promise<void> {
  const solution = await solveChallenge({ challenge, deriveKey, timeout: SOLVE_MS }).catch(
    () => null,
  );
  postMessage({ solution } satisfies SolveReply);
}
