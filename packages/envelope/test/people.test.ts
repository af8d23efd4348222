import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import {
  addSignature,
  cosignAct,
  ensureFingerprint,
  fingerprint,
  generateSigningKey,
  openMembers,
  openMembersNote,
  parseNoteText,
  parseRecipient,
  readAct,
  readDoneAct,
  readDeclaration,
  requireTwo,
  signNote,
  writeAct,
  writeDeclaration,
  writeMembers,
  type Act,
  type Directory,
  type MemberEntry,
  type SigningKey,
} from "@bijak/envelope";
import { REALM, aMember, aWorld, refusedAs, type World } from "./support.ts";

const HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

let world: World;
let officer: SigningKey;
let members: readonly MemberEntry[];

before(async () => {
  world = await aWorld();
  officer = await generateSigningKey("kepala");
  members = [world.budi.entry, world.sari.entry];
});

const directory = (): Directory => ({
  instance: REALM.instance,
  serial: 1,
  issuedOn: 1,
  expiresOn: 2,
  previous: null,
  suite: "x25519",
  threshold: 1,
  signers: [officer.vkey],
  isTrial: false,
  isRehearsal: false,
  configHash: HASH,
  custody: null,
  recoveries: [],
  units: [],
  retired: [],
});

const write = (list: readonly MemberEntry[], serial = 1): Promise<string> =>
  writeMembers({ realm: REALM, serial, issuedOn: 20_780, members: list }, [officer]);

describe("the members note", () => {
  test("reading undoes writing", async () => {
    assert.deepEqual(await openMembers(await write(members), directory()), members);
    const { serial, issuedOn } = await openMembersNote(await write(members, 7), directory());
    assert.deepEqual([serial, issuedOn], [7, 20_780]);
  });

  test("who has left stays listed without unit and role", async () => {
    const left = { ...world.budi.entry, units: [], roles: [] };
    assert.deepEqual(await openMembers(await write([left]), directory()), [left]);
  });

  test("a list by a stranger, of another institution or older than one seen before is refused", async () => {
    const stranger = await generateSigningKey("kepala");
    const forged = await writeMembers({ realm: REALM, serial: 1, issuedOn: 1, members }, [
      stranger,
    ]);
    await assert.rejects(openMembers(forged, directory()), refusedAs("note-not-authentic"));
    const elsewhere = { ...directory(), instance: "lapor.kota-lain.go.id" };
    await assert.rejects(
      openMembers(await write(members), elsewhere),
      refusedAs("note-wrong-instance"),
    );
    await assert.rejects(
      openMembers(await write(members, 1), directory(), 2),
      refusedAs("members-rolled-back"),
    );
  });

  test("one id twice, a key under another name and a hidden character in a name are refused", async () => {
    const { budi, sari } = world;
    const renewed = await aMember("x25519", "budi");
    const wrong: readonly (readonly MemberEntry[])[] = [
      [budi.entry, renewed.entry],
      [budi.entry, budi.entry],
      [{ ...budi.entry, vkey: sari.signing.vkey }],
      [{ ...budi.entry, units: ["DJP", "DJP"] }],
      [{ ...budi.entry, units: ["a b"] }],
      [{ ...budi.entry, units: ["reporter"] }],
    ];
    for (const list of wrong) await assert.rejects(write(list), refusedAs("note-malformed"));
    await assert.rejects(write([{ ...budi.entry, name: "Budi\u2066" }]), refusedAs("name-invalid"));
  });

  test("unknown roles and lines are refused", async () => {
    const [text = ""] = (await write([world.budi.entry])).split("\n\n");
    for (const wrong of [
      text.replace(" handler ", " kepala "),
      `${text}\nlagi`,
      text.replace("\n1\n", "\n01\n"),
      text.replace("Nama", "%4Eama"),
    ]) {
      assert.notEqual(wrong, text);
      const note = await signNote(`${wrong}\n`, [officer]);
      await assert.rejects(openMembers(note, directory()), refusedAs("note-malformed"));
    }
  });
});

