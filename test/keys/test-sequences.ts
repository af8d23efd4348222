import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { noCounts } from "./check.ts";
import { runSequence } from "./sequence.ts";

const PER_TEST = 2;

/**
 * Tests of the sequences with the seeds from `from` to `to`, an even number of them: the same 50 each time (R40), so that what one of
 * them finds is found again. `npm run torture -- keys` does others.
 */
export function testSequences(from: number, to: number): void {
  describe("after every step just the right people can open just the right things", () => {
    for (let first = from; first < to; first += PER_TEST)
      test(`in sequences ${first} to ${first + PER_TEST - 1}`, async () => {
        const counts = noCounts();
        for (let seed = first; seed < first + PER_TEST; seed += 1) await runSequence(seed, counts);
        assert.equal(counts.sequences, PER_TEST);
        assert.ok(counts.opens > counts.acts && counts.refusals > 0);
      });
  });
}
