import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as fc from "fast-check";
import {
  checkSequence,
  generateSigningKey,
  openCaseKeys,
  openInboxPage,
  openMailboxCard,
  openMessage,
  openRecord,
  packTar,
  sealBytes,
  sealCaseKeys,
  sealInboxPage,
  sealMailboxCard,
  sealMessage,
  sealRecord,
  sequenceOf,
  sha256Base64,
  type CaseKeys,
  type MailboxCard,
  type Message,
  type MessageBody,
  type SealingMessage,
  type SequencedMessage,
  type Summary,
} from "@bijak/envelope";
import { openSealed } from "../src/sealed-note.ts";
import { parseBody } from "../src/message-body-text.ts";
import { parseSummary, writeSummary } from "../src/summary.ts";
import { forge } from "./forge.ts";
import { SUMMARY, aBody, aDraft, byBudi, caseKeysOf, opening } from "./objects.ts";
import { aMember, aUnit, aWorld, refusedAs, utf8, type World } from "./support.ts";

let world: World;

before(async () => {
  world = await aWorld();
});

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

describe("the mailbox-card", () => {
  const aCard = (given: Partial<MailboxCard> = {}): MailboxCard => ({
    caseId: world.caseId,
    n: 0,
    caseRecipient: world.c0.recipient,
    units: ["DJP", "ITJEN"],
    standby: null,
    ...given,
  });
  const seal = (card: MailboxCard, key = world.djp.signing) =>
    sealMailboxCard(world.realm, card, world.reporter.recipient, key);
  const open = (bytes: Uint8Array) =>
    openMailboxCard(bytes, world.reporter.identity, opening(world));

  test("opening undoes sealing, by the reporter at first and by a unit later", async () => {
    const first = aCard({ standby: "ITJEN", units: ["DJP"] });
    assert.deepEqual(await open(await seal(first, world.reporter.signing)), first);
    const later = aCard({ n: 3, caseRecipient: world.c1.recipient });
    assert.deepEqual(await open(await seal(later)), later);
  });

  test("after the first case key the reporter's own signature no longer counts", async () => {
    await assert.rejects(
      seal(aCard({ n: 1 }), world.reporter.signing),
      refusedAs("signing-key-wrong"),
    );
    const bytes = await seal(aCard({ n: 1 }));
    const original = {
      realm: world.realm,
      kind: "mailbox-card",
      bytes,
      key: world.reporter.identity,
    } as const;
    const forged = await forge(original, [world.reporter.signing], [world.reporter.recipient]);
    await assert.rejects(open(forged), refusedAs("note-not-authentic"));
  });

  test("a card by a stranger's or a member's key is refused", async () => {
    const stranger = await aUnit("x25519", "DJP");
    await assert.rejects(
      open(await seal(aCard(), stranger.signing)),
      refusedAs("note-not-authentic"),
    );
    await assert.rejects(seal(aCard(), world.budi.signing), refusedAs("signing-key-wrong"));
  });

  test("a card with more lines than it has, of another version or larger than any card is refused", async () => {
    const bytes = await seal(aCard());
    const original = {
      realm: world.realm,
      kind: "mailbox-card",
      bytes,
      key: world.reporter.identity,
    } as const;
    const to = [world.reporter.recipient];
    const longer = await forge(original, [world.djp.signing], to, (text) => `${text}lagi\n`);
    await assert.rejects(open(longer), refusedAs("note-malformed"));
    const newer = await forge(original, [world.djp.signing], to, (text) =>
      text.replace("/v1/", "/v2/"),
    );
    await assert.rejects(open(newer), refusedAs("note-wrong-kind"));
    const large = packTar("mailbox-card", new Uint8Array(20_000), 20_992);
    await assert.rejects(open(await sealBytes("x25519", to, large)), refusedAs("too-large"));
  });

  test("a card that names no reader is not sealed", async () => {
    await assert.rejects(seal(aCard({ units: [] })), refusedAs("note-malformed"));
    await assert.rejects(seal(aCard({ standby: "dua kata" })), refusedAs("note-malformed"));
  });
});

