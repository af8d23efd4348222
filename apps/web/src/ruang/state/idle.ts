/** Without a touch for this long the room locks itself. */
export const IDLE_MS = 10 * 60_000;
/** How long before that the person is warned. */
export const WARN_MS = 60_000;

export type IdleStage = "active" | "warning" | "over";

/** Where an untouched room stands. Both moments are milliseconds of the same clock. */
export function idleStage(touchedAt: number, now: number): IdleStage {
  const idle = now - touchedAt;
  if (idle >= IDLE_MS) return "over";
  return idle >= IDLE_MS - WARN_MS ? "warning" : "active";
}
