import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as fc from "fast-check";
import {
  generateSigningKey,
  openCaseKeys,
  sealCaseKeys,
  type CaseKeys,
  type Summary,
} from "@bijak/envelope";
import { parseSummary, writeSummary } from "../src/summary.ts";
import { forge } from "./forge.ts";
import { SUMMARY, caseKeysOf, opening } from "./objects.ts";
import { aWorld, refusedAs, utf8, type World } from "./support.ts";

let world: World;

before(async () => {
  world = await aWorld();
});

const HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
const textField = fc.string({ unit: "grapheme", maxLength: 300 });

describe("case keys", () => {
  const seal = (caseKeys: CaseKeys, key = world.djp.signing) =>
    sealCaseKeys(world.realm, caseKeys, [world.djp.recipient], key);
  const open = (bytes: Uint8Array, given: Partial<Parameters<typeof openCaseKeys>[2]> = {}) =>
    openCaseKeys(bytes, [world.djp.identity], {
      realm: world.realm,
      caseId: world.caseId,
      holder: { kind: "unit", id: "DJP" },
      unitVkeys: opening(world).unitVkeys,
      ...given,
    });

  test("opening undoes sealing, by the reporter with one key and by a unit with several", async () => {
    const one = caseKeysOf(world);
    assert.deepEqual(await open(await seal(one, world.reporter.signing)), one);
    const two = { ...one, keys: [world.c0.identity, world.c1.identity] };
    assert.deepEqual(await open(await seal(two)), two);
    assert.deepEqual(await open(await seal(one)), one);
  });

  test("opening undoes sealing for a single member, when the case is restricted", async () => {
    const holder = { kind: "member", id: "budi" } as const;
    const restricted = { ...caseKeysOf(world), holder, members: ["sari", "budi"] };
    const sealed = await sealCaseKeys(
      world.realm,
      restricted,
      [world.budi.recipient],
      world.djp.signing,
    );
    const expected = {
      realm: world.realm,
      caseId: world.caseId,
      holder,
      unitVkeys: [world.djp.signing.vkey],
    };
    assert.deepEqual(await openCaseKeys(sealed, [world.budi.identity], expected), restricted);
  });

  test("opening undoes sealing for the recovery key of a unit, after changes of receipt", async () => {
    const holder = { kind: "recovery", id: "DJP" } as const;
    const formers = [
      { vkey: world.formerReporter.signing.vkey, until: 2 },
      { vkey: (await generateSigningKey("reporter")).vkey, until: 2 },
    ];
    const keys = [world.c0.identity, world.c1.identity, world.paper.identity];
    const cards = [
      { n: 1, hash: HASH, after: 0 },
      { n: 2, hash: HASH.replace("4", "5"), after: 7 },
    ];
    const given = { ...caseKeysOf(world), holder, members: ["budi"], formers, keys, cards };
    assert.deepEqual(await open(await seal(given), { holder }), given);
    const without = { ...given, cards: cards.slice(1) };
    assert.deepEqual(await open(await seal(without), { holder }), without);
  });

  test("cards stand for keys that there are, but the reporter's, each once and rising", async () => {
    const two = { ...caseKeysOf(world), keys: [world.c0.identity, world.c1.identity] };
    const card = { n: 1, hash: HASH, after: 0 };
    await seal({ ...two, cards: [card] });
    const wrong: readonly CaseKeys["cards"][] = [
      [{ ...card, n: 0 }],
      [{ ...card, n: 2 }],
      [card, card],
      [{ ...card, hash: "x" }],
      [{ ...card, after: -1 }],
    ];
    for (const cards of wrong)
      await assert.rejects(seal({ ...two, cards }), refusedAs("note-malformed"));
  });

  test("no former key of the reporter is in use, doubled, older than the one before or another's", async () => {
    const former = { vkey: world.formerReporter.signing.vkey, until: 3 };
    const other = { vkey: (await generateSigningKey("reporter")).vkey, until: 2 };
    await seal({ ...caseKeysOf(world), formers: [other, former] });
    const wrong: readonly CaseKeys["formers"][] = [
      [{ ...former, vkey: world.reporter.signing.vkey }],
      [former, former],
      [former, other],
      [{ ...former, vkey: world.budi.signing.vkey }],
      [{ ...former, until: -1 }],
    ];
    for (const formers of wrong)
      await assert.rejects(seal({ ...caseKeysOf(world), formers }), refusedAs("note-malformed"));
  });

  test("a restricted case is wrapped for the listed members, recovery and the standby unit alone", async () => {
    const restricted = { ...caseKeysOf(world), members: ["budi", "sari"] };
    const allowed: readonly CaseKeys["holder"][] = [
      { kind: "member", id: "budi" },
      { kind: "member", id: "sari" },
      { kind: "recovery", id: "DJP" },
      { kind: "unit", id: "ITJEN" },
    ];
    for (const holder of allowed) await seal({ ...restricted, holder });
    const refusedHolders: readonly CaseKeys["holder"][] = [
      { kind: "member", id: "dewi" },
      { kind: "recovery", id: "ITJEN" },
      { kind: "unit", id: "DJP" },
    ];
    for (const holder of refusedHolders)
      await assert.rejects(seal({ ...restricted, holder }), refusedAs("note-malformed"));
    for (const holder of allowed.slice(0, 3))
      await assert.rejects(seal({ ...caseKeysOf(world), holder }), refusedAs("note-malformed"));
    for (const members of [["budi", "budi"], ["dua kata"], [""]])
      await assert.rejects(
        seal({ ...restricted, members, holder: { kind: "unit", id: "ITJEN" } }),
        refusedAs("note-malformed"),
      );
  });

  test("a reporter's signature over two keys is neither made nor accepted", async () => {
    const two = { ...caseKeysOf(world), keys: [world.c0.identity, world.c1.identity] };
    await assert.rejects(seal(two, world.reporter.signing), refusedAs("signing-key-wrong"));
    const original = {
      realm: world.realm,
      kind: "case-keys",
      bytes: await seal(two),
      key: world.djp.identity,
    } as const;
    const forged = await forge(original, [world.reporter.signing], [world.djp.recipient]);
    await assert.rejects(open(forged), refusedAs("note-not-authentic"));
  });

  test("another key's name for the reporter, another order of lines and another way of writing are refused", async () => {
    const original = {
      realm: world.realm,
      kind: "case-keys",
      bytes: await seal({
        ...caseKeysOf(world),
        formers: [{ vkey: world.formerReporter.signing.vkey, until: 3 }],
        keys: [world.c0.identity, world.c1.identity],
        cards: [{ n: 1, hash: HASH, after: 4 }],
      }),
      key: world.djp.identity,
    } as const;
    const changes: readonly ((text: string) => string)[] = [
      (text) => text.replace(world.reporter.signing.vkey, world.itjen.signing.vkey),
      (text) => text.replace("key 0 ", "key 2 "),
      (text) => text.replace("\nunit DJP\n", "\ngroup DJP\n"),
      (text) => text.replace("\nunit DJP\n", "\nunit reporter\n"),
      (text) => text.replace('{"title"', '{ "title"').replace('"} ', '"}'),
      (text) => text.replace(/key 0 .*\n/, ""),
      (text) => text.replace(/members -\n/, ""),
      (text) => text.replace(/(standby .*\n)(members .*\n)/, "$2$1"),
      (text) => text.replace(/(key 1 .*\n)(card .*\n)/, "$2$1"),
      (text) => text.replace(/(former .*\n)(units .*\n)/, "$2$1"),
      (text) => text.replace(/ 4\n$/, " 04\n"),
      (text) => `${text}lagi\n`,
    ];
    for (const change of changes) {
      const forged = await forge(original, [world.djp.signing], [world.djp.recipient], change);
      await assert.rejects(open(forged), refusedAs("note-malformed"), String(change));
    }
  });

  test("a member's or a signer's key does not count as a unit's", async () => {
    await assert.rejects(
      seal(caseKeysOf(world), world.budi.signing),
      refusedAs("signing-key-wrong"),
    );
  });

  test("the copy of another unit or member is misplaced here", async () => {
    const sealed = await seal(caseKeysOf(world));
    await assert.rejects(
      open(sealed, { holder: { kind: "unit", id: "ITJEN" } }),
      refusedAs("object-misplaced"),
    );
    await assert.rejects(
      open(sealed, { holder: { kind: "member", id: "DJP" } }),
      refusedAs("object-misplaced"),
    );
  });

  test("the copy says under signature who can read and who stands by", async () => {
    const { units, standby } = await open(await seal(caseKeysOf(world), world.reporter.signing));
    assert.deepEqual([units, standby], [["DJP"], "ITJEN"]);
    const alone = { ...caseKeysOf(world), units: ["DJBC", "DJP"], standby: null };
    assert.deepEqual(await open(await seal(alone)), alone);
  });

  test("nobody reads twice, nobody reads and stands by, and no copy is for a unit that is not named", async () => {
    const wrong: readonly Partial<CaseKeys>[] = [
      { units: [] },
      { units: ["DJP", "DJP"] },
      { units: ["DJP", "ITJEN"] },
      { units: ["DJP", "dua kata"] },
      { units: ["DJBC"], standby: "ITJEN" },
      { standby: "reporter" },
    ];
    for (const given of wrong) {
      const sealing = seal({ ...caseKeysOf(world), ...given });
      await assert.rejects(sealing, refusedAs("note-malformed"), JSON.stringify(given));
    }
  });

  test("a case without keys, or with an id that is none, is not sealed", async () => {
    await assert.rejects(seal({ ...caseKeysOf(world), keys: [] }), refusedAs("note-malformed"));
    await assert.rejects(
      seal({ ...caseKeysOf(world), caseId: "kasus-1" }),
      refusedAs("note-malformed"),
    );
    const holder = { kind: "unit", id: "reporter" } as const;
    await assert.rejects(seal({ ...caseKeysOf(world), holder }), refusedAs("note-malformed"));
  });
});