describe("messages", () => {
  const fromReporter = (given: Partial<SealingMessage["message"]> = {}): SealingMessage => ({
    realm: world.realm,
    message: aDraft(world, given),
    recipients: [world.c0.recipient],
    signingKey: world.reporter.signing,
  });
  const fromUnit = (given: Partial<SealingMessage["message"]> = {}): SealingMessage => ({
    realm: world.realm,
    message: aDraft(world, { author: "DJP", n: 1, body: aBody(), ...given }),
    recipients: [world.c1.recipient, world.reporter.recipient],
    signingKey: world.djp.signing,
    member: byBudi(world, world.c1.recipient),
  });
  const asHandler = () => ({
    ...opening(world),
    members: [world.budi.entry, world.sari.entry],
    caseIdentities: [world.c0.identity, world.c1.identity],
  });

  test("opening undoes sealing, for any text, answers and state", async () => {
    const body = fc.record<MessageBody>(
      {
        kind: fc.constantFrom("message", "question", "answer", "note"),
        text: fc.string({ unit: "binary", maxLength: 2_000 }),
        files: fc.constant([]),
        answers: fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<
          Record<string, unknown>
        >,
      },
      { requiredKeys: ["kind", "text", "files"] },
    );
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        const recipients = [world.c1.recipient];
        const sealed = await sealMessage({ ...fromUnit({ body: given }), recipients });
        const { body: read } = await openMessage(sealed, [world.c1.identity], asHandler());
        assert.equal(JSON.stringify(read), JSON.stringify(given));
      }),
      { numRuns: 40 },
    );
  });

  test("a colleague learns who wrote it, the reporter does not", async () => {
    const sealed = await sealMessage(fromUnit());
    assert.equal((await openMessage(sealed, [world.c1.identity], asHandler())).memberId, "budi");
    assert.equal(
      (await openMessage(sealed, [world.reporter.identity], opening(world))).memberId,
      null,
    );
  });

  test("its size is the same, whatever the member's name", async () => {
    const short = await sealMessage(fromUnit());
    const long = await aMember("x25519", "x".repeat(48));
    const member = { id: long.id, key: long.signing, caseRecipient: world.c1.recipient };
    assert.equal((await sealMessage({ ...fromUnit(), member })).length, short.length);
  });

  test("a member who is not listed, or whose line was taken from another message, proves nothing", async () => {
    const sealed = await sealMessage(fromUnit());
    const strangersOnly = { ...asHandler(), members: [world.sari.entry] };
    await assert.rejects(
      openMessage(sealed, [world.c1.identity], strangersOnly),
      refusedAs("authorship-not-authentic"),
    );
    const withoutKey = { ...asHandler(), caseIdentities: [world.c0.identity] };
    await assert.rejects(
      openMessage(sealed, [world.c1.identity], withoutKey),
      refusedAs("authorship-not-authentic"),
    );
  });

  test("lines behind the message, and authorship that does not fit the author, are refused even by the reporter", async () => {
    const bytes = await sealMessage(fromUnit());
    const original = {
      realm: world.realm,
      kind: "message",
      bytes,
      key: world.c1.identity,
    } as const;
    const both = [world.c1.recipient, world.reporter.recipient];
    const read = (forged: Uint8Array) =>
      openMessage(forged, [world.reporter.identity], opening(world));
    const longer = await forge(original, [world.djp.signing], both, (text) => `${text}lagi\n`);
    await assert.rejects(read(longer), refusedAs("note-malformed"));
    const between = await forge(original, [world.djp.signing], both, (text) =>
      text.replace("\nauthorship", "\nlagi\nauthorship"),
    );
    await assert.rejects(read(between), refusedAs("message-malformed"));
    const bare = await forge(original, [world.djp.signing], both, (text) =>
      text.replace(/authorship .*\n/, ""),
    );
    await assert.rejects(read(bare), refusedAs("message-malformed"));
    const asReporter = await forge(original, [world.reporter.signing], both, (text) =>
      text.replace("\nDJP\n", "\nreporter\n"),
    );
    await assert.rejects(read(asReporter), refusedAs("message-malformed"));
  });

  test("authorship taken from another message proves nothing", async () => {
    const [mine, other] = await Promise.all([
      sealMessage(fromUnit()),
      sealMessage(fromUnit({ body: aBody({ text: "Lain" }) })),
    ]);
    const lineOf = async (bytes: Uint8Array): Promise<string> =>
      (await openSealed("message", [world.c1.identity], bytes))
        .split("\n")
        .find((line) => line.startsWith("authorship ")) ?? "";
    const stolen = await lineOf(other);
    const original = {
      realm: world.realm,
      kind: "message",
      bytes: mine,
      key: world.c1.identity,
    } as const;
    const forged = await forge(original, [world.djp.signing], [world.c1.recipient], (text) =>
      text.replace(/authorship .*/, stolen),
    );
    await assert.rejects(
      openMessage(forged, [world.c1.identity], asHandler()),
      refusedAs("authorship-not-authentic"),
    );
  });

  test("what an author may not say is refused at opening, too", async () => {
    const ofUnit = await sealMessage(fromUnit({ body: aBody({ kind: "question" }) }));
    const internal = {
      realm: world.realm,
      kind: "message",
      bytes: ofUnit,
      key: world.c1.identity,
    } as const;
    const early = await forge(internal, [world.djp.signing], [world.c0.recipient], (text) =>
      text.replace("\n1\n0\n", "\n0\n0\n").replace('"kind":"question"', '"kind":"note"'),
    );
    await assert.rejects(
      openMessage(early, [world.c0.identity], opening(world)),
      refusedAs("note-needs-new-key"),
    );
    const bytes = await sealMessage(fromReporter());
    const ofReporter = {
      realm: world.realm,
      kind: "message",
      bytes,
      key: world.c0.identity,
    } as const;
    const question = await forge(
      ofReporter,
      [world.reporter.signing],
      [world.c0.recipient],
      (text) => text.replace('"kind":"report"', '"kind":"question"'),
    );
    await assert.rejects(
      openMessage(question, [world.c0.identity], opening(world)),
      refusedAs("message-malformed"),
    );
  });

  test("a first message is at least 16 KiB, the others fill a bucket", async () => {
    const overhead = 168 + 16;
    for (const [sealing, expected] of [
      [fromReporter({ body: aBody({ kind: "report", text: "" }) }), 16_384],
      [fromReporter({ body: aBody({ kind: "report", text: "x".repeat(14_000) }) }), 16_384],
      [fromReporter({ body: aBody({ kind: "report", text: "x".repeat(20_000) }) }), 65_536],
      [fromReporter({ body: aBody({ text: "x" }) }), 4_096],
      [fromReporter({ body: aBody({ text: "x".repeat(6_000) }) }), 16_384],
    ] as const) {
      const tags = 16 * Math.ceil(expected / 65_536);
      assert.equal((await sealMessage(sealing)).length, expected + overhead + tags);
    }
  });

  test("an internal note needs a case key that the reporter never knew, and goes to the case alone", async () => {
    const body = aBody({ kind: "note" });
    const alone = [world.c1.recipient];
    await assert.rejects(
      sealMessage({ ...fromUnit({ body, n: 0 }), recipients: alone }),
      refusedAs("note-needs-new-key"),
    );
    await assert.rejects(sealMessage(fromUnit({ body })), refusedAs("recipients-wrong"));
    await assert.rejects(
      sealMessage({ ...fromUnit({ body }), recipients: [world.reporter.recipient] }),
      refusedAs("recipients-wrong"),
    );
    const sealed = await sealMessage({ ...fromUnit({ body }), recipients: alone });
    assert.equal((await openMessage(sealed, [world.c1.identity], asHandler())).body.kind, "note");
  });

  test("a reporter's message goes to one case key, a unit's to the case and at most one more", async () => {
    const two = [world.c0.recipient, world.c1.recipient];
    await assert.rejects(
      sealMessage({ ...fromReporter(), recipients: two }),
      refusedAs("recipients-wrong"),
    );
    const three = [world.c1.recipient, world.reporter.recipient, world.djp.recipient];
    await assert.rejects(
      sealMessage({ ...fromUnit(), recipients: three }),
      refusedAs("recipients-wrong"),
    );
    await assert.rejects(
      sealMessage({ ...fromUnit(), recipients: [world.reporter.recipient] }),
      refusedAs("recipients-wrong"),
    );
  });

  test("a reporter cannot write notes, questions or states", async () => {
    for (const kind of ["note", "question"] as const) {
      await assert.rejects(
        sealMessage(fromReporter({ n: 1, body: aBody({ kind }) })),
        refusedAs("message-malformed"),
      );
    }
    const state = aBody({ kind: "state", state: { code: "concluded", since: 20_780 } });
    await assert.rejects(
      sealMessage(fromReporter({ body: state })),
      refusedAs("message-malformed"),
    );
  });

  test("a state comes with its dates, and only in a message that is one", async () => {
    const state = { code: "concluded", outcome: "proven", promisedOn: 20_800, since: 20_780 };
    const sealed = await sealMessage(fromUnit({ body: aBody({ kind: "state", state }) }));
    const { body } = await openMessage(sealed, [world.reporter.identity], opening(world));
    assert.deepEqual(body.state, state);
    await assert.rejects(
      sealMessage(fromUnit({ body: aBody({ kind: "state" }) })),
      refusedAs("message-malformed"),
    );
    await assert.rejects(
      sealMessage(fromUnit({ body: aBody({ state }) })),
      refusedAs("message-malformed"),
    );
  });

  test("a state may name the unit to which the case is forwarded", async () => {
    const state = { code: "transferring", since: 20_780, unit: "ITJEN" };
    const sealed = await sealMessage(fromUnit({ body: aBody({ kind: "state", state }) }));
    const { body } = await openMessage(sealed, [world.reporter.identity], opening(world));
    assert.deepEqual(body.state, state);
    for (const unit of ["reporter", "dua kata", ""]) {
      const wrong = aBody({ kind: "state", state: { ...state, unit } });
      await assert.rejects(sealMessage(fromUnit({ body: wrong })), refusedAs("message-malformed"));
    }
  });

  test("tells the key that signed it", async () => {
    const sealed = await sealMessage(fromUnit());
    const { signedBy } = await openMessage(sealed, [world.c1.identity], asHandler());
    assert.equal(signedBy, world.djp.signing.vkey);
  });

  test("nobody writes in another's name", async () => {
    await assert.rejects(
      sealMessage({ ...fromUnit(), signingKey: world.itjen.signing }),
      refusedAs("signing-key-wrong"),
    );
    await assert.rejects(
      sealMessage({ ...fromReporter(), signingKey: world.djp.signing }),
      refusedAs("signing-key-wrong"),
    );
    const { member: _member, ...withoutMember } = fromUnit();
    await assert.rejects(sealMessage(withoutMember), refusedAs("message-needs-member"));
    const asSari = { ...byBudi(world, world.c1.recipient), id: "sari" };
    await assert.rejects(
      sealMessage({ ...fromUnit(), member: asSari }),
      refusedAs("signing-key-wrong"),
    );
  });

  test("an author or case that cannot exist is not sealed", async () => {
    await assert.rejects(
      sealMessage(fromReporter({ caseId: "kasus" })),
      refusedAs("message-malformed"),
    );
    const signingKey = await generateSigningKey("unit.$.1");
    await assert.rejects(
      sealMessage({ ...fromUnit({ author: "$" }), signingKey }),
      refusedAs("message-malformed"),
    );
  });

  test("one unit's key does not sign for another unit", async () => {
    const sealed = await sealMessage(fromUnit());
    const onlyItjen = { ...opening(world), unitVkeys: [world.itjen.signing.vkey] };
    await assert.rejects(
      openMessage(sealed, [world.c1.identity], onlyItjen),
      refusedAs("note-not-authentic"),
    );
  });

  test("hidden characters in a file's name are shown, so it cannot pretend another ending", async () => {
    const file = {
      id: "a",
      name: "foto\u202egpj.exe",
      type: "image/jpeg",
      sizeBytes: 1,
      parts: [HASH],
    };
    const sealed = await sealMessage(
      fromReporter({ body: aBody({ kind: "report", files: [file] }) }),
    );
    const { body } = await openMessage(sealed, [world.c0.identity], opening(world));
    assert.equal(body.files[0]?.name, "foto\uFFFDgpj.exe");
  });

  test("a body with wrong, unknown, missing, doubled or reordered fields is not read", () => {
    const file = { id: "a", name: "b", type: "c", sizeBytes: 1, parts: [HASH] };
    const right = { kind: "message", text: "isi", files: [file] };
    assert.deepEqual(parseBody(JSON.stringify(right)), right);
    const wrong: readonly object[] = [
      { kind: "rahasia" },
      { text: 1 },
      { files: [{ ...file, id: "../a" }] },
      { files: [{ ...file, sizeBytes: -1 }] },
      { files: [{ ...file, parts: [] }] },
      { files: [{ ...file, parts: ["x"] }] },
      { files: Array.from({ length: 65 }, () => file) },
      { files: [{ ...file, more: 1 }] },
      { files: {} },
      { answers: [] },
      { answers: null },
      { cardHash: "x" },
      { state: { code: "concluded", since: 1 } },
      { kind: "state", state: { code: "concluded" } },
      { kind: "state", state: { code: "concluded", since: 1, more: 1 } },
      { more: 1 },
    ];
    const lines = [
      ...wrong.map((given) => JSON.stringify({ ...right, ...given })),
      '{"kind":"message","text":"isi","text":"isi","files":[]}',
      '{"text":"isi","kind":"message","files":[]}',
      '{"kind":"message", "text":"isi","files":[]}',
      '{"kind":"message","files":[]}',
      "null",
      "[]",
    ];
    for (const line of lines)
      assert.throws(() => parseBody(line), refusedAs("message-malformed"), line);
    assert.throws(() => parseBody("{"), refusedAs("json-invalid"));
  });

  test("a body that could not be read is not sealed", async () => {
    const file = { id: "../a", name: "b", type: "c", sizeBytes: 1, parts: [HASH] };
    for (const given of [{ files: [file] }, { cardHash: "x" }]) {
      await assert.rejects(
        sealMessage(fromReporter({ body: aBody(given) })),
        refusedAs("message-malformed"),
      );
    }
  });

  test("numbering begins at 0 without a predecessor, and only then", async () => {
    for (const given of [
      { seq: 0, previous: HASH },
      { seq: 1, previous: null },
      { seq: 1, previous: "x" },
    ]) {
      await assert.rejects(sealMessage(fromReporter(given)), refusedAs("message-malformed"));
    }
  });
});

const HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

describe("the sequence of messages", () => {
  const aMessage = (
    author: string,
    seq: number,
    previous: string | null,
    kind: MessageBody["kind"] = "message",
  ) => ({
    message: {
      caseId: world.caseId,
      author,
      n: 1,
      seq,
      previous,
      body: aBody({ kind }),
      signedBy: "",
      memberId: null,
    } satisfies Message,
    hash: `${author} ${kind} ${seq}`,
  });

  const aChain = (
    author: string,
    length: number,
    kind: MessageBody["kind"] = "message",
  ): SequencedMessage[] =>
    Array.from({ length }, (_, seq) =>
      aMessage(author, seq, seq === 0 ? null : `${author} ${kind} ${seq - 1}`, kind),
    );

  test("of several authors, complete and in order, is sound", () => {
    const messages = [...aChain("reporter", 3), ...aChain("DJP", 4), ...aChain("DJP", 2, "note")];
    assert.deepEqual(checkSequence(messages), { missing: false, reordered: false });
    assert.deepEqual(checkSequence([]), { missing: false, reordered: false });
  });

  test("with internal notes left out is sound for the reporter", () => {
    const both = [...aChain("DJP", 3), ...aChain("DJP", 2, "note")];
    const seen = both.filter(({ message }) => message.body.kind !== "note");
    assert.deepEqual(checkSequence(seen), { missing: false, reordered: false });
    assert.notEqual(
      ...(both.slice(2, 4).map(({ message }) => sequenceOf(message)) as [string, string]),
    );
  });

  test("with a dropped, doubled or replaced message is broken", () => {
    const chain = aChain("DJP", 4);
    const [a, b, c, d] = chain;
    assert.ok(a !== undefined && b !== undefined && c !== undefined && d !== undefined);
    const replaced = { ...b, hash: "lain" };
    for (const messages of [
      [a, c, d],
      [a, b, b, c],
      [a, replaced, c],
      [a, a],
      [a, b, c, b],
    ]) {
      assert.throws(() => checkSequence(messages), refusedAs("sequence-broken"));
    }
  });

  test("that begins late or comes in another order says so", () => {
    const chain = aChain("DJP", 4);
    assert.deepEqual(checkSequence(chain.slice(1)), { missing: true, reordered: false });
    assert.deepEqual(checkSequence(chain.toReversed()), { missing: false, reordered: true });
  });

  test("holds over real messages by the SHA-256 of their ciphertexts", async () => {
    const write = (seq: number, previous: string | null) =>
      sealMessage({
        realm: world.realm,
        message: aDraft(world, {
          seq,
          previous,
          body: aBody({ kind: seq === 0 ? "report" : "message" }),
        }),
        recipients: [world.c0.recipient],
        signingKey: world.reporter.signing,
      });
    const first = await write(0, null);
    const second = await write(1, await sha256Base64(first));
    const read = async (bytes: Uint8Array): Promise<SequencedMessage> => ({
      message: await openMessage(bytes, [world.c0.identity], opening(world)),
      hash: await sha256Base64(bytes),
    });
    assert.deepEqual(checkSequence([await read(first), await read(second)]), {
      missing: false,
      reordered: false,
    });
    const otherFirst = await read(await write(0, null));
    const secondRead = await read(second);
    assert.throws(() => checkSequence([otherFirst, secondRead]), refusedAs("sequence-broken"));
  });
});

