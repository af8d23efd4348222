import type { Pace } from "../../src/shared/pace.ts";

const MOST_WAITS = 2_000;
let waits = 0;

/** Waits for nothing. A test that would wait for ever fails instead. */
export const impatient: Pace = Object.freeze({
  sleep: () => {
    waits += 1;
    return waits > MOST_WAITS ? Promise.reject(new Error("waited too often")) : Promise.resolve();
  },
  random: () => 0.5,
  requestMs: 30_000,
});
