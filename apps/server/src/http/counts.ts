const HOUR_MS = 3_600_000;

export type Counts = {
  /** Counts one reply by its status. */
  readonly add: (status: number) => void;
  /** Writes what was counted and not written yet. */
  readonly flush: () => void;
};

/** All that the public origin leaves in the log (rulings R13): one line an hour with how many replies had which status. No line for an hour without replies. */
export function createCounts(
  scope: string,
  nowMs: () => number,
  logLine: (line: string) => void,
): Counts {
  const counts = new Map<number, number>();
  let hour = Math.floor(nowMs() / HOUR_MS);
  const flush = (): void => {
    if (counts.size === 0) return;
    const words = [...counts]
      .toSorted(([one], [other]) => one - other)
      .map(([status, count]) => `${status}×${count}`);
    logLine(`${new Date(hour * HOUR_MS).toISOString().slice(0, 13)}h ${scope} ${words.join(" ")}`);
    counts.clear();
  };
  return {
    add: (status) => {
      const now = Math.floor(nowMs() / HOUR_MS);
      if (now !== hour) {
        flush();
        hour = now;
      }
      counts.set(status, (counts.get(status) ?? 0) + 1);
    },
    flush,
  };
}