describe("the case record", () => {
  const seal = (
    json: string,
    keys = { unitKey: world.djp.signing, memberKey: world.budi.signing },
  ) =>
    sealRecord(
      { realm: world.realm, caseId: world.caseId, memberId: "budi", seq: 2, json },
      [world.c1.recipient],
      keys,
    );
  const open = (bytes: Uint8Array, given: Partial<Parameters<typeof openRecord>[2]> = {}) =>
    openRecord(bytes, [world.c1.identity], {
      ...opening(world),
      members: [world.budi.entry, world.sari.entry],
      ...given,
    });

  test("opening undoes sealing, for any JSON", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        const { memberId, seq, json: read } = await open(await seal(json));
        assert.deepEqual([memberId, seq, read], ["budi", 2, JSON.stringify(JSON.parse(json))]);
      }),
      { numRuns: 25 },
    );
  });

  test("needs the signatures of the unit and of the member it names", async () => {
    const sealed = await seal("{}");
    await assert.rejects(
      open(sealed, { unitVkeys: [world.itjen.signing.vkey] }),
      refusedAs("note-not-authentic"),
    );
    await assert.rejects(
      open(sealed, { members: [world.sari.entry] }),
      refusedAs("note-not-authentic"),
    );
    const bySari = { unitKey: world.djp.signing, memberKey: world.sari.signing };
    await assert.rejects(seal("{}", bySari), refusedAs("signing-key-wrong"));
    const byMemberOnly = { unitKey: world.budi.signing, memberKey: world.budi.signing };
    await assert.rejects(seal("{}", byMemberOnly), refusedAs("signing-key-wrong"));
    await assert.rejects(seal("{"), refusedAs("json-invalid"));
  });

  test("with more lines or of a case that cannot exist is refused", async () => {
    const original = {
      realm: world.realm,
      kind: "record",
      bytes: await seal("{}"),
      key: world.c1.identity,
    } as const;
    const keys = [world.djp.signing, world.budi.signing];
    const longer = await forge(original, keys, [world.c1.recipient], (text) => `${text}lagi\n`);
    await assert.rejects(open(longer), refusedAs("note-malformed"));
    const nowhere = { realm: world.realm, caseId: "kasus", memberId: "budi", seq: 0, json: "{}" };
    const both = { unitKey: world.djp.signing, memberKey: world.budi.signing };
    await assert.rejects(
      sealRecord(nowhere, [world.c1.recipient], both),
      refusedAs("note-malformed"),
    );
  });
});

