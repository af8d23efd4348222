import { ApiError } from "@bijak/contract";

/** How long to wait, and how; handed in so that tests need not wait. */
export type Pace = {
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** How long one request may take before it counts as lost, apart from the time its body needs on a slow line. */
  readonly requestMs: number;
};

export type Waiting = {
  /** Ends the trying. What was sent before may have arrived. */
  readonly signal?: AbortSignal | undefined;
  /** Called before each wait with the number of failed attempts. */
  readonly onWait?: ((attempt: number, delayMs: number) => void) | undefined;
  readonly pace?: Pace | undefined;
};

const SHORTEST_MS = 1_000;
const LONGEST_MS = 30_000;
/** A line of 4 KB a second, 32 kbit/s, is slow and still good. */
const SLOWEST_BYTES_A_MS = 4;

export const REAL_PACE: Pace = Object.freeze({
  sleep: sleepFor,
  random: () => Math.random(),
  requestMs: 60_000,
});

/** The wait after so many failures: anything up to a bound that doubles from 1 s to 30 s ("full jitter"). */
export const gapAfter = (failures: number, random: () => number): number =>
  Math.round(random() * Math.min(LONGEST_MS, SHORTEST_MS * 2 ** (failures - 1)));

/**
 * Runs `work` until it succeeds. Failures that may pass (`ApiError.isRetryable`) are followed by a wait and another
 * attempt, without end; any other is thrown, and so is the signal's reason. `bodyBytes` is what a request has to carry.
 */
export async function keepTrying<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { signal, onWait, pace = REAL_PACE }: Waiting,
  bodyBytes = 0,
): Promise<T> {
  const limitMs = pace.requestMs + bodyBytes / SLOWEST_BYTES_A_MS;
  for (let failures = 1; ; failures += 1) {
    signal?.throwIfAborted();
    try {
      return await withinLimit(work, signal, limitMs);
    } catch (fault) {
      if (!(fault instanceof ApiError && fault.isRetryable)) throw fault;
    }
    const delayMs = gapAfter(failures, pace.random);
    onWait?.(failures, delayMs);
    await pace.sleep(delayMs, signal);
  }
}

const ATTEMPTS = 4;

/** As `keepTrying` for work that a person waits for: throws the failure after the fourth attempt. */
export async function tryAgain<T>(work: () => Promise<T>, pace: Pace): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof ApiError && fault.isRetryable) || failures === ATTEMPTS) throw fault;
    }
    await pace.sleep(gapAfter(failures, pace.random), undefined);
  }
}

/**
 * Does once, over a network that fails, what must not happen twice: after a reply was lost it is sent again, and when that is
 * refused `isDone` is asked whether the first one had arrived. Throws as `tryAgain` when it had not.
 */
export function doOnce(
  send: () => Promise<unknown>,
  isDone: () => Promise<boolean>,
  pace: Pace,
): Promise<void> {
  let isUncertain = false;
  return tryAgain(async () => {
    try {
      await send();
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault;
      if (isUncertain && !fault.isRetryable && (await isDone())) return;
      isUncertain ||= fault.isRetryable;
      throw fault;
    }
  }, pace);
}

/** A request that gives no reply within the limit counts as lost in the network. */
async function withinLimit<T>(
  work: (signal: AbortSignal) => Promise<T>,
  outer: AbortSignal | undefined,
  limitMs: number,
): Promise<T> {
  const request = new AbortController();
  const stop = () => request.abort(outer?.reason);
  const timer = setTimeout(() => request.abort(), limitMs);
  outer?.addEventListener("abort", stop, { once: true });
  try {
    return await work(request.signal);
  } catch (fault) {
    outer?.throwIfAborted();
    throw request.signal.aborted ? new ApiError("network") : fault;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", stop);
  }
}

function sleepFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
