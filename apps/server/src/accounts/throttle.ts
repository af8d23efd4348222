import { createHmac, randomBytes } from "node:crypto";
import { ApiError } from "@bijak/contract";
import { networkOf } from "../http/limiter.ts";

/*
 * [Note: Guessing a password]
 *
 * With OPAQUE whoever asks learns from the first half alone whether a guess was right, so it is the first halves that count. A
 * few are free; each further one must wait twice as long as the one before, up to a minute. Asking too early is refused and
 * costs no more waiting. Tries are counted for a name and the network that asks, so that whoever guesses from elsewhere makes a
 * member wait at most a little: the count of the name alone begins late and waits seconds. Behind a proxy on this machine all
 * networks are one. The paper key, which cannot be guessed, signs in at any time. Names that do not exist are counted alike. A
 * right password clears the counts. Memory holds keyed digests only: names typed by mistake can be passwords, networks say who asks.
 */
const BY_NETWORK: Pace = { freeTries: 5, longestWaitMs: 60_000 };
const BY_NAME: Pace = { freeTries: 50, longestWaitMs: 4_000 };
const FORGOTTEN_AFTER_MS = 15 * 60_000;
const MOST_NAMES = 20_000;

type Pace = { readonly freeTries: number; readonly longestWaitMs: number };
type Tries = { readonly count: number; readonly lastAt: number };

/** Who tries: the name that was typed and the address of the socket. */
export type Trier = { readonly name: string; readonly address: string };

export type Throttle = {
  /** Counts one try. Throws `rate-limited` when it comes too early. */
  readonly ensureAllowed: (trier: Trier, nowMs: number) => void;
  readonly clear: (trier: Trier) => void;
};

/** Counts tries by name and network and by name, in memory only. See [Note: Guessing a password]. */
export function createThrottle(): Throttle {
  const key = randomBytes(32);
  const digest = (text: string): string =>
    createHmac("sha256", key).update(text).digest("base64url");
  const counts = [
    {
      counter: createCounter(BY_NETWORK),
      keyOf: ({ name, address }: Trier) => digest(`${networkOf(address) ?? "own"}\n${name}`),
    },
    { counter: createCounter(BY_NAME), keyOf: ({ name }: Trier) => digest(name) },
  ];
  return Object.freeze({
    ensureAllowed: (trier, nowMs) => {
      if (!counts.every(({ counter, keyOf }) => counter.isAllowed(keyOf(trier), nowMs)))
        throw new ApiError("rate-limited");
      for (const { counter, keyOf } of counts) counter.add(keyOf(trier), nowMs);
    },
    clear: (trier) => {
      for (const { counter, keyOf } of counts) counter.clear(keyOf(trier));
    },
  });
}

type Counter = {
  readonly isAllowed: (key: string, nowMs: number) => boolean;
  readonly add: (key: string, nowMs: number) => void;
  readonly clear: (key: string) => void;
};

function createCounter(pace: Pace): Counter {
  const tries = new Map<string, Tries>();
  const recent = (key: string, nowMs: number): Tries | null => {
    const known = tries.get(key);
    return known !== undefined && nowMs - known.lastAt < FORGOTTEN_AFTER_MS ? known : null;
  };
  return {
    isAllowed: (key, nowMs) => {
      const before = recent(key, nowMs);
      return before === null || nowMs >= before.lastAt + waitAfter(before.count, pace);
    },
    add: (key, nowMs) => {
      const count = (recent(key, nowMs)?.count ?? 0) + 1;
      tries.delete(key);
      tries.set(key, { count, lastAt: nowMs });
      forgetOldest(tries);
    },
    clear: (key) => void tries.delete(key),
  };
}

const waitAfter = (count: number, { freeTries, longestWaitMs }: Pace): number =>
  count < freeTries ? 0 : Math.min(1_000 * 2 ** (count - freeTries), longestWaitMs);

/** A Map keeps the order of insertion, so the first key is the one that was tried longest ago. */
function forgetOldest(tries: Map<string, Tries>): void {
  const oldest = tries.size > MOST_NAMES ? tries.keys().next() : null;
  if (oldest !== null && oldest.done !== true) tries.delete(oldest.value);
}
