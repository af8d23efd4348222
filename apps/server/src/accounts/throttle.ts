import { createHash } from "node:crypto";
import { ApiError } from "@bijak/contract";

/*
 * [Note: Guessing a password]
 *
 * With OPAQUE whoever asks learns from the first half alone whether a guess was right, so it is the first halves that count. A
 * few are free; each further one must wait twice as long as the one before, up to a minute. Asking too early is refused and
 * costs no more waiting, so nobody can lock a member out: the next try is never further than a minute, and the paper key,
 * which cannot be guessed, signs in at any time. Names that do not exist are counted alike. A right password clears the count.
 */
const FREE_TRIES = 5;
const LONGEST_WAIT_MS = 60_000;
const FORGOTTEN_AFTER_MS = 15 * 60_000;
const MOST_NAMES = 20_000;

type Tries = { readonly count: number; readonly lastAt: number };

export type Throttle = {
  /** Counts one try. Throws `rate-limited` when it comes too early. */
  readonly ensureAllowed: (name: string, nowMs: number) => void;
  readonly clear: (name: string) => void;
};

/** Counts tries by name, in memory only. See [Note: Guessing a password]. */
export function createThrottle(): Throttle {
  const tries = new Map<string, Tries>();
  return Object.freeze({
    ensureAllowed: (name, nowMs) => {
      const key = keyOf(name);
      const known = tries.get(key);
      const before =
        known !== undefined && nowMs - known.lastAt < FORGOTTEN_AFTER_MS ? known : null;
      if (before !== null && nowMs < before.lastAt + waitAfter(before.count))
        throw new ApiError("rate-limited");
      tries.delete(key);
      tries.set(key, { count: (before?.count ?? 0) + 1, lastAt: nowMs });
      forgetOldest(tries);
    },
    clear: (name) => void tries.delete(keyOf(name)),
  });
}

const waitAfter = (count: number): number =>
  count < FREE_TRIES ? 0 : Math.min(1_000 * 2 ** (count - FREE_TRIES), LONGEST_WAIT_MS);

/** Names that people type by mistake can be passwords: memory holds their digest only. */
const keyOf = (name: string): string => createHash("sha256").update(name).digest("base64url");

/** A Map keeps the order of insertion, so the first key is the one that was tried longest ago. */
function forgetOldest(tries: Map<string, Tries>): void {
  const oldest = tries.size > MOST_NAMES ? tries.keys().next() : null;
  if (oldest !== null && oldest.done !== true) tries.delete(oldest.value);
}
