import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as fc from "fast-check";
import {
  openInboxPage,
  openMailboxCard,
  openRecord,
  packTar,
  sealBytes,
  sealInboxPage,
  sealMailboxCard,
  sealRecord,
  type MailboxCard,
} from "@bijak/envelope";
import { forge } from "./forge.ts";
import { SUMMARY, opening } from "./objects.ts";
import { aUnit, aWorld, refusedAs, type World } from "./support.ts";

let world: World;

before(async () => {
  world = await aWorld();
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
