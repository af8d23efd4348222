import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as fc from "fast-check";
import {
  addSignature,
  configHash,
  followDirectory,
  generateSigningKey,
  noteHash,
  openConfig,
  parseNoteText,
  signNote,
  writeConfig,
  writeDirectory,
  type Custody,
  type Directory,
  type DirectoryTrust,
  type SigningKey,
} from "@bijak/envelope";
import { parseDirectoryText, writeDirectoryText } from "../src/directory-parse.ts";
import { REALM, aUnit, aWorld, refusedAs, type World } from "./support.ts";

const TODAY = 20_780;
const HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

let world: World;
let signers: readonly SigningKey[];
let first: SigningKey;
let second: SigningKey;

before(async () => {
  world = await aWorld();
  signers = await Promise.all(["kepala", "wakil", "sekretaris"].map(generateSigningKey));
  const [a, b] = signers;
  assert.ok(a !== undefined && b !== undefined);
  [first, second] = [a, b];
});

const vkeysOf = (keys: readonly SigningKey[]): readonly string[] => keys.map((key) => key.vkey);

function aDirectory(given: Partial<Directory> = {}): Directory {
  const unit = ({ id, recipient, signing }: World["djp"], conflictTarget: string | null) => ({
    id,
    epoch: 1,
    recipient,
    vkey: signing.vkey,
    isOpen: true,
    conflictTarget,
    validFrom: 17_532,
    validUntil: null,
    name: `Kepatuhan Internal ${id}`,
  });
  return {
    instance: REALM.instance,
    serial: 1,
    issuedOn: TODAY - 10,
    expiresOn: TODAY + 80,
    previous: null,
    suite: "x25519",
    threshold: 1,
    signers: vkeysOf(signers),
    isTrial: false,
    isRehearsal: false,
    configHash: HASH,
    custody: null,
    recoveries: [{ unit: "DJP", recipient: world.c0.recipient }],
    units: [unit(world.djp, "ITJEN"), unit(world.itjen, null)],
    retired: [],
    ...given,
  };
}

/** Two of three custodians. */
const aCustody = (given: Partial<Custody> = {}): Custody => ({
  k: 2,
  custodians: [
    { id: "budi", recipient: world.budi.recipient },
    { id: "sari", recipient: world.sari.recipient },
    { id: "dewi", recipient: world.c1.recipient },
  ],
  ...given,
});

const trust = (given: Partial<DirectoryTrust> = {}): DirectoryTrust => ({
  instance: REALM.instance,
  signers: [first.vkey],
  threshold: 1,
  today: TODAY,
  ...given,
});

/** Notes of rising serials, each signed by the keys given for it. */
async function aChain(
  ...links: readonly (readonly [Partial<Directory>, readonly SigningKey[]])[]
): Promise<string[]> {
  const notes: string[] = [];
  for (const [given, keys] of links) {
    const last = notes.at(-1);
    const previous = last === undefined ? null : await noteHash(last);
    notes.push(
      await writeDirectory(aDirectory({ serial: notes.length + 1, previous, ...given }), keys),
    );
  }
  return notes;
}

