import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as fc from "fast-check";
import {
  appendLeaf,
  countingVkeys,
  emptyTree,
  inclusionProof,
  leafData,
  leafHash,
  openCaseKeys,
  openMailboxCard,
  openMessage,
  rootOf,
  sealCaseKeys,
  sealMailboxCard,
  sealMessage,
  sha256Base64,
  type Directory,
  type Hash,
  type LogProof,
  type MerkleTree,
} from "@bijak/envelope";
import { countingVkeys as countingVkeysOfServer } from "@bijak/envelope/audit";
import { aBody, aDraft, byBudi, caseKeysOf, opening } from "./objects.ts";
import { aWorld, flipped, refusedAs, utf8, type World } from "./support.ts";

let world: World;

before(async () => {
  world = await aWorld();
});

/** A log of the server in which these digests stand, one after the other, with everything that proves it. */
type Log = { readonly leaves: readonly Hash[]; readonly entries: readonly Entry[] };
type Entry = { readonly record: string; readonly salt: Uint8Array };

const recordOf = (seq: number, digest: string): string =>
  JSON.stringify({ seq, day: 20_780, type: "to-reporter", actor: "unit", object: "kasus", digest });

async function aLog(digests: readonly string[]): Promise<Log> {
  const entries = digests.map((digest, seq) => ({
    record: recordOf(seq, digest),
    salt: crypto.getRandomValues(new Uint8Array(16)),
  }));
  const leaves = await Promise.all(
    entries.map(async ({ salt, record }) => leafHash(await leafData(salt, record))),
  );
  return { leaves, entries };
}

const rootAt = ({ leaves }: Log, size: number): Hash =>
  rootOf(
    leaves.slice(0, size).reduce<MerkleTree>((tree, leaf) => appendLeaf(tree, leaf), emptyTree()),
  );

function proofOf({ leaves, entries }: Log, index: number, size: number): LogProof {
  const { record, salt } = entries[index] ?? assert.fail();
  return { size, index, record, salt, hashes: inclusionProof(leaves.slice(0, size), index) };
}

/** A directory in which DJP gave up its old key when the log had this size and root. */
const retiredAt = (logSize: number, root: Hash): Pick<Directory, "units" | "retired"> => ({
  units: [world.djp, world.itjen].map(({ id, epoch, recipient, signing }) => ({
    id,
    epoch,
    recipient,
    vkey: signing.vkey,
    isOpen: true,
    conflictTarget: null,
    validFrom: 0,
    validUntil: null,
    name: id,
  })),
  retired: [
    {
      unit: "DJP",
      epoch: 0,
      vkey: world.formerDjp.signing.vkey,
      logSize,
      root: Buffer.from(root).toString("base64"),
    },
  ],
});

const current = (): readonly string[] => [world.djp.signing.vkey, world.itjen.signing.vkey];
const withFormer = (): readonly string[] => [...current(), world.formerDjp.signing.vkey];

describe("the unit keys that count for a sealed object", () => {
  test("are those of today; a retired one, too, if the log held the object before it was retired", async () => {
    const digest = await sha256Base64(utf8("isi"));
    const log = await aLog(["a", digest, "b"]);
    const directory = retiredAt(3, rootAt(log, 3));
    assert.deepEqual(await countingVkeys(directory, digest, []), current());
    const proofs = [proofOf(log, 1, 3)];
    assert.deepEqual(await countingVkeys(directory, digest, proofs), withFormer());
    assert.deepEqual(await countingVkeysOfServer(directory, digest, proofs), withFormer());
  });

  test("include a retired one exactly when the entry stands below the size at retirement, for any log", async () => {
    const sizes = fc.integer({ min: 1, max: 24 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, at, retired) => {
        const digests = Array.from({ length: size }, (_, seq) => `digest ${seq}`);
        const log = await aLog(digests);
        const index = at % size;
        const logSize = (retired % size) + 1;
        const directory = retiredAt(logSize, rootAt(log, logSize));
        const whole = [proofOf(log, index, size)];
        const proofs = index < logSize ? [proofOf(log, index, logSize)] : whole;
        const counting = await countingVkeys(directory, digests[index] ?? "", proofs);
        assert.deepEqual(counting, index < logSize ? withFormer() : current());
      }),
      { numRuns: 60 },
    );
  });

  test("do not grow by a proof of another size, root, digest, record, salt, index or path", async () => {
    const digest = await sha256Base64(utf8("isi"));
    const log = await aLog(["a", "b", digest, "c", "d"]);
    const right = proofOf(log, 2, 4);
    const directory = retiredAt(4, rootAt(log, 4));
    assert.deepEqual(await countingVkeys(directory, digest, [right]), withFormer());
    const [first = assert.fail(), ...rest] = right.hashes;
    const wrong: readonly LogProof[] = [
      proofOf(log, 2, 5),
      { ...right, size: 5 },
      { ...right, index: 3 },
      { ...right, index: 4 },
      { ...right, record: recordOf(2, "b") },
      { ...right, record: right.record.replace("20780", "20781") },
      { ...right, record: "bukan JSON" },
      { ...right, salt: flipped(right.salt, 0) },
      { ...right, salt: new Uint8Array(15) },
      { ...right, hashes: [flipped(first, 31), ...rest] },
      { ...right, hashes: [first.slice(1), ...rest] },
      { ...right, hashes: rest },
      { ...right, hashes: [...right.hashes, first] },
    ];
    for (const [at, proof] of wrong.entries())
      assert.deepEqual(await countingVkeys(directory, digest, [proof]), current(), String(at));
    const fits = proofOf(log, 0, 4);
    assert.deepEqual(await countingVkeys(directory, "a", [fits]), withFormer());
    assert.deepEqual(await countingVkeys(directory, "a", [{ ...fits, size: 3 }]), current());
    const otherRoot = retiredAt(4, flipped(rootAt(log, 4), 0));
    assert.deepEqual(await countingVkeys(otherRoot, digest, [right]), current());
    assert.deepEqual(
      await countingVkeys(directory, await sha256Base64(utf8("lain")), [right]),
      current(),
    );
    assert.deepEqual(await countingVkeys(directory, digest, [...wrong, right]), withFormer());
  });

  test("do not grow by a record that names no digest, even if the log holds it", async () => {
    for (const record of ["null", "7", '"digest"', "[]", "{}", '{"digest":null}']) {
      const salt = new Uint8Array(16);
      const leaf = leafHash(await leafData(salt, record));
      const proof = { size: 1, index: 0, record, salt, hashes: [] };
      const directory = retiredAt(1, rootOf(appendLeaf(emptyTree(), leaf)));
      for (const digest of ["", "null", "undefined", "digest"])
        assert.deepEqual(await countingVkeys(directory, digest, [proof]), current(), record);
    }
  });
});

