import type { Tx } from "./store.ts";

/*
 * [Note: Group commit]
 *
 * One durable commit costs a disk flush, whether it holds one report or sixty. Works that arrive within two milliseconds, or while
 * the last commit was under way, share one transaction (rulings R22). Each runs in a savepoint of its own, so that a refused one
 * leaves nothing behind and disturbs nobody. No promise resolves before COMMIT has returned; when COMMIT fails, all of them reject.
 */
type Work = {
  readonly run: (tx: Tx) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: unknown) => void;
};

/** How a database lets works share a transaction. */
export type Shared = {
  /** Runs `all` in one durable transaction; rejects, with nothing kept, when `all` or COMMIT does. */
  readonly transact: (all: (tx: Tx) => Promise<void>) => Promise<void>;
  /** Runs one work in a savepoint: kept when it resolves, undone when it rejects. */
  readonly attempt: (tx: Tx, work: (tx: Tx) => Promise<unknown>) => Promise<unknown>;
  /** False when the database has undone the whole transaction by itself, as SQLite may when the disk is full. */
  readonly isAlive: () => boolean;
};

export type GroupOptions = { readonly maxWorks: number; readonly gatherMs: number };
export const GROUP_DEFAULTS: GroupOptions = Object.freeze({ maxWorks: 64, gatherMs: 2 });

export type Group = {
  readonly add: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Resolves when nothing waits and nothing is under way. */
  readonly drained: () => Promise<void>;
};

/** Lets works share commits. See [Note: Group commit]. */
export function createGroup(shared: Shared, { maxWorks, gatherMs }: GroupOptions): Group {
  const waiting: Work[] = [];
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) await commitWorks(shared, waiting.splice(0, maxWorks));
    running = null;
  };
  const start = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    running ??= run();
  };
  const wake = (): void => {
    if (running !== null) return;
    if (waiting.length >= maxWorks) start();
    else timer ??= setTimeout(start, gatherMs);
  };
  return {
    add: <T>(work: (tx: Tx) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ run: work, resolve: resolve as (value: unknown) => void, reject }); // resolved with what `work` gave
        wake();
      }),
    drained: async () => {
      while (waiting.length > 0 || running !== null) {
        start();
        await running;
      }
    },
  };
}

async function commitWorks(shared: Shared, works: readonly Work[]): Promise<void> {
  const outcomes: (() => void)[] = [];
  try {
    await shared.transact(async (tx) => {
      for (const work of works) outcomes.push(await attempt(shared, tx, work));
    });
  } catch (fault) {
    for (const work of works) work.reject(fault);
    return;
  }
  for (const tell of outcomes) tell();
}

async function attempt(
  shared: Shared,
  tx: Tx,
  { run, resolve, reject }: Work,
): Promise<() => void> {
  try {
    const value = await shared.attempt(tx, run);
    return () => resolve(value);
  } catch (fault) {
    if (!shared.isAlive()) throw fault;
    return () => reject(fault);
  }
}
