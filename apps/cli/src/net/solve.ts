import type { Solve } from "@bijak/client/reporter";
import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";

/** Solves the server's proof of work here. Throws when the challenge is not one that a try can answer. */
export const solveHere: Solve = async ({ challenge }) => {
  const solution = await solveChallenge({
    challenge: JSON.parse(challenge) as Challenge,
    deriveKey,
  }); // a wrong form fails inside solveChallenge
  if (solution === null) throw new Error("the challenge has no answer");
  return { challenge, solution: JSON.stringify(solution) };
};
