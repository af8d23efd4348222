import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import { ApiError, type Challenge, type Solution } from "@bijak/contract";
import { createChallenge } from "altcha-lib";
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

/**
 * Checks a solved challenge of this server. Throws `challenge-refused` when it is wrong, expired or meant for another action; whether it was
 * spent, only the store can tell. What `verifySolution` of altcha-lib checks in its deterministic mode are two HMACs: the challenge is ours,
 * and the key that was found is the one it was made with. They are computed here, because a promise for each costs a report more than they do.
 */
export function checkProof(
  { secrets, clock }: ProofParts,
  action: ProofAction,
  given: Solution,
): Proof {
  const { parameters, signature } = parseObject(given.challenge);
  const { derivedKey } = parseObject(given.solution);
  const keys = hmacKeys(secrets);
  const isOurs =
    isObject(parameters) &&
    isSignature(signature, keys.hmacSignatureSecret, JSON.stringify(parameters));
  if (!isOurs || !isHash(derivedKey)) throw new ApiError("challenge-refused");
  const { nonce, data, keySignature } = parameters as Signed; // issueChallenge wrote them: our own signature covers every field
  const key = Buffer.from(derivedKey, "hex");
  const isSolved = isSignature(keySignature, keys.hmacKeySignatureSecret, key);
  const isMeant = data.action === action && clock.nowMs() < data.expiresAt;
  if (!isSolved || !isMeant) throw new ApiError("challenge-refused");
  return { id: nonce, expiresAt: Math.ceil(data.expiresAt / SLOT_MS) * SLOT_MS };
}

type Signed = {
  readonly nonce: string;
  readonly keySignature: string;
  readonly data: { readonly action: string; readonly expiresAt: number };
};

function hmacKeys({ proofKey }: Parts["secrets"]): {
  readonly hmacSignatureSecret: string;
  readonly hmacKeySignatureSecret: string;
} {
  const key = Buffer.from(proofKey).toString("base64");
  return { hmacSignatureSecret: `challenge ${key}`, hmacKeySignatureSecret: `solution ${key}` };
}

const isHash = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{64}$/u.test(value);

const isSignature = (given: unknown, key: string, content: string | Uint8Array): boolean =>
  isHash(given) &&
  timingSafeEqual(createHmac("sha256", key).update(content).digest(), Buffer.from(given, "hex"));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Fields = { readonly [Name in "parameters" | "signature" | "derivedKey"]?: unknown };

function parseObject(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // told below
  }
  throw new ApiError("challenge-refused");
}