describe("the summary", () => {
  test("is always exactly 1,024 bytes, whatever the reporter wrote, and keeps what fits", () => {
    const summary = fc.record<Summary>({
      title: fc.string({ unit: "binary", maxLength: 3_000 }),
      language: fc.constantFrom("id", "en"),
      kind: fc.string({ maxLength: 40 }),
      account: textField,
      name: textField,
      office: textField,
    });
    fc.assert(
      fc.property(summary, (given) => {
        const written = writeSummary(given);
        assert.equal(utf8(written).length, 1_024);
        const read = parseSummary(written);
        assert.equal(read.language, given.language);
        assert.equal(writeSummary(read), written);
      }),
      { numRuns: 200 },
    );
    assert.deepEqual(parseSummary(writeSummary(SUMMARY)), SUMMARY);
  });

  test("shortens the longest text first and marks it", () => {
    const { title, name, office } = parseSummary(
      writeSummary({ ...SUMMARY, title: "panjang ".repeat(500) }),
    );
    assert.ok(title.endsWith("…") && title.length > 400);
    assert.deepEqual([name, office], [SUMMARY.name, SUMMARY.office]);
  });

  test("shows hidden characters instead of obeying them", () => {
    assert.equal(
      parseSummary(writeSummary({ ...SUMMARY, name: "a\u202eb\nc" })).name,
      "a\uFFFDb\uFFFDc",
    );
  });

  test("of another size or with other fields is refused", () => {
    const padded = (json: string): string => json.padEnd(1_024, " ");
    const { office: _office, ...partial } = SUMMARY;
    const wrong = [
      JSON.stringify(SUMMARY),
      padded(JSON.stringify(partial)),
      padded(JSON.stringify({ ...SUMMARY, more: 1 })),
      padded(JSON.stringify({ ...SUMMARY, language: "fr" })),
      padded("null"),
      padded("[]"),
    ];
    for (const text of wrong) assert.throws(() => parseSummary(text), refusedAs("note-malformed"));
  });
});
