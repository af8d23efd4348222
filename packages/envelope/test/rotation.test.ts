import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import {
  addSignature,
  parseNoteText,
  readDrill,
  readRotation,
  rotateUnit,
  signNote,
  writeDirectory,
  writeDrill,
  writeRotation,
  type Directory,
  type Drill,
  type MemberEntry,
  type Rotation,
} from "@bijak/envelope";
import {
  REALM,
  aCaseKey,
  aMember,
  aUnit,
  aWorld,
  refusedAs,
  type UnitKeys,
  type World,
} from "./support.ts";

const HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
const CHECKPOINT = { size: 77, root: new Uint8Array(32).fill(5) };

let world: World;
let next: UnitKeys;
let members: readonly MemberEntry[];

before(async () => {
  world = await aWorld();
  next = await aUnit("x25519", "DJP", 2);
  members = [world.budi.entry, world.sari.entry];
});

const aRotation = (given: Partial<Rotation> = {}): Rotation => ({
  realm: REALM,
  unit: "DJP",
  epoch: 2,
  recipient: next.recipient,
  vkey: next.signing.vkey,
  recovery: null,
  holders: HASH,
  reason: "dismissal",
  ...given,
});

const aDirectory = (given: Partial<Directory> = {}): Directory => ({
  instance: REALM.instance,
  serial: 2,
  issuedOn: 20_780,
  expiresOn: 20_870,
  previous: HASH,
  suite: "x25519",
  threshold: 1,
  signers: [world.budi.signing.vkey],
  isTrial: false,
  isRehearsal: true,
  configHash: HASH,
  custody: null,
  recoveries: [{ unit: "DJP", recipient: world.recovery.recipient }],
  units: [world.djp, world.itjen].map(({ id, epoch, recipient, signing }) => ({
    id,
    epoch,
    recipient,
    vkey: signing.vkey,
    isOpen: true,
    conflictTarget: null,
    validFrom: 0,
    validUntil: null,
    name: `Unit ${id}`,
  })),
  retired: [],
  ...given,
});

describe("the rotation note", () => {
  test("reading undoes writing, for every reason, with and without a new recovery key", async () => {
    const recovery = (await aCaseKey("x25519")).recipient;
    for (const given of [
      {},
      { reason: "schedule" },
      { reason: "schedule", recovery },
      { reason: "recovery", recovery },
    ] as const) {
      const note = await writeRotation(aRotation(given), world.budi.signing);
      const read = await readRotation(note, REALM, members);
      assert.deepEqual(read, { rotation: aRotation(given), signer: world.budi.entry });
    }
  });

  test("by a stranger, a member of another unit or one who has left is refused", async () => {
    const note = await writeRotation(aRotation(), world.budi.signing);
    const lists = [
      [world.sari.entry],
      [{ ...world.budi.entry, units: ["ITJEN"] }, world.sari.entry],
      [{ ...world.budi.entry, units: [], roles: [] }],
    ];
    for (const list of lists)
      await assert.rejects(readRotation(note, REALM, list), refusedAs("note-not-authentic"));
    const stranger = await aMember("x25519", "budi");
    const forged = await writeRotation(aRotation(), stranger.signing);
    await assert.rejects(readRotation(forged, REALM, members), refusedAs("note-not-authentic"));
  });

  test("a second signature of another unit does not hide that of the unit", async () => {
    const one = await writeRotation(aRotation(), world.budi.signing);
    const both = await addSignature(one, world.sari.signing);
    const elsewhere = [world.budi.entry, { ...world.sari.entry, units: ["ITJEN"] }];
    assert.equal((await readRotation(both, REALM, elsewhere)).signer.id, "budi");
    const wrong = [{ ...world.budi.entry, units: ["ITJEN"] }, elsewhere[1] ?? assert.fail()];
    await assert.rejects(readRotation(both, REALM, wrong), refusedAs("note-not-authentic"));
  });

  test("of another institution, suite or version, with other or more lines is refused", async () => {
    const text = parseNoteText(await writeRotation(aRotation(), world.budi.signing));
    const read = async (wrong: string, realm = REALM) => {
      assert.ok(wrong !== text || realm !== REALM);
      return readRotation(await signNote(wrong, [world.budi.signing]), realm, members);
    };
    const elsewhere = { ...REALM, instance: "lapor.kota-lain.go.id" };
    await assert.rejects(read(text, elsewhere), refusedAs("note-wrong-instance"));
    await assert.rejects(read(text, { ...REALM, suite: "pq" }), refusedAs("recipient-invalid"));
    await assert.rejects(read(text.replace("/v1/", "/v2/")), refusedAs("note-wrong-kind"));
    for (const wrong of [
      `${text}lagi\n`,
      text.replace("\n2\n", "\n02\n"),
      text.replace("\n2\n", "\n3\n"),
      text.replace("\nDJP\n", "\nITJEN\n"),
      text.replace("\nDJP\n", "\ncustodians\n"),
      text.replace("dismissal", "bosan"),
      text.replace(`\n${HASH}\n`, "\n"),
      text.replace(HASH, HASH.slice(4)),
      text.replace("dismissal", "recovery"),
      text.replace("\n-\n", "\n"),
    ]) {
      await assert.rejects(read(wrong), refusedAs("note-malformed"), wrong.slice(0, 200));
    }
  });

  test("that could not be read again is not written: a recovery needs a new recovery key", async () => {
    const wrong: readonly Partial<Rotation>[] = [
      { reason: "recovery" },
      { epoch: 3 },
      { unit: "ITJEN" },
      { vkey: world.budi.signing.vkey },
    ];
    for (const given of wrong) {
      await assert.rejects(
        writeRotation(aRotation(given), world.budi.signing),
        refusedAs("note-malformed"),
      );
    }
  });
});

