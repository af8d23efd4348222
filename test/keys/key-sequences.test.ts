import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createDraw } from "./draw.ts";
import { playSequences, PROMISE, seedPairs } from "./fixed-sequences.ts";
import { KeyFault } from "./sequence.ts";

describe(PROMISE, () => {
  for (const seeds of seedPairs(1, 26))
    test(`in sequences ${seeds.join(" and ")}`, () => playSequences(seeds));
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
