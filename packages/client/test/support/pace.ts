import type { Pace } from "../../src/shared/pace.ts";

/** Waits for nothing. */
export const impatient: Pace = Object.freeze({
  sleep: () => Promise.resolve(),
  random: () => 0.5,
  requestMs: 30_000,
});
