import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as fc from "fast-check";
import {
  combineSeed,
  ensureCurrentKeyring,
  generatePaperKey,
  generateSigningKey,
  identityFromSeed,
  openBytes,
  openKeyring,
  openVault,
  paperLoginKey,
  prfInput,
  recipientOf,
  sealBytes,
  sealKeyring,
  sealVault,
  slotFromOpaque,
  slotFromPasskey,
  splitSeed,
  type DirectoryUnit,
  type Slot,
  type Vault,
} from "@bijak/envelope";
import { forge } from "./forge.ts";
import { aUnit, aWorld, hexOf, refusedAs, utf8, type UnitKeys, type World } from "./support.ts";

let world: World;
let next: UnitKeys;

before(async () => {
  world = await aWorld();
  next = await aUnit("x25519", "DJP", 2);
});

describe("the unit keyring", () => {
  const entryOf = ({ epoch, identity, signing }: UnitKeys) => ({
    epoch,
    identity,
    signingSeed: signing.seed,
  });
  const seal = (units: readonly UnitKeys[], key = world.budi.signing) =>
    sealKeyring(
      { realm: world.realm, unit: "DJP", entries: units.map(entryOf) },
      [world.budi.recipient, world.sari.recipient],
      key,
    );
  const open = (bytes: Uint8Array, given: Partial<Parameters<typeof openKeyring>[2]> = {}) =>
    openKeyring(bytes, [world.sari.identity], {
      realm: world.realm,
      unit: "DJP",
      epoch: 2,
      memberVkeys: [world.budi.signing.vkey, world.sari.signing.vkey],
      ...given,
    });

  test("opening gives all epochs, and the newest as the current one", async () => {
    const keyring = await open(await seal([world.djp, next]));
    assert.deepEqual(keyring.entries, [entryOf(world.djp), entryOf(next)]);
    const { epoch, identity, recipient, signing } = keyring.current;
    assert.deepEqual(
      { epoch, identity, recipient, signing },
      {
        epoch: 2,
        identity: next.identity,
        recipient: next.recipient,
        signing: next.signing,
      },
    );
  });

  test("an older epoch than the directory names, or another unit's, is refused", async () => {
    await assert.rejects(open(await seal([world.djp])), refusedAs("object-misplaced"));
    await assert.rejects(
      open(await seal([world.djp, next]), { unit: "ITJEN" }),
      refusedAs("object-misplaced"),
    );
  });

  test("a keyring that no listed member signed is refused", async () => {
    const stranger = await generateSigningKey("member.budi");
    const forged = await seal([world.djp, next], stranger);
    await assert.rejects(open(forged), refusedAs("note-not-authentic"));
  });

  test("a keyring that holds other keys than the directory publishes is not current", async () => {
    const keyring = await open(await seal([world.djp, next]));
    const unit: DirectoryUnit = {
      id: "DJP",
      epoch: 2,
      recipient: next.recipient,
      vkey: next.signing.vkey,
      isOpen: true,
      conflictTarget: null,
      validFrom: 0,
      validUntil: null,
      name: "Unit",
    };
    ensureCurrentKeyring(keyring, unit);
    const others: readonly Partial<DirectoryUnit>[] = [
      { id: "ITJEN" },
      { epoch: 1 },
      { recipient: world.djp.recipient },
      { vkey: world.djp.signing.vkey },
    ];
    for (const other of others) {
      assert.throws(
        () => ensureCurrentKeyring(keyring, { ...unit, ...other }),
        refusedAs("keyring-not-current"),
      );
    }
  });

  test("no entries, epochs that do not rise and seeds of another length are not sealed", async () => {
    await assert.rejects(seal([]), refusedAs("note-malformed"));
    await assert.rejects(seal([next, world.djp]), refusedAs("note-malformed"));
    await assert.rejects(seal([world.djp, world.djp]), refusedAs("note-malformed"));
    const short = { ...next, signing: { ...next.signing, seed: new Uint8Array(31) } };
    await assert.rejects(seal([short]), refusedAs("note-malformed"));
  });

  test("a keyring that announces another epoch than its newest, or more lines, is refused", async () => {
    const original = {
      realm: world.realm,
      kind: "unit-keyring",
      bytes: await seal([world.djp, next]),
      key: world.sari.identity,
    } as const;
    for (const change of [
      (text: string) => text.replace("\nDJP\n2\n", "\nDJP\n1\n"),
      (text: string) => `${text}lagi\n`,
    ]) {
      const forged = await forge(original, [world.budi.signing], [world.sari.recipient], change);
      await assert.rejects(open(forged), refusedAs("note-malformed"));
    }
  });
});