describe("following a rotation in the directory", () => {
  test("puts the new keys in place and retires the old ones where the log stood", async () => {
    const recovery = (await aCaseKey("x25519")).recipient;
    const rotation = aRotation({ recovery, reason: "recovery" });
    const directory = aDirectory();
    const { units, recoveries, retired } = rotateUnit(directory, rotation, CHECKPOINT);
    const [djp, itjen] = directory.units;
    assert.ok(djp !== undefined && itjen !== undefined);
    const { recipient, signing } = next;
    assert.deepEqual(units, [{ ...djp, epoch: 2, recipient, vkey: signing.vkey }, itjen]);
    assert.deepEqual(recoveries, [{ unit: "DJP", recipient: recovery }]);
    const root = Buffer.from(CHECKPOINT.root).toString("base64");
    const old = { unit: "DJP", epoch: 1, vkey: djp.vkey, logSize: 77, root };
    assert.deepEqual(retired, [old]);
    await writeDirectory({ ...directory, units, recoveries, retired }, [world.budi.signing]);
  });

  test("keeps the recovery key when the rotation names none, and keys retired before", () => {
    const { vkey } = world.formerDjp.signing;
    const before = [{ unit: "DJP", epoch: 0, vkey, logSize: 3, root: HASH }];
    const directory = aDirectory({ retired: before });
    const { recoveries, retired } = rotateUnit(directory, aRotation(), CHECKPOINT);
    assert.deepEqual(recoveries, directory.recoveries);
    assert.deepEqual(
      retired.map(({ epoch }) => epoch),
      [0, 1],
    );
  });

  test("is refused for another unit, epoch or institution, for old keys and a recovery key in use", () => {
    const wrong: readonly Partial<Rotation>[] = [
      { unit: "DJBC" },
      { epoch: 1 },
      { epoch: 3 },
      { realm: { ...REALM, instance: "lapor.kota-lain.go.id" } },
      { realm: { ...REALM, suite: "pq" } },
      { recipient: world.djp.recipient },
      { recovery: world.recovery.recipient },
    ];
    for (const given of wrong) {
      assert.throws(
        () => rotateUnit(aDirectory(), aRotation(given), CHECKPOINT),
        refusedAs("rotation-not-valid"),
        JSON.stringify(given),
      );
    }
  });
});

describe("the drill note", () => {
  const aDrill = (given: Partial<Drill> = {}): Drill => ({
    realm: REALM,
    unit: "DJP",
    recovery: world.recovery.recipient,
    on: 20_780,
    ...given,
  });

  test("reading undoes writing and tells everyone who signed", async () => {
    const one = await writeDrill(aDrill(), world.budi.signing);
    const read = await readDrill(one, REALM, members);
    assert.deepEqual(read, { drill: aDrill(), signers: [world.budi.entry] });
    const both = await addSignature(one, world.sari.signing);
    assert.deepEqual((await readDrill(both, REALM, members)).signers, members);
  });

  test("by nobody of today's members, of another institution or with other lines is refused", async () => {
    const note = await writeDrill(aDrill(), world.budi.signing);
    const left = { ...world.budi.entry, units: [], roles: [] };
    for (const list of [[], [world.sari.entry], [left]])
      await assert.rejects(readDrill(note, REALM, list), refusedAs("note-not-authentic"));
    const elsewhere = { ...REALM, instance: "lapor.kota-lain.go.id" };
    await assert.rejects(readDrill(note, elsewhere, members), refusedAs("note-wrong-instance"));
    const text = parseNoteText(note);
    for (const wrong of [`${text}lagi\n`, text.replace("\n20780\n", "\n020780\n")]) {
      const forged = await signNote(wrong, [world.budi.signing]);
      await assert.rejects(readDrill(forged, REALM, members), refusedAs("note-malformed"));
    }
  });

  test("for a unit or day that cannot be is not written", async () => {
    for (const given of [{ unit: "reporter" }, { on: -1 }, { on: 1.5 }]) {
      await assert.rejects(
        writeDrill(aDrill(given), world.budi.signing),
        refusedAs("note-malformed"),
      );
    }
  });
});