describe("acts of two members", () => {
  const anAct = (given: Partial<Act> = {}): Act => ({
    instance: REALM.instance,
    caseId: "AbCdEfGhIjKlMnOp",
    kind: "close",
    hash: HASH,
    revision: 4,
    ...given,
  });

  test("two different members make it valid, and reading tells who they are", async () => {
    const note = await cosignAct(await writeAct(anAct(), world.budi.signing), world.sari.signing);
    const { act, signers } = await requireTwo(note, members, anAct());
    assert.deepEqual(act, anAct());
    assert.deepEqual(
      signers.map((member) => member.id),
      ["budi", "sari"],
    );
  });

  test("one member alone, even signing twice, is not enough", async () => {
    const note = await writeAct(anAct(), world.budi.signing);
    await assert.rejects(requireTwo(note, members), refusedAs("act-needs-two"));
    await assert.rejects(cosignAct(note, world.budi.signing), refusedAs("note-signed-already"));
    const [text = "", signature = ""] = note.split("\n\n");
    const doubled = `${text}\n\n${signature}${signature}`;
    await assert.rejects(requireTwo(doubled, members), refusedAs("act-needs-two"));
    assert.equal((await readAct(doubled, members)).signers.length, 1);
  });

  test("one member listed twice, or under a new key, does not count as two", async () => {
    const note = await writeAct(anAct(), world.budi.signing);
    await assert.rejects(requireTwo(note, [...members, ...members]), refusedAs("act-needs-two"));
    const renewed = await aMember("x25519", "budi");
    const both = await addSignature(note, renewed.signing);
    await assert.rejects(
      requireTwo(both, [world.budi.entry, renewed.entry]),
      refusedAs("act-needs-two"),
    );
  });

  test("a stranger and a member who has left do not count", async () => {
    const stranger = await aMember("x25519", "orang-luar");
    const one = await writeAct(anAct(), world.budi.signing);
    const withStranger = await cosignAct(one, stranger.signing);
    await assert.rejects(requireTwo(withStranger, members), refusedAs("act-needs-two"));
    const withSari = await cosignAct(one, world.sari.signing);
    const sariLeft = { ...world.sari.entry, units: [], roles: [] };
    await assert.rejects(
      requireTwo(withSari, [world.budi.entry, sariLeft]),
      refusedAs("act-needs-two"),
    );
  });

  test("what was done stays valid when a signer leaves; a stranger and one member alone never counted", async () => {
    const one = await writeAct(anAct(), world.budi.signing);
    const two = await cosignAct(one, world.sari.signing);
    const sariLeft = { ...world.sari.entry, units: [], roles: [] };
    const { signers } = await readDoneAct(two, [world.budi.entry, sariLeft]);
    assert.deepEqual(
      signers.map(({ id }) => id),
      ["budi", "sari"],
    );
    const stranger = await aMember("x25519", "orang-luar");
    const withStranger = await cosignAct(one, stranger.signing);
    for (const note of [one, withStranger])
      await assert.rejects(readDoneAct(note, members), refusedAs("act-needs-two"));
    await assert.rejects(
      readDoneAct(one, [world.budi.entry, world.budi.entry]),
      refusedAs("act-needs-two"),
    );
  });

  test("signatures under another case, kind, content or revision are refused", async () => {
    const note = await cosignAct(await writeAct(anAct(), world.budi.signing), world.sari.signing);
    const others: readonly Partial<Act>[] = [
      { caseId: "-" },
      { caseId: "PpOoNnMmLlKkJjIi" },
      { kind: "export" },
      { hash: HASH.replace("4", "5") },
      { revision: 5 },
      { instance: "lapor.kota-lain.go.id" },
    ];
    for (const other of others)
      await assert.rejects(requireTwo(note, members, other), refusedAs("act-differs"));
  });

  test("what is no act is neither written nor cosigned", async () => {
    for (const wrong of [{ caseId: "kasus" }, { hash: "x" }, { revision: -1 }, { revision: 1.5 }]) {
      await assert.rejects(writeAct(anAct(wrong), world.budi.signing), refusedAs("note-malformed"));
    }
    const text = parseNoteText(await writeAct(anAct(), world.budi.signing));
    for (const wrong of [
      `${text}lagi\n`,
      text.replace("\n4\n", "\n04\n"),
      text.replace("close", "tutup"),
    ]) {
      const note = await signNote(wrong, [world.budi.signing, world.sari.signing]);
      await assert.rejects(requireTwo(note, members), refusedAs("note-malformed"));
    }
    const other = await signNote("bijak/v1/record\nlapor.kota-contoh.go.id\n", [
      world.budi.signing,
    ]);
    await assert.rejects(cosignAct(other, world.sari.signing), refusedAs("note-wrong-kind"));
  });
});

