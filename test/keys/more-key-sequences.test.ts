import { describe, test } from "node:test";
import { playSequences, PROMISE, seedPairs } from "./fixed-sequences.ts";

// In a file of their own, so that they run beside the others.
describe(PROMISE, () => {
  for (const seeds of seedPairs(27, 50))
    test(`in sequences ${seeds.join(" and ")}`, () => playSequences(seeds));
});