describe("a removed member with the server forges an old object", () => {
  /** What is signed with the key that DJP gave up, and how who reads it opens it. */
  const forgeries = (): readonly {
    readonly kind: string;
    readonly seal: () => Promise<Uint8Array>;
    readonly open: (bytes: Uint8Array, unitVkeys: readonly string[]) => Promise<unknown>;
  }[] => [
    {
      kind: "message",
      seal: () =>
        sealMessage({
          realm: world.realm,
          message: aDraft(world, { author: "DJP", n: 1, body: aBody() }),
          recipients: [world.c1.recipient, world.reporter.recipient],
          signingKey: world.formerDjp.signing,
          member: byBudi(world, world.c1.recipient),
        }),
      open: (bytes, unitVkeys) =>
        openMessage(bytes, [world.reporter.identity], { ...opening(world), unitVkeys }),
    },
    {
      kind: "mailbox-card",
      seal: () =>
        sealMailboxCard(
          world.realm,
          {
            caseId: world.caseId,
            n: 1,
            caseRecipient: world.c1.recipient,
            units: ["DJP"],
            standby: null,
          },
          world.reporter.recipient,
          world.formerDjp.signing,
        ),
      open: (bytes, unitVkeys) =>
        openMailboxCard(bytes, world.reporter.identity, { ...opening(world), unitVkeys }),
    },
    {
      kind: "wrap",
      seal: () =>
        sealCaseKeys(
          world.realm,
          { ...caseKeysOf(world), keys: [world.c0.identity, world.c1.identity] },
          [world.djp.recipient],
          world.formerDjp.signing,
        ),
      open: (bytes, unitVkeys) =>
        openCaseKeys(bytes, [world.djp.identity], {
          realm: world.realm,
          caseId: world.caseId,
          holder: { kind: "unit", id: "DJP" },
          unitVkeys,
        }),
    },
  ];

  for (const kind of ["message", "mailbox-card", "wrap"]) {
    test(`${kind}: refused, unless the log held it before the key was retired`, async () => {
      const object = forgeries().find((one) => one.kind === kind) ?? assert.fail();
      const [honest, forged] = await Promise.all([object.seal(), object.seal()]);
      const [digest, forgedDigest] = await Promise.all([honest, forged].map(sha256Base64));
      assert.ok(digest !== undefined && forgedDigest !== undefined);
      const log = await aLog([digest, "batas", forgedDigest]);
      const directory = retiredAt(2, rootAt(log, 2));
      const proofs = [proofOf(log, 0, 2)];
      await object.open(honest, await countingVkeys(directory, digest, proofs));
      const attacks = [
        [],
        proofs,
        [proofOf(log, 2, 3)],
        [{ ...proofOf(log, 2, 3), size: 2 }],
        [{ ...proofOf(log, 0, 2), record: recordOf(0, forgedDigest) }],
      ];
      for (const attack of attacks) {
        const unitVkeys = await countingVkeys(directory, forgedDigest, attack);
        await assert.rejects(object.open(forged, unitVkeys), refusedAs("note-not-authentic"));
      }
    });
  }
});
