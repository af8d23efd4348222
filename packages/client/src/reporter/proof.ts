import {
  ApiError,
  reporterRoutes,
  type Challenge,
  type ReportHead,
  type Solution,
} from "@bijak/contract";
import type { ReporterKeys } from "@bijak/envelope";
import { encodeBase64 } from "../shared/bytes.ts";
import { keepTrying, type Waiting } from "../shared/pace.ts";
import type { ReporterApi } from "./api.ts";

/** Does the proof of work that keeps floods away. In the browser a Worker, elsewhere altcha-lib. */
export type Solve = (challenge: Challenge) => Promise<Solution>;

type ProofAction = "report" | "mailbox" | "upload";

type Earning = Waiting & {
  readonly api: ReporterApi;
  readonly action: ProofAction;
  readonly solve: Solve;
};

const FRESH_PROOFS = 3;

/** Fetches a challenge for this action and solves it. Good for ten minutes; may be done before it is needed. */
export async function earnProof({ api, action, solve, ...waiting }: Earning): Promise<Solution> {
  const call = (signal: AbortSignal) =>
    api.call(reporterRoutes.challenge, { body: { action } }, { signal });
  return solve(await keepTrying(call, waiting));
}

/** Runs `work` with a proof; with a fresh one when the server refuses it, as it does after ten minutes. */
export async function withProof<T>(
  earning: Earning,
  work: (proof: Solution) => Promise<T>,
): Promise<T> {
  for (let refused = 0; ; refused += 1) {
    const proof = await earnProof(earning);
    try {
      return await work(proof);
    } catch (fault) {
      if (!isProofRefusal(fault) || refused + 1 === FRESH_PROOFS) throw fault;
    }
  }
}

export const isProofRefusal = (fault: unknown): boolean =>
  fault instanceof ApiError && fault.code === "challenge-refused";

/** What shows the server that the caller holds the receipt. */
export const holderOf = ({ lookup, auth }: ReporterKeys): Pick<ReportHead, "lookup" | "auth"> => ({
  lookup: encodeBase64(lookup),
  auth: encodeBase64(auth),
});
