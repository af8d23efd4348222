import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as fc from "fast-check";
import {
  appendLeaf,
  consistencyProof,
  emptyTree,
  generateSigningKey,
  inclusionProof,
  leafData,
  leafHash,
  readCheckpoint,
  rootOf,
  signNote,
  verifyConsistency,
  verifyInclusion,
  writeCheckpoint,
  type Hash,
} from "@bijak/envelope/audit";
import { fromHex, flipped, hexOf, refusedAs, utf8 } from "./support.ts";

/* The leaves and roots of the reference tests of Certificate Transparency, sizes 0 to 8. */
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const leavesUpTo = (size: number): readonly Hash[] =>
  Array.from({ length: size }, (_, at) => leafHash(utf8(`catatan ${at}`)));
const rootUpTo = (leaves: readonly Hash[]): Hash => rootOf(leaves.reduce(appendLeaf, emptyTree()));

const MAX = 130;
const ALL = leavesUpTo(MAX);
const ROOT_AT = Array.from({ length: MAX + 1 }, (_, size) => rootUpTo(ALL.slice(0, size)));
const rootAt = (size: number): Hash => ROOT_AT[size] ?? new Uint8Array();

describe("the tree", () => {
  for (const [size, root] of ROOTS.entries()) {
    test(`of ${size} known leaves has the known root`, () => {
      const leaves = LEAVES.slice(0, size).map((leaf) => leafHash(fromHex(leaf)));
      assert.equal(hexOf(rootUpTo(leaves)), root);
    });
  }

  test("stays as it was when a leaf is appended to it", () => {
    const tree = appendLeaf(emptyTree(), leafHash(utf8("a")));
    const before = hexOf(rootOf(tree));
    appendLeaf(tree, leafHash(utf8("b")));
    assert.equal(hexOf(rootOf(tree)), before);
  });

  /* RFC 6962 section 2.1.3, seven leaves: PATH(0) = [b, h, l], PATH(3) = [c, g, l]. */
  test("gives the proofs of the RFC's example of seven leaves", () => {
    const seven = ALL.slice(0, 7);
    const hashes = (from: number, to: number): string => hexOf(rootUpTo(seven.slice(from, to)));
    const proof = (index: number): readonly string[] => inclusionProof(seven, index).map(hexOf);
    assert.deepEqual(proof(0), [hashes(1, 2), hashes(2, 4), hashes(4, 7)]);
    assert.deepEqual(proof(3), [hashes(2, 3), hashes(0, 2), hashes(4, 7)]);
    assert.deepEqual(proof(4), [hashes(5, 6), hashes(6, 7), hashes(0, 4)]);
    assert.deepEqual(proof(6), [hashes(4, 6), hashes(0, 4)]);
    assert.deepEqual(consistencyProof(seven, 3).map(hexOf), [
      hashes(2, 3),
      hashes(3, 4),
      hashes(0, 2),
      hashes(4, 7),
    ]);
    assert.deepEqual(consistencyProof(seven, 4).map(hexOf), [hashes(4, 7)]);
    assert.deepEqual(consistencyProof(seven, 6).map(hexOf), [
      hashes(4, 6),
      hashes(6, 7),
      hashes(0, 4),
    ]);
  });
});

