import assert from "node:assert/strict";
import { noCounts } from "./check.ts";
import { runSequence } from "./sequence.ts";

/** What every sequence is asked; the test files say which of them they play. */
export const PROMISE = "after every step just the right people can open just the right things";

/**
 * Seeds in pairs, from `first` to `last`: the same 50 sequences in each `npm test` (R40), so that what one of them finds is found again.
 * `npm run torture -- keys` plays others.
 */
export const seedPairs = (first: number, last: number): readonly (readonly [number, number])[] =>
  Array.from({ length: (last - first + 1) / 2 }, (_, at) => [first + 2 * at, first + 2 * at + 1]);

/** Plays one sequence for each seed. Throws `KeyFault`. */
export async function playSequences(seeds: readonly number[]): Promise<void> {
  const counts = noCounts();
  for (const seed of seeds) await runSequence(seed, counts);
  assert.equal(counts.sequences, seeds.length);
  assert.ok(counts.opens > counts.acts && counts.refusals > 0);
}
