import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createDraw } from "./draw.ts";
import { noCounts } from "./check.ts";
import { KeyFault, runSequence } from "./sequence.ts";

/** The same 50 sequences each time (R40): what one of them finds is found again. `npm run torture -- keys` does others. */
const SEQUENCES = 50;
const PER_TEST = 2;

describe("after every step just the right people can open just the right things", () => {
  for (let first = 1; first <= SEQUENCES; first += PER_TEST)
    test(`in sequences ${first} to ${first + PER_TEST - 1}`, async () => {
      const counts = noCounts();
      for (let seed = first; seed < first + PER_TEST; seed += 1) await runSequence(seed, counts);
      assert.equal(counts.sequences, PER_TEST);
      assert.ok(counts.opens > counts.acts && counts.refusals > 0);
    });
});

test("a sequence that finds something tells its seed and what was done", () => {
  const { message } = new KeyFault(7, ["take", "note"], new Error("who opens"));
  assert.equal(message, "seed 7\ntake\nnote\nError: who opens");
});

test("a seed makes the same choices again, and another one others", () => {
  const drawn = (seed: number) => {
    const draw = createDraw(seed);
    return Array.from({ length: 20 }, () => draw.below(1_000));
  };
  assert.deepEqual(drawn(5), drawn(5));
  assert.notDeepEqual(drawn(5), drawn(6));
});
