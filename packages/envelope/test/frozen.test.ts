import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import {
  combineSeed,
  followDirectory,
  followReporterChanges,
  openConfig,
  openMembersNote,
  parseIdentity,
  readCheckpoint,
  readDeclaration,
  readDrill,
  readRotation,
  requireTwo,
  signingKeyFromSeed,
  type SigningKey,
  type Suite,
} from "@bijak/envelope";
import {
  FROZEN_CHECKPOINT,
  FROZEN_CONFIG,
  FROZEN_TODAY,
  asJson,
  frozenAct,
  frozenCaseKeys,
  frozenChange,
  frozenCustody,
  frozenDeclaration,
  frozenDrill,
  frozenMembers,
  frozenRetired,
  frozenRotation,
  type FrozenFile,
} from "./frozen.ts";
import { EVERY_NOTE, SECRETS, openFile } from "./objects.ts";
import { aWorld, fromHex, hexOf, type World } from "./support.ts";

const SUITES: readonly Suite[] = ["x25519", "pq"];

const read = (suite: Suite): FrozenFile =>
  // The file is our own; a wrong shape fails in the tests below.
  JSON.parse(readFileSync(new URL(`vectors/${suite}.json`, import.meta.url), "utf8")) as FrozenFile;

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));

for (const suite of SUITES) {
  describe(`what was sealed once still opens: ${suite}`, () => {
    const frozen = read(suite);
    const seedOf = (name: string): Uint8Array => fromHex(frozen.seeds[name] ?? assert.fail(name));
    let world: World;
    let signers: readonly [SigningKey, SigningKey];

    before(async () => {
      world = await aWorld({ instance: frozen.instance, suite }, seedOf);
      signers = [
        await signingKeyFromSeed("signer-0", seedOf("signer 0")),
        await signingKeyFromSeed("signer-1", seedOf("signer 1")),
      ];
    });

    const directoryOf = () =>
      followDirectory(frozen.notes.directories, {
        instance: frozen.instance,
        signers: [signers[0].vkey],
        threshold: 1,
        today: FROZEN_TODAY,
      });

    test("every kind is among them", () => {
      assert.deepEqual(
        frozen.objects.map(({ kind }) => kind),
        EVERY_NOTE.map(({ kind }) => kind),
      );
    });

    for (const { kind, ciphertext, key, opened } of frozen.objects) {
      test(kind, async () => {
        const object = EVERY_NOTE.find((candidate) => candidate.kind === kind) ?? assert.fail(kind);
        const result = await object.open(bytesOf(ciphertext), world, [parseIdentity(suite, key)]);
        assert.equal(asJson(result), opened);
      });
    }

    test("a file", async () => {
      const { parts, hashes } = frozen.file;
      const blob = await openFile(world.c0.identity, { parts: parts.map(bytesOf), hashes });
      assert.equal(await blob.text(), SECRETS.fileContent);
    });

    test("two directories in a row, and the configuration that they name", async () => {
      const directory = await directoryOf();
      const { serial, isTrial, isRehearsal, custody, retired } = directory;
      assert.deepEqual([serial, isTrial, isRehearsal, directory.suite], [2, false, true, suite]);
      assert.deepEqual([custody, retired], [frozenCustody(world), frozenRetired(world)]);
      assert.deepEqual(
        directory.units.map((unit) => [
          unit.id,
          unit.recipient,
          unit.vkey,
          unit.isOpen,
          unit.validUntil,
          unit.name,
        ]),
        [
          ["DJP", world.djp.recipient, world.djp.signing.vkey, true, null, "Unit Kepatuhan DJP"],
          [
            "ITJEN",
            world.itjen.recipient,
            world.itjen.signing.vkey,
            false,
            30_000,
            "Unit Kepatuhan ITJEN",
          ],
        ],
      );
      assert.equal(await openConfig(frozen.notes.config, directory), FROZEN_CONFIG);
    });

    test("members, act, declaration and checkpoint", async () => {
      const { members: note, act, declaration, checkpoint } = frozen.notes;
      const { serial, members } = await openMembersNote(note, await directoryOf());
      assert.deepEqual([serial, members], [4, frozenMembers(world)]);
      assert.deepEqual((await requireTwo(act, members)).act, frozenAct(world));
      assert.deepEqual(await readDeclaration(declaration, members), frozenDeclaration(world));
      assert.deepEqual(await readCheckpoint(checkpoint, signers[0].vkey), FROZEN_CHECKPOINT);
    });

    test("rotation, drill and change of receipt", async () => {
      const { rotation, drill, change } = frozen.notes;
      const members = frozenMembers(world);
      const read = await readRotation(rotation, world.realm, members);
      assert.deepEqual(read, { rotation: frozenRotation(world), signer: world.budi.entry });
      const combined = await readDrill(drill, world.realm, members);
      assert.deepEqual(combined, { drill: frozenDrill(world), signers: members });
      const chain = await followReporterChanges([change], world.realm, frozenCaseKeys(world));
      assert.deepEqual(chain.changes, [frozenChange(world)]);
    });

    test("recovery rows", async () => {
      const { seed, rows } = frozen.recovery;
      for (const three of [
        rows.slice(0, 3),
        rows.slice(2),
        [rows[4] ?? "", rows[1] ?? "", rows[0] ?? ""],
      ]) {
        assert.equal(hexOf(await combineSeed(three)), seed);
      }
    });
  });
}
