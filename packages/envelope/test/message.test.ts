import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as fc from "fast-check";
import {
  generateSigningKey,
  openMessage,
  sealMessage,
  type MessageBody,
  type SealingMessage,
} from "@bijak/envelope";
import { openSealed } from "../src/sealed-note.ts";
import { parseBody } from "../src/message-body-text.ts";
import { forge } from "./forge.ts";
import { aBody, aDraft, byBudi, opening } from "./objects.ts";
import { aMember, aWorld, refusedAs, type World } from "./support.ts";

let world: World;

before(async () => {
  world = await aWorld();
});

const HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

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
      { files: "abc" },
      { files: [{ ...file, parts: HASH }] },
      { files: [{ ...file, parts: Array.from({ length: 65_537 }, () => HASH) }] },
      { files: [{ ...file, name: 1 }] },
      { files: [{ ...file, type: "image/\u0000png" }] },
      { answers: "abc" },
      { answers: [] },
      { answers: null },
      { cardHash: "x" },
      { state: { code: "concluded", since: 1 } },
      { kind: "state", state: { code: "concluded" } },
      { kind: "state", state: { code: "concluded", since: 1, more: 1 } },
      { kind: "state", state: { code: 1, since: 1 } },
      { kind: "state", state: { code: "concluded", outcome: 1, since: 1 } },
      { kind: "state", state: { code: "concluded", promisedOn: -1, since: 1 } },
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
      assert.throws(() => parseBody(line), refusedAs("message-malformed"), line.slice(0, 200));
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