describe("proofs for every size up to 130", () => {
  test("every leaf is shown to be in its tree, and at no other place, size or root", () => {
    let proofs = 0;
    for (let size = 1; size <= MAX; size += 1) {
      const leaves = ALL.slice(0, size);
      const root = rootAt(size);
      for (let index = 0; index < size; index += 1) {
        const leaf = ALL[index] ?? new Uint8Array();
        const proof = inclusionProof(leaves, index);
        const right = { leaf, index, size, proof, root };
        assert.ok(verifyInclusion(right), `${index} of ${size}`);
        proofs += 1;
        if (proofs % 4 !== 0) continue;
        assert.ok(!verifyInclusion({ ...right, index: index + 1 }));
        assert.ok(!verifyInclusion({ ...right, root: rootAt(size - 1) }));
        assert.ok(!verifyInclusion({ ...right, leaf: leafHash(utf8("lain")) }));
        assert.ok(!verifyInclusion({ ...right, proof: [...proof, root] }));
      }
    }
    assert.equal(proofs, 8_515);
  });

  test("every earlier tree is shown to be the beginning of the later one, and no other is", () => {
    let proofs = 0;
    for (let size = 0; size <= MAX; size += 1) {
      const leaves = ALL.slice(0, size);
      const root = rootAt(size);
      for (let oldSize = 0; oldSize <= size; oldSize += 1) {
        const proof = consistencyProof(leaves, oldSize);
        const right = { oldSize, oldRoot: rootAt(oldSize), size, root, proof };
        assert.ok(verifyConsistency(right), `${oldSize} in ${size}`);
        proofs += 1;
        if (proofs % 4 !== 0) continue;
        assert.ok(!verifyConsistency({ ...right, oldRoot: leafHash(utf8("lain")) }));
        assert.ok(!verifyConsistency({ ...right, proof: [...proof, root] }));
        if (oldSize > 0) assert.ok(!verifyConsistency({ ...right, root: leafHash(utf8("lain")) }));
      }
    }
    assert.equal(proofs, 8_646);
  });

  test("any changed or cut step of a proof is seen", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: MAX }),
        fc.nat(),
        fc.nat(),
        fc.nat(31),
        (size, a, b, at) => {
          const leaves = ALL.slice(0, size);
          const index = a % size;
          const proof = inclusionProof(leaves, index);
          const step = b % proof.length;
          const changed = proof.map((hash, no) => (no === step ? flipped(hash, at) : hash));
          const right = { leaf: ALL[index] ?? new Uint8Array(), index, size, root: rootAt(size) };
          assert.ok(!verifyInclusion({ ...right, proof: changed }));
          assert.ok(!verifyInclusion({ ...right, proof: proof.slice(1) }));
          const oldSize = 1 + (a % (size - 1));
          const consistency = consistencyProof(leaves, oldSize);
          const place = b % consistency.length;
          const broken = consistency.map((hash, no) => (no === place ? flipped(hash, at) : hash));
          const trees = { oldSize, oldRoot: rootAt(oldSize), size, root: rootAt(size) };
          assert.ok(!verifyConsistency({ ...trees, proof: broken }));
          assert.ok(!verifyConsistency({ ...trees, proof: consistency.slice(1) }));
          assert.ok(!verifyConsistency({ ...trees, proof: [] }));
        },
      ),
    );
  });

  test("a log that shrank or never was is no continuation", () => {
    const shrunk = { oldSize: 5, oldRoot: rootAt(5), size: 4, root: rootAt(4), proof: [] };
    assert.equal(verifyConsistency(shrunk), false);
    assert.equal(verifyConsistency({ ...shrunk, size: -1 }), false);
    assert.equal(verifyConsistency({ ...shrunk, oldSize: 0.5, size: 1 }), false);
    const fromNothing = { oldSize: 0, oldRoot: rootAt(0), size: 4, root: rootAt(4), proof: [] };
    assert.equal(verifyConsistency(fromNothing), true);
    assert.equal(verifyConsistency({ ...fromNothing, oldRoot: rootAt(1) }), false);
  });

  test("places outside the tree have no proof", () => {
    for (const index of [-1, 3, 0.5]) {
      assert.throws(() => inclusionProof(ALL.slice(0, 3), index), refusedAs("tree-malformed"));
    }
    for (const oldSize of [-1, 4, 0.5]) {
      assert.throws(() => consistencyProof(ALL.slice(0, 3), oldSize), refusedAs("tree-malformed"));
    }
  });
});

describe("the leaf of a record", () => {
  test("is the salted hash of the record, so another salt hides the same record", async () => {
    const salt = new Uint8Array(16).fill(1);
    const data = await leafData(salt, '{"seq":1}');
    /* Computed independently with Python's hashlib. */
    assert.equal(hexOf(data), "343038ee315f709e9a472bb7200c787592e1dad662e684fdc50ddf05845cc85d");
    assert.notDeepEqual(await leafData(new Uint8Array(16).fill(2), '{"seq":1}'), data);
    await assert.rejects(leafData(new Uint8Array(15), ""), refusedAs("tree-malformed"));
  });
});

describe("the checkpoint", () => {
  const checkpoint = { origin: "lapor.kota-contoh.go.id/audit", size: 7, root: rootAt(7) };

  test("reading undoes writing", async () => {
    const key = await generateSigningKey(checkpoint.origin);
    const note = await writeCheckpoint(checkpoint, key);
    assert.deepEqual(await readCheckpoint(note, key.vkey), checkpoint);
    assert.ok(note.startsWith(`${checkpoint.origin}\n7\n`));
  });

  test("by another key, with another size or with more lines is refused", async () => {
    const [key, other] = await Promise.all(["log", "log"].map(generateSigningKey));
    assert.ok(key !== undefined && other !== undefined);
    const note = await writeCheckpoint(checkpoint, key);
    await assert.rejects(readCheckpoint(note, other.vkey), refusedAs("note-not-authentic"));
    await assert.rejects(
      readCheckpoint(note.replace("\n7\n", "\n8\n"), key.vkey),
      refusedAs("note-not-authentic"),
    );
    const [text = ""] = note.split("\n\n");
    for (const wrong of [
      `${text}\nlagi\n`,
      `${text.replace("\n7\n", "\n07\n")}\n`,
      "asal\n7\nAAAA\n",
      "asal\n7\n",
    ]) {
      await assert.rejects(
        readCheckpoint(await signNote(wrong, [key]), key.vkey),
        refusedAs("note-malformed"),
      );
    }
  });

  test("that nobody could read is not written", async () => {
    const key = await generateSigningKey("log");
    for (const wrong of [
      { origin: "dua kata" },
      { origin: "" },
      { size: -1 },
      { root: new Uint8Array(31) },
    ]) {
      await assert.rejects(
        writeCheckpoint({ ...checkpoint, ...wrong }, key),
        refusedAs("note-malformed"),
      );
    }
  });
});
