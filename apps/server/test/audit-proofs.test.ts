import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { LogProof as ProofOnWire } from "@bijak/contract";
import { countingVkeys, type LogProof } from "@bijak/envelope/audit";
import { createAudit } from "../src/audit/audit.ts";
import { digestOf, parseBase64 } from "../src/encoding.ts";
import type { ProofReader } from "../src/ports.ts";
import { type House, openHouse } from "./support/house.ts";
import { published } from "./support/notes.ts";
import { rotate } from "./support/rotations.ts";
import { DIALECTS } from "./support/stores.ts";

const auditOf = (house: House) =>
  createAudit(house.parts, {
    requireMember: async () => assert.fail(),
    mayKnow: async () => false,
    currentDirectory: async () => (await published(house)).directory,
  });

/** Something that stands in the log, as what a unit writes does. */
async function write(house: House, type: string, actor = house.person("djp-petugas").id) {
  const digest = digestOf(`${type} ${Math.random()}`);
  const entry = { type, actor, object: "A".repeat(16), digest };
  await house.store.transact((tx) => auditOf(house).appendEntry(tx, entry));
  return digest;
}

const proofsOf = async (house: House, digest: string, kind: ProofReader = "staff") =>
  (await auditOf(house).proofsOf([digest], kind)).get(digest) ?? [];

const parse = ({ hashes, salt, ...proof }: ProofOnWire): LogProof => ({
  ...proof,
  salt: parseBase64(salt),
  hashes: hashes.map(parseBase64),
});

/** The epochs of DJP whose signature under an object with this digest counts, as a client sees it. */
async function countingEpochs(house: House, digest: string, proofs: readonly ProofOnWire[]) {
  const { directory } = await published(house);
  const vkeys = await countingVkeys(directory, digest, proofs.map(parse));
  return vkeys
    .filter((vkey) => vkey.startsWith("unit.DJP."))
    .map((vkey) => Number(/^unit\.DJP\.(\d+)/u.exec(vkey)?.[1]))
    .toSorted((one, other) => one - other);
}

for (const dialect of DIALECTS)
  describe(`proofs of before a key was retired, on ${dialect}`, async () => {
    const house = await openHouse(dialect);
    const early = await write(house, "message");

    test("are not looked for while no key was retired", async () => {
      const { store } = house.parts;
      const blind = { ...store, db: new Proxy(store.db, { get: () => assert.fail("was read") }) };
      const audit = createAudit(
        { ...house.parts, store: blind },
        {
          requireMember: async () => assert.fail(),
          mayKnow: async () => false,
          currentDirectory: async () => (await published(house)).directory,
        },
      );
      assert.equal((await audit.proofsOf([early], "staff")).size, 0);
    });

    test("make the retired key count for what stood in the log before, and for nothing after", async () => {
      await rotate(house, "djp-petugas");
      const late = await write(house, "message");
      const proofs = await proofsOf(house, early);
      assert.equal(proofs.length, 1);
      assert.deepEqual(await countingEpochs(house, early, proofs), [1, 2]);
      assert.deepEqual(await proofsOf(house, late), []);
      assert.deepEqual(await countingEpochs(house, late, proofs), [2], "a proof of another object");
      assert.deepEqual(await proofsOf(house, digestOf("nowhere")), []);
    });

    test("lead to the first retirement after, and to that alone", async () => {
      const between = await write(house, "message");
      await rotate(house, "djp-rekan");
      assert.deepEqual(
        await countingEpochs(house, between, await proofsOf(house, between)),
        [2, 3],
      );
      assert.deepEqual(await countingEpochs(house, early, await proofsOf(house, early)), [1, 3]);
    });

    test("are one for each unit that has retired a key since", async () => {
      const both = await write(house, "message");
      await rotate(house, "djbc-petugas", "DJBC");
      const [proof, ...others] = await proofsOf(house, both);
      assert.deepEqual(others, []);
      assert.ok(proof);
      const { directory } = await published(house);
      assert.equal(proof.size, directory.retired.find(({ unit }) => unit === "DJBC")?.logSize);
      const sizes = (await proofsOf(house, early)).map(({ size }) => size);
      assert.equal(sizes.length, 2);
      assert.ok(sizes.includes(proof.size));
    });

    test("for a reporter come from records that name no member", async () => {
      const digest = await write(house, "message");
      const bare = { type: "to-reporter", actor: "unit", object: "A".repeat(16), digest };
      await house.store.transact((tx) => auditOf(house).appendEntry(tx, bare));
      const named = await write(house, "message");
      const forged = await write(house, "to-reporter");
      await rotate(house, "djp-petugas");
      const proofs = await proofsOf(house, digest, "reporter");
      assert.equal(proofs.length, 1);
      for (const { record } of proofs) {
        assert.ok(!record.includes(house.person("djp-petugas").id));
        assert.equal((JSON.parse(record) as { type: string }).type, "to-reporter");
      }
      assert.ok((await countingEpochs(house, digest, proofs)).includes(3));
      for (const other of [named, forged, early])
        assert.deepEqual(await proofsOf(house, other, "reporter"), []);
      assert.equal((await proofsOf(house, named)).length, 1);
    });

    test("of many digests at once are each found, and an erased record proves nothing", async () => {
      const digests: string[] = [];
      for (let at = 0; at < 8; at += 1) digests.push(await write(house, "card"));
      await rotate(house, "djp-petugas");
      const [erased] = digests;
      assert.ok(erased);
      await house.store.transact((tx) =>
        tx
          .updateTable("log_entry")
          .set({ record: null, salt: null })
          .where("digest", "=", erased)
          .execute(),
      );
      const asked = [...digests, ...Array.from({ length: 1_100 }, (_, at) => digestOf(String(at)))];
      const found = await auditOf(house).proofsOf(asked, "staff");
      assert.deepEqual([...found.keys()].toSorted(), digests.slice(1).toSorted());
      for (const [digest, proofs] of found)
        assert.ok((await countingEpochs(house, digest, proofs)).length > 1);
    });
  });
