import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import {
  combineSeed,
  countRecipients,
  identityFromSeed,
  openBytes,
  openCaseKeys,
  openKeyring,
  recipientOf,
  recoverCaseKeys,
  recoverKeyring,
  sealCaseKeys,
  sealKeyring,
  splitSeed,
  type Recipient,
} from "@bijak/envelope";
import { openSealed } from "../src/sealed-note.ts";
import { caseKeysOf, opening } from "./objects.ts";
import { REALM, aMember, aWorld, refusedAs, type MemberKeys, type World } from "./support.ts";

/* Nobody of DJP can unlock any more: Budi's and Sari's keys are lost, Dewi was let in anew. */
let world: World;
let dewi: MemberKeys;
let seed: Uint8Array;
let rows: readonly string[];
let recovery: Recipient;
let keyring: Uint8Array;

before(async () => {
  world = await aWorld();
  dewi = await aMember("x25519", "dewi");
  seed = crypto.getRandomValues(new Uint8Array(32));
  rows = await splitSeed(seed, { k: 3, n: 5 });
  recovery = await recipientOf(identityFromSeed("x25519", seed));
  const { epoch, identity, signing } = world.djp;
  keyring = await sealKeyring(
    { realm: REALM, unit: "DJP", entries: [{ epoch, identity, signingSeed: signing.seed }] },
    [world.budi.recipient, world.sari.recipient, recovery],
    world.budi.signing,
  );
});

const recovering = () => ({
  realm: REALM,
  unit: "DJP",
  epoch: 1,
  memberVkeys: [world.budi.signing.vkey],
  seed,
  recovery,
  recipients: [dewi.recipient, recovery],
});

describe("recovery of a unit", () => {
  test("k rows hand the very same signed keyring to the members let in anew", async () => {
    const combined = await combineSeed(rows.slice(2));
    const handed = await recoverKeyring(keyring, { ...recovering(), seed: combined });
    assert.equal(countRecipients(handed), 2);
    const { unit, current } = await openKeyring(handed, [dewi.identity], recovering());
    assert.deepEqual([unit, current.identity], ["DJP", world.djp.identity]);
    const identity = identityFromSeed("x25519", seed);
    assert.equal(
      await openSealed("unit-keyring", [dewi.identity], handed),
      await openSealed("unit-keyring", [identity], keyring),
    );
    await assert.rejects(openBytes([world.budi.identity], handed), refusedAs("not-openable"));
  });

  test("rows of another key than the directory names are refused before anything is opened", async () => {
    const other = crypto.getRandomValues(new Uint8Array(32));
    const wrong = [
      { ...recovering(), seed: other },
      { ...recovering(), recovery: world.recovery.recipient },
    ];
    for (const given of wrong)
      await assert.rejects(recoverKeyring(keyring, given), refusedAs("recovery-differs"));
  });

  test("a keyring of another unit, epoch or author is refused", async () => {
    for (const [given, code] of [
      [{ unit: "ITJEN" }, "object-misplaced"],
      [{ epoch: 2 }, "object-misplaced"],
      [{ memberVkeys: [world.sari.signing.vkey] }, "note-not-authentic"],
      [{ recipients: [] }, "recipients-empty"],
    ] as const) {
      const attempt = recoverKeyring(keyring, { ...recovering(), ...given });
      await assert.rejects(attempt, refusedAs(code));
    }
  });
});

describe("recovery of a restricted case", () => {
  const holder = { kind: "recovery", id: "DJP" } as const;
  const seal = (to: Recipient, kind: "recovery" | "member" = "recovery") =>
    sealCaseKeys(
      REALM,
      {
        ...caseKeysOf(world),
        holder: kind === "recovery" ? holder : { kind, id: "budi" },
        members: ["budi"],
        keys: [world.c0.identity, world.c1.identity],
      },
      [to],
      world.djp.signing,
    );
  const asked = () => ({
    ...recovering(),
    caseId: world.caseId,
    unitVkeys: opening(world).unitVkeys,
    recipients: [dewi.recipient],
  });

  test("hands the same keys to the members let in anew", async () => {
    const handed = await recoverCaseKeys(await seal(recovery), asked());
    const { keys } = await openCaseKeys(handed, [dewi.identity], { ...asked(), holder });
    assert.deepEqual(keys, [world.c0.identity, world.c1.identity]);
    await assert.rejects(
      openBytes([identityFromSeed("x25519", seed)], handed),
      refusedAs("not-openable"),
    );
  });

  test("a copy for someone else, another case, unit or author, and another seed are refused", async () => {
    await assert.rejects(
      recoverCaseKeys(await seal(recovery, "member"), asked()),
      refusedAs("object-misplaced"),
    );
    for (const [given, code] of [
      [{ caseId: "PpOoNnMmLlKkJjIi" }, "object-misplaced"],
      [{ unit: "ITJEN" }, "object-misplaced"],
      [{ unitVkeys: [world.itjen.signing.vkey] }, "note-not-authentic"],
      [{ seed: new Uint8Array(32) }, "recovery-differs"],
    ] as const) {
      const attempt = recoverCaseKeys(await seal(recovery), { ...asked(), ...given });
      await assert.rejects(attempt, refusedAs(code));
    }
  });
});