describe("writing and reading a directory", () => {
  test("reading undoes writing, with every kind of line", async () => {
    const old = await aUnit("x25519", "DJP", 0);
    const directory = aDirectory({
      isTrial: true,
      threshold: 2,
      custody: aCustody(),
      retired: [{ unit: "DJP", epoch: 0, vkey: old.signing.vkey, logSize: 1_234, root: HASH }],
    });
    const rehearsal = { ...directory, isTrial: false, isRehearsal: true };
    const neither = { ...directory, isTrial: false };
    for (const one of [directory, rehearsal, neither])
      assert.deepEqual(await parseDirectoryText(await writeDirectoryText(one)), one);
  });

  test("reading undoes writing for any names and days", async () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
      .map((text) => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "").trim())
      .filter((text) => text.length > 0);
    await fc.assert(
      fc.asyncProperty(name, fc.nat(100_000), fc.nat(100_000), async (unitName, from, days) => {
        const [unit] = aDirectory().units;
        assert.ok(unit !== undefined);
        const changed = {
          ...unit,
          name: unitName,
          validFrom: from,
          validUntil: from + days,
          conflictTarget: null,
        };
        const directory = aDirectory({ units: [changed] });
        assert.deepEqual(await parseDirectoryText(await writeDirectoryText(directory)), directory);
      }),
      { numRuns: 50 },
    );
  });

  test("the lines stand as the protocol draws them", async () => {
    const lines = (await writeDirectoryText(aDirectory())).split("\n");
    assert.deepEqual(lines.slice(0, 8), [
      "bijak/v1/directory",
      "lapor.kota-contoh.go.id",
      "1",
      String(TODAY - 10),
      String(TODAY + 80),
      "-",
      "suite x25519",
      "threshold 1",
    ]);
    const rehearsal = aDirectory({
      isRehearsal: true,
      custody: aCustody(),
      retired: [
        {
          unit: "DJBC",
          epoch: 4,
          vkey: (await aUnit("x25519", "DJBC", 4)).signing.vkey,
          logSize: 9,
          root: HASH,
        },
      ],
    });
    const written = (await writeDirectoryText(rehearsal)).split("\n");
    assert.deepEqual(written.slice(11, 17), [
      "rehearsal",
      `config ${HASH}`,
      "custody 2",
      `custodian budi ${world.budi.recipient}`,
      `custodian sari ${world.sari.recipient}`,
      `custodian dewi ${world.c1.recipient}`,
    ]);
    assert.match(
      written.at(-2) ?? "",
      new RegExp(`^retired DJBC 4 unit\\S+ 9 ${HASH.replaceAll(/[+/]/g, "\\$&")}$`),
    );
    const { recipient, signing } = world.djp;
    assert.equal(
      lines.find((line) => line.startsWith("unit DJP")),
      `unit DJP 1 ${recipient} ${signing.vkey} open ITJEN 17532 - Kepatuhan%20Internal%20DJP`,
    );
  });

  test("unknown, doubled, misplaced, missing or oddly written lines are refused", async () => {
    const text = await writeDirectoryText(aDirectory());
    const line = (start: string): string =>
      text.split("\n").find((found) => found.startsWith(start)) ?? "";
    const wrong = [
      text.replace("bijak/v1/", "bijak/v2/"),
      text.replace("suite x25519", "suite aes"),
      text.replace("suite x25519\n", ""),
      text.replace("suite x25519\n", "suite x25519\nsuite x25519\n"),
      text.replace("threshold 1", "threshold 01"),
      text.replace("threshold 1", "threshold 1 "),
      text.replace("threshold 1", "threshold 4"),
      text.replace("threshold 1", "threshold 0"),
      text.replace("config ", "config  "),
      text.replace(`${line("config ")}\n`, ""),
      text.replace(line("signer "), `${line("signer ")}\n${line("signer ")}`),
      text.replace("threshold 1\n", "threshold 1\nwitness x\n"),
      text.replace(line("unit DJP"), `${line("unit DJP")} lagi`),
      text.replace(line("unit DJP"), `${line("unit DJP")}\n${line("unit DJP")}`),
      text.replace(" open ITJEN", " opened ITJEN"),
      text.replace(" open ITJEN", " open DJP"),
      text.replace(" open ITJEN", " open DJBC"),
      text.replace("recovery DJP", "recovery DJBC"),
      text.replace(line("recovery DJP"), `${line("recovery DJP")}\n${line("recovery DJP")}`),
      text.replace("unit DJP 1 ", "unit DJP 2 "),
      text.replace("unit DJP 1 ", "unit reporter 1 "),
      text.replace("%20Internal", "%20%E2%80%AEInternal"),
      text.replace("%20Internal", "%00Internal"),
      text.replace("%20Internal", "%zz"),
      text.replace(line("config "), `trial\ntrial\n${line("config ")}`),
      text.replace(line("config "), `${line("config ")}\ntrial`),
      text.replace("\n1\n", "\n2\n"),
      text.replace("\n-\n", `\n${HASH}\n`),
      `${text}\n`,
      text.slice(0, -1),
      "",
    ];
    const full = await writeDirectoryText(aDirectory({ isRehearsal: true, custody: aCustody() }));
    const custodian = `custodian budi ${world.budi.recipient}\n`;
    wrong.push(
      full.replace("rehearsal\n", "rehearsal\nrehearsal\n"),
      full.replace("rehearsal\n", "trial\nrehearsal\n"),
      full.replace("rehearsal\n", "rehearsal\ntrial\n"),
      full.replace("custody 2\n", ""),
      full.replace("custody 2\n", "custody 2\ncustody 2\n"),
      full.replace("custody 2\n", "custody 02\n"),
      full.replace("custody 2\n", "custody 1\n"),
      full.replace("custody 2\n", "custody 4\n"),
      full.replace(`custody 2\n${custodian}`, `${custodian}custody 2\n`),
      full.replace(custodian, custodian + custodian),
      full.replace("custodian budi", "custodian sari"),
      full.replace(world.budi.recipient, world.sari.recipient),
      full.replace("custodian budi", "custodian b.udi"),
      text.replace(line("recovery "), `${custodian}${line("recovery ")}`),
      text.replace(line("recovery "), `custody 2\n${line("recovery ")}`),
    );
    const bare = await writeDirectoryText(aDirectory({ units: [], recoveries: [] }));
    wrong.push(bare.replace("suite x25519", "suite aes"));
    for (const malformed of wrong) {
      assert.notEqual(malformed, text);
      assert.notEqual(malformed, full);
      await assert.rejects(
        parseDirectoryText(malformed),
        refusedAs("directory-malformed"),
        malformed.slice(0, 400),
      );
    }
  });

  test("a directory that nobody could read is not written", async () => {
    const [unit] = aDirectory().units;
    assert.ok(unit !== undefined);
    const alone = { ...unit, conflictTarget: null };
    const keyOf = async (epoch: number) => (await aUnit("x25519", "DJP", epoch)).signing.vkey;
    const old = {
      unit: "DJP",
      epoch: 0,
      vkey: world.formerDjp.signing.vkey,
      logSize: 1,
      root: HASH,
    };
    await writeDirectory(aDirectory({ units: [alone], retired: [old] }), [first]);
    const wrong: readonly Partial<Directory>[] = [
      { instance: "Kota Contoh" },
      { serial: 0 },
      { serial: 2 },
      { expiresOn: TODAY - 11 },
      { threshold: 4 },
      { signers: [] },
      { signers: [first.vkey, "bukan kunci"] },
      { retired: [{ unit: "DJP", epoch: 2, vkey: first.vkey, logSize: 1, root: HASH }] },
      { retired: [{ unit: "DJP", epoch: 1, vkey: alone.vkey, logSize: 1, root: HASH }] },
      { retired: [{ ...old, epoch: 1, vkey: world.formerDjp.signing.vkey }] },
      { retired: [{ ...old, root: "bukan-hash" }] },
      { retired: [old, old] },
      { retired: [{ ...old, vkey: await keyOf(1), epoch: 1 }] },
      { retired: [{ ...old, vkey: await keyOf(2), epoch: 2 }] },
      { isTrial: true, isRehearsal: true },
      { custody: aCustody({ k: 1 }) },
      { custody: aCustody({ k: 4 }) },
      { custody: aCustody({ custodians: [] }) },
      { configHash: "bukan-hash" },
      { suite: "pq" },
      { units: [{ ...alone, name: "Unit\u202eTerbalik" }] },
      { units: [{ ...alone, name: "" }] },
      { units: [{ ...alone, name: " Unit" }] },
      { units: [{ ...alone, name: "x".repeat(121) }] },
      { units: [{ ...alone, name: "Unit\u200bKembar" }] },
      { units: [{ ...alone, validUntil: alone.validFrom - 1 }] },
      { units: [{ ...alone, vkey: first.vkey }] },
    ];
    for (const given of wrong) {
      await assert.rejects(
        writeDirectory(aDirectory(given), [first]),
        refusedAs("directory-malformed"),
      );
    }
  });
});

