import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import {
  appendLeaf,
  consistencyProof,
  emptyTree,
  inclusionProof,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "@bijak/envelope/audit";
import { createLevels } from "../src/audit/levels.ts";

const LEAVES = Array.from(
  { length: 130 },
  (_, index) => new Uint8Array(createHash("sha256").update(`leaf ${index}`).digest()),
);

function levelsOf(count: number): ReturnType<typeof createLevels> {
  const levels = createLevels();
  for (const leaf of LEAVES.slice(0, count)) levels.append(leaf);
  return levels;
}

test("roots of every size to 130 are those of the tree that appends one leaf at a time", () => {
  const levels = levelsOf(LEAVES.length);
  for (let size = 0; size <= LEAVES.length; size += 1) {
    assert.deepEqual(
      levels.root(size),
      rootOf(LEAVES.slice(0, size).reduce(appendLeaf, emptyTree())),
    );
  }
});

test("every inclusion proof to size 130 is RFC 6962's own and verifies", () => {
  const levels = levelsOf(LEAVES.length);
  for (let size = 1; size <= LEAVES.length; size += 1) {
    const root = levels.root(size);
    for (const [index, leaf] of LEAVES.slice(0, size).entries()) {
      const proof = levels.inclusion(index, size);
      assert.ok(verifyInclusion({ leaf, index, size, proof, root }));
      if (size % 13 === 0) assert.deepEqual(proof, inclusionProof(LEAVES.slice(0, size), index));
    }
  }
});

test("every consistency proof to size 130 is RFC 6962's own and verifies", () => {
  const levels = levelsOf(LEAVES.length);
  for (let size = 0; size <= LEAVES.length; size += 1) {
    for (let oldSize = 0; oldSize <= size; oldSize += 1) {
      const proof = levels.consistency(oldSize, size);
      assert.ok(
        verifyConsistency({
          oldSize,
          oldRoot: levels.root(oldSize),
          size,
          root: levels.root(size),
          proof,
        }),
      );
      if (size % 13 === 0)
        assert.deepEqual(proof, consistencyProof(LEAVES.slice(0, size), oldSize));
    }
  }
});
