import assert from "node:assert/strict";
import { test } from "node:test";
import { pinnedFingerprint } from "../src/index.ts";

const PINNED = {
  instance: "lapor.kota-contoh.go.id",
  suite: "pq",
  signers: ["signer.1+00000000+AQ==", "signer.2+00000000+AQ=="],
  threshold: 1,
} as const;

test("what is pinned of an institution has six groups of five digits, others when anything in it is another", async () => {
  const groups = await pinnedFingerprint(PINNED);
  assert.equal(groups.length, 6);
  assert.ok(groups.every((group) => /^[0-9]{5}$/.test(group)));
  const others = [
    { ...PINNED, instance: "lapor.kota-lain.go.id" },
    { ...PINNED, suite: "x25519" as const },
    { ...PINNED, signers: [...PINNED.signers].toReversed() },
    { ...PINNED, signers: PINNED.signers.slice(1) },
    { ...PINNED, threshold: 2 },
  ];
  for (const other of others) assert.notDeepEqual(await pinnedFingerprint(other), groups);
});