describe("the vault and its slots", () => {
  const secret = new Uint8Array(64).fill(9);

  const aVault = (slots: readonly Slot[], given: Partial<Vault> = {}): Vault => ({
    memberId: "budi",
    identity: world.budi.identity,
    signingSeed: world.budi.signing.seed,
    slots,
    directorySerial: 12,
    membersSerial: 9,
    checkpoint: "lapor.kota-contoh.go.id/audit\n3\nAAAA\n",
    signerSeeds: [{ name: "kepala dinas", seed: new Uint8Array(32).fill(3) }],
    ...given,
  });

  test("each slot alone opens all of it", async () => {
    const password = await slotFromOpaque("x25519", secret);
    const passkey = await slotFromPasskey("x25519", secret);
    const paper = await generatePaperKey("x25519");
    const slots: readonly Slot[] = [
      {
        name: "Kata sandi",
        kind: "password",
        recipient: await recipientOf(password),
        credential: null,
      },
      {
        name: "Ponsel Budi",
        kind: "passkey",
        recipient: await recipientOf(passkey),
        credential: "a-_9",
      },
      { name: "Kertas", kind: "paper", recipient: await recipientOf(paper), credential: null },
    ];
    for (const given of [{}, { checkpoint: null, signerSeeds: [] }]) {
      const sealed = await sealVault(world.realm, aVault(slots, given));
      for (const identity of [password, passkey, paper]) {
        const vault = await openVault(sealed, identity, { realm: world.realm, memberId: "budi" });
        assert.deepEqual(vault, aVault(slots, given));
      }
    }
  });

  test("the same secret gives other keys for each purpose and the same ones each time", async () => {
    const paper = identityFromSeed("x25519", secret.slice(0, 32));
    const password = await slotFromOpaque("x25519", secret);
    assert.equal(await slotFromOpaque("x25519", secret), password);
    assert.notEqual(await slotFromPasskey("x25519", secret), password);
    const login = await paperLoginKey(paper);
    assert.equal(login.name, "paper");
    assert.deepEqual(await paperLoginKey(paper), login);
    assert.notDeepEqual(login.seed, secret.slice(0, 32));
  });

  /* Computed independently with Python's hashlib. */
  test("a passkey is always asked for the same", async () => {
    assert.equal(
      hexOf(await prfInput()),
      "5d47e1b7e1fa17224e747688cbbbcd21716d4257d26e205333f454365120e836",
    );
  });

  test("a passkey's slot carries its id, and no other slot does", async () => {
    const paper = await generatePaperKey("x25519");
    const recipient = await recipientOf(paper);
    const slot = { name: "Ponsel", kind: "passkey", recipient, credential: "a-_9" } as const;
    await sealVault(world.realm, aVault([slot]));
    const wrong: readonly Slot[] = [
      { ...slot, credential: null },
      { ...slot, credential: "" },
      { ...slot, credential: "a b" },
      { ...slot, credential: "a+/=" },
      { ...slot, credential: "a".repeat(1_025) },
      { ...slot, kind: "paper" },
      { ...slot, kind: "password" },
    ];
    for (const one of wrong)
      await assert.rejects(sealVault(world.realm, aVault([one])), refusedAs("note-malformed"));
  });

  test("a key that has no slot, and a vault of another member, are refused", async () => {
    const paper = await generatePaperKey("x25519");
    const slots: readonly Slot[] = [
      { name: "Kertas", kind: "paper", recipient: await recipientOf(paper), credential: null },
    ];
    const sealed = await sealVault(world.realm, aVault(slots));
    const expected = { realm: world.realm, memberId: "budi" };
    await assert.rejects(
      openVault(sealed, await generatePaperKey("x25519"), expected),
      refusedAs("not-openable"),
    );
    await assert.rejects(
      openVault(sealed, paper, { ...expected, memberId: "sari" }),
      refusedAs("object-misplaced"),
    );
  });

  test("a slot of an unknown kind, misplaced lines and seeds of another length are refused", async () => {
    const paper = await generatePaperKey("x25519");
    const recipient = await recipientOf(paper);
    const vault = aVault([{ name: "Kertas", kind: "paper", recipient, credential: null }]);
    const bytes = await sealVault(world.realm, vault);
    const original = { realm: world.realm, kind: "vault", bytes, key: paper } as const;
    const expected = { realm: world.realm, memberId: "budi" };
    for (const change of [
      (text: string) => text.replace("slot paper", "slot telepon"),
      (text: string) => text.replace(/(slot .*\n)(signer .*\n)/, "$2$1"),
      (text: string) => text.replace("Kertas", "%4Bertas"),
    ]) {
      const forged = await forge(original, [world.budi.signing], [recipient], change);
      await assert.rejects(openVault(forged, paper, expected), refusedAs("note-malformed"));
    }
    const signerSeeds = [{ name: "kepala", seed: new Uint8Array(31) }];
    await assert.rejects(
      sealVault(world.realm, { ...vault, signerSeeds }),
      refusedAs("note-malformed"),
    );
  });

  test("a vault without slots is not sealed: nobody could open it", async () => {
    await assert.rejects(sealVault(world.realm, aVault([])), refusedAs("recipients-empty"));
  });
});