describe("declarations on conflict of interest", () => {
  const declaration = {
    instance: REALM.instance,
    caseId: "AbCdEfGhIjKlMnOp",
    memberId: "budi",
    on: 20_780,
  };

  test("reading undoes writing, for both answers", async () => {
    for (const hasConflict of [true, false]) {
      const note = await writeDeclaration({ ...declaration, hasConflict }, world.budi.signing);
      assert.deepEqual(await readDeclaration(note, members), { ...declaration, hasConflict });
    }
  });

  test("nobody declares for someone else", async () => {
    const answer = { ...declaration, hasConflict: false };
    const nowhere = { ...answer, caseId: "kasus" };
    await assert.rejects(
      writeDeclaration(nowhere, world.budi.signing),
      refusedAs("note-malformed"),
    );
    await assert.rejects(
      writeDeclaration(answer, world.sari.signing),
      refusedAs("signing-key-wrong"),
    );
    const note = await writeDeclaration(answer, world.budi.signing);
    const [text = ""] = note.split("\n\n");
    const forged = await signNote(`${text}\n`, [world.sari.signing]);
    await assert.rejects(readDeclaration(forged, members), refusedAs("note-not-authentic"));
    await assert.rejects(
      readDeclaration(note, [world.sari.entry]),
      refusedAs("note-not-authentic"),
    );
  });

  test("another answer than yes or no is refused", async () => {
    const note = await writeDeclaration({ ...declaration, hasConflict: false }, world.budi.signing);
    const [text = ""] = note.split("\n\n");
    const forged = await signNote(`${text.replace("no-conflict", "mungkin")}\n`, [
      world.budi.signing,
    ]);
    await assert.rejects(readDeclaration(forged, members), refusedAs("note-malformed"));
  });
});

describe("the fingerprint of a member's keys", () => {
  test("is six groups of five digits, the same each time, other for other keys", async () => {
    const { budi, sari } = world;
    const groups = await fingerprint(budi.recipient, budi.signing.vkey);
    assert.equal(groups.length, 6);
    for (const group of groups) assert.match(group, /^[0-9]{5}$/);
    assert.deepEqual(await fingerprint(budi.recipient, budi.signing.vkey), groups);
    assert.notDeepEqual(await fingerprint(sari.recipient, budi.signing.vkey), groups);
    assert.notDeepEqual(await fingerprint(budi.recipient, sari.signing.vkey), groups);
  });

  test("read out right is accepted in any grouping, and every wrong digit, order or key is refused", async () => {
    const { recipient, signing } = world.budi;
    const groups = await fingerprint(recipient, signing.vkey);
    for (const typed of [
      groups.join(" "),
      groups.join(""),
      groups.join("-"),
      groups.join("\u2013"),
      groups.join("").replaceAll(/[0-9]/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
      ` ${groups.join(" - ")}\n`,
    ])
      await ensureFingerprint(recipient, signing.vkey, typed);
    const digits = groups.join("");
    const wrong = Array.from(digits, (digit, at) => {
      const other = String((Number(digit) + 1) % 10);
      return digits.slice(0, at) + other + digits.slice(at + 1);
    });
    for (const typed of ["", digits.slice(1), `${digits}0`, groups.slice(0, 5).join(" "), ...wrong])
      await assert.rejects(
        ensureFingerprint(recipient, signing.vkey, typed),
        refusedAs("fingerprint-differs"),
      );
    const { sari } = world;
    for (const [other, vkey] of [
      [sari.recipient, signing.vkey],
      [recipient, sari.signing.vkey],
    ] as const)
      await assert.rejects(
        ensureFingerprint(other, vkey, digits),
        refusedAs("fingerprint-differs"),
      );
  });

  /* Computed independently with Python's hashlib. */
  test("of two given keys is always the same", async () => {
    const recipient = "age185r2nqsctjh0hg9vr6yhh8auf0hjmau6c25e4qegdyt027wuaadsfv2l2h";
    const vkey = "reporter+a02d6b68+AWTFDaMyyLminp5j9SnwOv9r3AAa0jv0rHi24cDT2Cun";
    const expected = ["20837", "40559", "02642", "76326", "06860", "71000"];
    assert.deepEqual(await fingerprint(parseRecipient("x25519", recipient), vkey), expected);
  });
});