describe("a page of the inbox", () => {
  const place = () => ({ realm: world.realm, unit: "DJP", epoch: 1, page: 3 });
  const seal = (json: string) =>
    sealInboxPage({ ...place(), json }, world.djp.recipient, world.djp.signing);
  const open = (bytes: Uint8Array, given: Partial<ReturnType<typeof place>> = {}) =>
    openInboxPage(bytes, [world.djp.identity], {
      ...place(),
      ...given,
      unitVkeys: opening(world).unitVkeys,
    });

  test("opening undoes sealing, for 256 cards", async () => {
    const json = JSON.stringify(Array.from({ length: 256 }, (_, row) => ({ row, ...SUMMARY })));
    assert.equal(await open(await seal(json)), json);
  });

  test("with more lines than it has is refused", async () => {
    const original = {
      realm: world.realm,
      kind: "inbox-page",
      bytes: await seal("[]"),
      key: world.djp.identity,
    } as const;
    const to = [world.djp.recipient];
    const longer = await forge(original, [world.djp.signing], to, (text) => `${text}lagi\n`);
    await assert.rejects(open(longer), refusedAs("note-malformed"));
  });

  test("the page of another place is refused", async () => {
    const sealed = await seal("[]");
    for (const given of [{ unit: "ITJEN" }, { epoch: 2 }, { page: 4 }]) {
      await assert.rejects(open(sealed, given), refusedAs("object-misplaced"));
    }
  });

  test("more than a page can hold is refused", async () => {
    await assert.rejects(seal(JSON.stringify("x".repeat(1_100_000))), refusedAs("note-malformed"));
    await assert.rejects(seal(JSON.stringify("x".repeat(1_048_200))), refusedAs("too-large"));
  });

  test("another unit's key does not sign it", async () => {
    const page = { ...place(), json: "[]" };
    await assert.rejects(
      sealInboxPage(page, world.djp.recipient, world.itjen.signing),
      refusedAs("signing-key-wrong"),
    );
  });
});