describe("recovery rows", () => {
  const subsets = (rows: readonly string[], size: number): readonly (readonly string[])[] =>
    size === 0
      ? [[]]
      : rows.flatMap((row, at) =>
          subsets(rows.slice(at + 1), size - 1).map((rest) => [row, ...rest]),
        );

  test("any three of five bring the seed back, and with it everything of the unit", async () => {
    const seed = crypto.getRandomValues(new Uint8Array(32));
    const rows = await splitSeed(seed, { k: 3, n: 5 });
    const sealed = await sealBytes(
      "x25519",
      [await recipientOf(identityFromSeed("x25519", seed))],
      utf8("isi"),
    );
    for (const three of subsets(rows, 3)) {
      const identity = identityFromSeed("x25519", await combineSeed(three));
      assert.deepEqual(await openBytes([identity], sealed), utf8("isi"));
    }
    assert.equal(subsets(rows, 3).length, 10);
  });

  test("splitting and combining gives the seed back for any seed, k and n", async () => {
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 2, max: 5 }), fc.nat(4), async (seed, k, extra) => {
        const rows = await splitSeed(seed, { k, n: k + extra });
        assert.deepEqual(await combineSeed(rows.slice(extra)), seed);
        assert.deepEqual(await combineSeed(rows), seed);
      }),
      { numRuns: 40 },
    );
  });

  test("fewer than k rows give nothing", async () => {
    const rows = await splitSeed(new Uint8Array(32).fill(1), { k: 3, n: 5 });
    for (const two of subsets(rows, 2))
      await assert.rejects(combineSeed(two), refusedAs("shares-missing"));
    await assert.rejects(combineSeed([]), refusedAs("shares-missing"));
  });

  test("any mistyped character is found in its row", async () => {
    const rows = await splitSeed(new Uint8Array(32).fill(1), { k: 2, n: 2 });
    const [row = "", other = ""] = rows;
    for (let at = 0; at < row.length; at += 1) {
      if (row[at] === " ") continue;
      const typed = row.slice(0, at) + (row[at] === "Q" ? "R" : "Q") + row.slice(at + 1);
      await assert.rejects(
        combineSeed([typed, other]),
        refusedAs("share-damaged"),
        `character ${at}`,
      );
    }
    for (const typed of ["", row.slice(1), `${row} AAAA`, row.replace(/./, "*")]) {
      await assert.rejects(combineSeed([typed, other]), refusedAs("share-damaged"));
    }
  });

  test("rows are forgiven lower case, dashes, missing spaces and 0 1 8 for O I B", async () => {
    const seed = crypto.getRandomValues(new Uint8Array(32));
    const rows = await splitSeed(seed, { k: 2, n: 3 });
    const typed = rows.map((row) =>
      row
        .toLowerCase()
        .replaceAll(" ", "-")
        .replaceAll("o", "0")
        .replaceAll("i", "1")
        .replaceAll("b", "8"),
    );
    assert.deepEqual(await combineSeed(typed.slice(1)), seed);
    assert.deepEqual(await combineSeed(rows.map((row) => row.replaceAll(" ", "")).slice(1)), seed);
  });

  test("rows of two seeds, and one row twice, are refused", async () => {
    const [a, b] = await Promise.all(
      [1, 2].map((fill) => splitSeed(new Uint8Array(32).fill(fill), { k: 2, n: 3 })),
    );
    assert.ok(a !== undefined && b !== undefined);
    await assert.rejects(combineSeed([a[0] ?? "", b[1] ?? ""]), refusedAs("shares-differ"));
    await assert.rejects(combineSeed([a[0] ?? "", a[0] ?? ""]), refusedAs("shares-differ"));
    const [c, d] = await Promise.all(
      [3, 4].map((fill) => splitSeed(new Uint8Array(32).fill(fill), { k: 3, n: 3 })),
    );
    assert.ok(c !== undefined && d !== undefined);
    await assert.rejects(combineSeed([c[0] ?? "", d[1] ?? ""]), refusedAs("shares-differ"));
    const again = await splitSeed(new Uint8Array(32).fill(1), { k: 2, n: 3 });
    await assert.rejects(combineSeed([a[0] ?? "", again[1] ?? ""]), refusedAs("shares-differ"));
  });

  test("are sixteen groups of four", async () => {
    for (const row of await splitSeed(new Uint8Array(32).fill(5), { k: 3, n: 5 })) {
      assert.match(row, /^([A-Z2-7]{4} ){15}[A-Z2-7]{4}$/);
    }
  });

  test("other seeds, thresholds and counts are not split", async () => {
    const wrong = [
      { k: 1, n: 5 },
      { k: 4, n: 3 },
      { k: 2, n: 256 },
    ];
    for (const counts of wrong) {
      await assert.rejects(splitSeed(new Uint8Array(32), counts), refusedAs("share-damaged"));
    }
    await assert.rejects(splitSeed(new Uint8Array(31), { k: 2, n: 3 }), refusedAs("share-damaged"));
  });
});