describe("following the directory", () => {
  test("one note signed by the pinned signers is enough", async () => {
    const notes = await aChain([{}, [first]]);
    assert.deepEqual(await followDirectory(notes, trust()), aDirectory());
  });

  test("each note is vouched for by the signers of the one before, so signers can change", async () => {
    const notes = await aChain(
      [{ signers: [second.vkey] }, [first]],
      [{ signers: vkeysOf(signers), threshold: 2 }, [second]],
      [{ signers: [first.vkey] }, [first, second]],
    );
    assert.equal((await followDirectory(notes, trust())).serial, 3);
  });

  test("a note signed by signers who no longer count, or by too few, is refused", async () => {
    const replaced = await aChain([{ signers: [second.vkey] }, [first]], [{}, [first]]);
    await assert.rejects(followDirectory(replaced, trust()), refusedAs("directory-not-authentic"));
    const tooFew = await aChain([{ threshold: 2 }, [first]], [{}, [first]]);
    await assert.rejects(followDirectory(tooFew, trust()), refusedAs("directory-not-authentic"));
  });

  test("a note by a stranger is refused, as is none at all", async () => {
    const stranger = await generateSigningKey("kepala");
    const notes = await aChain([{}, [stranger]]);
    await assert.rejects(followDirectory(notes, trust()), refusedAs("directory-not-authentic"));
    await assert.rejects(followDirectory([], trust()), refusedAs("directory-not-authentic"));
    await assert.rejects(
      followDirectory(["bukan nota"], trust()),
      refusedAs("directory-not-authentic"),
    );
  });

  test("a changed character is refused", async () => {
    const [note = ""] = await aChain([{}, [first]]);
    const changed = note.replace(world.djp.recipient, world.itjen.recipient);
    assert.notEqual(changed, note);
    await assert.rejects(followDirectory([changed], trust()), refusedAs("directory-not-authentic"));
  });

  test("the day of expiry still counts, the day after no longer", async () => {
    const notes = await aChain([{ expiresOn: TODAY }, [first]]);
    assert.equal((await followDirectory(notes, trust())).expiresOn, TODAY);
    await assert.rejects(
      followDirectory(notes, trust({ today: TODAY + 1 })),
      refusedAs("directory-expired"),
    );
  });

  test("only the newest must not have expired", async () => {
    const notes = await aChain([{ issuedOn: 1, expiresOn: 2 }, [first]], [{}, [first]]);
    assert.equal((await followDirectory(notes, trust())).serial, 2);
  });

  test("an older directory than one seen before is refused", async () => {
    const notes = await aChain([{}, [first]], [{}, [first]]);
    const seen = trust({ newestSerial: 2 });
    assert.equal((await followDirectory(notes, seen)).serial, 2);
    await assert.rejects(
      followDirectory(notes.slice(0, 1), seen),
      refusedAs("directory-rolled-back"),
    );
  });

  test("skipped, swapped, doubled and foreign links of the chain are refused", async () => {
    const [a = "", b = "", c = ""] = await aChain([{}, [first]], [{}, [first]], [{}, [first]]);
    for (const notes of [
      [a, c],
      [b, a],
      [a, a],
      [a, b, b],
    ]) {
      await assert.rejects(followDirectory(notes, trust()), refusedAs("directory-rolled-back"));
    }
    const [, otherB = ""] = await aChain([{ isTrial: true }, [first]], [{}, [first]]);
    await assert.rejects(
      followDirectory([a, otherB], trust()),
      refusedAs("directory-not-authentic"),
    );
  });

  test("a chain may begin later, at any note that the pinned signers signed", async () => {
    const notes = await aChain([{}, [first]], [{}, [first]], [{}, [first]]);
    assert.equal((await followDirectory(notes.slice(2), trust())).serial, 3);
  });

  test("the directory of another institution is refused", async () => {
    const notes = await aChain([{ instance: "lapor.kota-lain.go.id" }, [first]]);
    await assert.rejects(followDirectory(notes, trust()), refusedAs("note-wrong-instance"));
  });

  test("another signed note is no directory", async () => {
    const note = await signNote("bijak/v1/members\nlapor.kota-contoh.go.id\n1\n2\n", [first]);
    await assert.rejects(followDirectory([note], trust()), refusedAs("directory-malformed"));
  });

  test("the suite cannot change on the way", async () => {
    const [a = ""] = await aChain([{}, [first]]);
    const pq = { suite: "pq" as const, units: [], recoveries: [] };
    const b = await writeDirectory(aDirectory({ ...pq, serial: 2, previous: await noteHash(a) }), [
      first,
    ]);
    await assert.rejects(followDirectory([a, b], trust()), refusedAs("directory-not-authentic"));
  });
});

