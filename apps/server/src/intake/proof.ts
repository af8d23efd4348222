import { randomInt } from "node:crypto";
import { ApiError, type Challenge, type Solution } from "@bijak/contract";
import {
  type Challenge as AltchaChallenge,
  createChallenge,
  type Solution as AltchaSolution,
  verifySolution,
} from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import type { Parts } from "../parts.ts";
import type { Proof, ProofAction } from "../ports.ts";

const LIFE_MS = 600_000;

/** What is kept of a spent proof ends with one of the day's ten-minute slots: its exact end would tell the second of a report (rulings R12). */
const SLOT_MS = 600_000;

type ProofParts = Pick<Parts, "secrets" | "limits" | "clock">;

/** A new challenge, good for ten minutes and for this action only (rulings R23). Its signature covers both, so nothing is kept until it is spent. */
export async function issueChallenge(
  { secrets, limits, clock }: ProofParts,
  action: ProofAction,
): Promise<Challenge> {
  const [low, high] = limits.proof[action];
  const challenge = await createChallenge({
    algorithm: "PBKDF2/SHA-256",
    cost: limits.proof.cost,
    counter: randomInt(low, high + 1),
    data: { action, expiresAt: clock.nowMs() + LIFE_MS },
    deriveKey,
    ...hmacKeys(secrets),
  });
  return { challenge: JSON.stringify(challenge) };
}

/** Checks a solved challenge of this server. Throws `challenge-refused` when it is wrong, expired or meant for another action; whether it was spent, only the store can tell. */
export async function checkProof(
  { secrets, clock }: ProofParts,
  action: ProofAction,
  given: Solution,
): Promise<Proof> {
  const { challenge, solution } = parseGiven(given);
  const { nonce, data } = challenge.parameters;
  const expiresAt = data?.["expiresAt"];
  const isTimely = typeof expiresAt === "number" && clock.nowMs() < expiresAt;
  if (!isTimely || data?.["action"] !== action) throw new ApiError("challenge-refused");
  const { verified } = await verifySolution({
    challenge,
    solution,
    deriveKey,
    ...hmacKeys(secrets),
  });
  if (!verified) throw new ApiError("challenge-refused");
  return { id: nonce, expiresAt: Math.ceil(expiresAt / SLOT_MS) * SLOT_MS };
}

function hmacKeys({ proofKey }: Parts["secrets"]): {
  hmacSignatureSecret: string;
  hmacKeySignatureSecret: string;
} {
  const key = Buffer.from(proofKey).toString("base64");
  return { hmacSignatureSecret: `challenge ${key}`, hmacKeySignatureSecret: `solution ${key}` };
}

function parseGiven(given: Solution): { challenge: AltchaChallenge; solution: AltchaSolution } {
  const [challenge, solution] = [parseObject(given.challenge), parseObject(given.solution)];
  const isWhole =
    typeof challenge["signature"] === "string" &&
    isObject(challenge["parameters"]) &&
    Number.isSafeInteger(solution["counter"]) &&
    typeof solution["derivedKey"] === "string";
  const parameters = challenge["parameters"];
  if (
    !isWhole ||
    !isObject(parameters) ||
    !isKeyText(parameters["keySignature"]) ||
    !isKeyText(solution["derivedKey"])
  )
    throw new ApiError("challenge-refused");
  return { challenge, solution } as unknown as {
    challenge: AltchaChallenge;
    solution: AltchaSolution;
  }; // what verification reads was just checked; the signature covers the rest
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isKeyText = (value: unknown): boolean =>
  typeof value === "string" && /^[0-9a-f]{64}$/u.test(value);

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // told below
  }
  throw new ApiError("challenge-refused");
}