describe("the signed configuration", () => {
  const JSON_TEXT = '{\n  "offices": ["KPP Contoh"],\n  "contact": "telepon"\n}';

  const withConfig = async (note: string, given: Partial<Directory> = {}): Promise<Directory> =>
    aDirectory({ configHash: await configHash(note), ...given });

  test("opening gives the same JSON, on one line", async () => {
    const note = await writeConfig(REALM, 1, JSON_TEXT, [first]);
    const json = await openConfig(note, await withConfig(note));
    assert.deepEqual(JSON.parse(json), JSON.parse(JSON_TEXT));
    assert.ok(!json.includes("\n"));
  });

  test("another configuration than the directory names is refused, even well signed", async () => {
    const [note, other] = await Promise.all([
      writeConfig(REALM, 1, JSON_TEXT, [first]),
      writeConfig(REALM, 2, JSON_TEXT, [first]),
    ]);
    await assert.rejects(
      openConfig(other, await withConfig(note)),
      refusedAs("config-not-authentic"),
    );
  });

  test("is named by its text, so further signatures leave the directory as it is", async () => {
    const note = await writeConfig(REALM, 1, JSON_TEXT, [first]);
    const directory = await withConfig(note, { threshold: 2 });
    await assert.rejects(openConfig(note, directory), refusedAs("note-not-authentic"));
    const both = await addSignature(note, second);
    assert.deepEqual(JSON.parse(await openConfig(both, directory)), JSON.parse(JSON_TEXT));
  });

  test("a configuration that too few signers signed is refused, even if named", async () => {
    const note = await writeConfig(REALM, 1, JSON_TEXT, [first]);
    const directory = await withConfig(note, { threshold: 2 });
    await assert.rejects(openConfig(note, directory), refusedAs("note-not-authentic"));
  });

  test("the configuration of another institution is refused, even if named", async () => {
    const note = await writeConfig({ ...REALM, instance: "lapor.kota-lain.go.id" }, 1, JSON_TEXT, [
      first,
    ]);
    await assert.rejects(
      openConfig(note, await withConfig(note)),
      refusedAs("note-wrong-instance"),
    );
  });

  test("a configuration with more lines or oddly written JSON is refused, even if named and signed", async () => {
    const text = parseNoteText(await writeConfig(REALM, 1, JSON_TEXT, [first]));
    for (const wrong of [
      `${text}lagi\n`,
      text.replace(",", ", "),
      text.replace("\n1\n", "\n01\n"),
    ]) {
      const note = await signNote(wrong, [first]);
      await assert.rejects(openConfig(note, await withConfig(note)), refusedAs("note-malformed"));
    }
  });

  test("what is no JSON is not signed", () => {
    assert.throws(() => writeConfig(REALM, 1, "{", [first]), refusedAs("json-invalid"));
  });
});
