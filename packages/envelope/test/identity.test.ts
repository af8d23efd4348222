import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as fc from "fast-check";
import {
  combineIdentityKey,
  openIdentityFile,
  openIdentityRelease,
  openIdentityShare,
  openMessage,
  recipientOf,
  sealIdentityFile,
  sealIdentityRelease,
  sealIdentityShare,
  sealMessage,
  sha256Base64,
  splitIdentityKey,
  type Identity,
  type IdentityKeyShares,
  type IdentityNotice,
  type Suite,
} from "@bijak/envelope";
import { parseBody } from "../src/message-body-text.ts";
import { aNotice, aRelease, aShare, SHARE } from "./apart-objects.ts";
import { forge } from "./forge.ts";
import { SECRETS, aBody, aDraft, byBudi, opening } from "./objects.ts";
import { aMember, aWorld, refused, refusedAs, type World } from "./support.ts";

let world: World;

before(async () => {
  world = await aWorld();
});

const sealFile = ({ recipient }: Pick<IdentityKeyShares, "recipient">, given = {}) =>
  sealIdentityFile(
    {
      realm: world.realm,
      caseId: world.caseId,
      name: SECRETS.reporterName,
      contact: SECRETS.contact,
      ...given,
    },
    recipient,
    world.reporter.signing,
  );

const subsets = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  size === 0
    ? [[]]
    : items.flatMap((item, at) =>
        subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]),
      );

describe("the key of a reporter's identity", () => {
  test("comes back from any k of n shares and opens the file", async () => {
    const key = await splitIdentityKey("x25519", { k: 3, n: 5 });
    const file = await sealFile(key);
    for (const three of subsets(key.shares, 3)) {
      const identity = await combineIdentityKey("x25519", three, 3);
      assert.equal(await recipientOf(identity), key.recipient);
      const { name, contact } = await openIdentityFile(file, identity, opening(world));
      assert.deepEqual([name, contact], [SECRETS.reporterName, SECRETS.contact]);
    }
  });

  test("comes back for any k and n, in both suites", async () => {
    const suites = fc.constantFrom<Suite>("x25519", "pq");
    await fc.assert(
      fc.asyncProperty(
        suites,
        fc.integer({ min: 2, max: 6 }),
        fc.nat(4),
        async (suite, k, more) => {
          const { recipient, shares } = await splitIdentityKey(suite, { k, n: k + more });
          assert.equal(shares.length, k + more);
          const identity = await combineIdentityKey(suite, shares.slice(more), k);
          assert.equal(await recipientOf(identity), recipient);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("attack: k - 1 custodians give nothing, even when they call it enough", async () => {
    const key = await splitIdentityKey("x25519", { k: 3, n: 5 });
    const file = await sealFile(key);
    for (const two of subsets(key.shares, 2)) {
      await assert.rejects(
        combineIdentityKey("x25519", two, 3),
        refusedAs("identity-shares-missing"),
      );
      const guessed = await combineIdentityKey("x25519", two, 2);
      await assert.rejects(
        openIdentityFile(file, guessed, opening(world)),
        refusedAs("not-openable"),
      );
    }
  });

  test("is not made of one share twice, of cut ones or of those of another case", async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => splitIdentityKey("x25519", { k: 2, n: 3 })),
    );
    assert.ok(one !== undefined && other !== undefined);
    const [a = assert.fail(), b = assert.fail()] = one.shares;
    for (const wrong of [
      [a, a],
      [a, b.slice(1)],
      [a, new Uint8Array([...b, 0])],
    ]) {
      await assert.rejects(
        combineIdentityKey("x25519", wrong, 2),
        refusedAs("identity-share-differs"),
      );
    }
    const tooMany = Array.from({ length: 256 }, (_, place) => {
      return new Uint8Array([...SHARE.slice(1), place]);
    });
    await assert.rejects(
      combineIdentityKey("x25519", tooMany, 2),
      refusedAs("identity-share-differs"),
    );
    const file = await sealFile(one);
    const foreign = other.shares.find((share) => share.at(-1) !== a.at(-1)) ?? assert.fail();
    const mixed = await combineIdentityKey("x25519", [a, foreign], 2);
    await assert.rejects(openIdentityFile(file, mixed, opening(world)), refusedAs("not-openable"));
  });

  test("is not split for fewer than two, more than 255 or more needed than there are", async () => {
    for (const counts of [
      { k: 1, n: 3 },
      { k: 4, n: 3 },
      { k: 2, n: 256 },
    ]) {
      await assert.rejects(
        splitIdentityKey("x25519", counts),
        refusedAs("identity-shares-missing"),
      );
    }
    for (const k of [0, 1])
      await assert.rejects(
        combineIdentityKey("x25519", [SHARE], k),
        refusedAs("identity-shares-missing"),
      );
  });
});

describe("the identity file", () => {
  const open = (bytes: Uint8Array, given = {}) =>
    openIdentityFile(bytes, world.identityKey.identity, { ...opening(world), ...given });

  test("opens to name and contact, whatever they are, and shows hidden characters", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(text, text, async (name, contact) => {
        const read = await open(await sealFile(world.identityKey, { name, contact }));
        assert.ok(!/[\p{Cc}\p{Cf}]/u.test(read.name + read.contact));
        assert.equal(read.name.length >= name.length, true);
      }),
      { numRuns: 20 },
    );
    const given = { name: "Si\u202eti", contact: "a\nb" };
    assert.deepEqual(await open(await sealFile(world.identityKey, given)), {
      name: "Si\uFFFDti",
      contact: "a\uFFFDb",
    });
  });

  test("is always of one size and never larger", async () => {
    const short = await sealFile(world.identityKey, { name: "", contact: "" });
    const long = await sealFile(world.identityKey, {
      name: "x".repeat(1_000),
      contact: "y".repeat(1_000),
    });
    assert.equal(long.length, short.length);
    await assert.rejects(
      sealFile(world.identityKey, { name: "x".repeat(4_000) }),
      refusedAs("too-large"),
    );
  });

  test("of another case, by another key or with other fields is refused", async () => {
    const bytes = await sealFile(world.identityKey);
    await assert.rejects(
      open(bytes, { caseId: "PpOoNnMmLlKkJjIi" }),
      refusedAs("object-misplaced"),
    );
    await assert.rejects(open(bytes, { reporterVkeys: [] }), refusedAs("note-not-authentic"));
    const original = {
      realm: world.realm,
      kind: "identity",
      bytes,
      key: world.identityKey.identity,
    } as const;
    for (const change of [
      (text: string) => `${text}lagi\n`,
      (text: string) => text.replace('{"name"', '{ "name"'),
      (text: string) => text.replace('"contact":"', '"more":1,"contact":"'),
      (text: string) => text.replace('"contact":"', '"contact":1,"x":"'),
      (text: string) => text.replace(/\{.*\}/, "null"),
    ]) {
      const forged = await forge(
        original,
        [world.reporter.signing],
        [world.identityKey.recipient],
        change,
      );
      await assert.rejects(open(forged), refusedAs("note-malformed"), String(change));
    }
    const broken = await forge(
      original,
      [world.reporter.signing],
      [world.identityKey.recipient],
      (text) => text.replace(/\{.*\}/, "{"),
    );
    await assert.rejects(open(broken), refusedAs("json-invalid"));
  });

  test("is signed by the reporter only", async () => {
    const { realm, caseId, identityKey, budi } = world;
    await assert.rejects(
      sealIdentityFile(
        { realm, caseId, name: "", contact: "" },
        identityKey.recipient,
        budi.signing,
      ),
      refusedAs("signing-key-wrong"),
    );
    await assert.rejects(sealFile(identityKey, { caseId: "kasus" }), refusedAs("note-malformed"));
  });
});

describe("a custodian's share", () => {
  const seal = (given = {}, to = world.sari) =>
    sealIdentityShare({ ...aShare(world), ...given }, to.recipient, world.reporter.signing);
  const open = (bytes: Uint8Array, given = {}, identity: Identity = world.sari.identity) =>
    openIdentityShare(bytes, identity, { ...opening(world), custodian: "sari", ...given });

  test("opens for this custodian alone, to the very share", async () => {
    assert.deepEqual(await open(await seal()), SHARE);
    await assert.rejects(open(await seal(), {}, world.budi.identity), refusedAs("not-openable"));
  });

  test("is as large for every custodian", async () => {
    const long = await aMember("x25519", "x".repeat(48));
    assert.equal((await seal({ custodian: long.id }, long)).length, (await seal()).length);
  });

  test("of another case, custodian or author is refused", async () => {
    const bytes = await seal();
    await assert.rejects(
      open(bytes, { caseId: "PpOoNnMmLlKkJjIi" }),
      refusedAs("object-misplaced"),
    );
    await assert.rejects(open(bytes, { custodian: "budi" }), refusedAs("object-misplaced"));
    const others = { reporterVkeys: [world.djp.signing.vkey] };
    await assert.rejects(open(bytes, others), refusedAs("note-not-authentic"));
  });

  test("of another length, with more lines or by anyone but the reporter is neither sealed nor opened", async () => {
    await assert.rejects(seal({ share: SHARE.slice(1) }), refusedAs("note-malformed"));
    await assert.rejects(seal({ custodian: "dua kata" }), refusedAs("note-malformed"));
    await assert.rejects(
      sealIdentityShare(aShare(world), world.sari.recipient, world.sari.signing),
      refusedAs("signing-key-wrong"),
    );
    const original = {
      realm: world.realm,
      kind: "identity-share",
      bytes: await seal(),
      key: world.sari.identity,
    } as const;
    const longer = await forge(
      original,
      [world.reporter.signing],
      [world.sari.recipient],
      (text) => `${text}lagi\n`,
    );
    await assert.rejects(open(longer), refusedAs("note-malformed"));
  });
});

describe("the release of a share", () => {
  const seal = (given = {}, key = world.sari.signing) =>
    sealIdentityRelease({ ...aRelease(world), ...given }, world.budi.recipient, key);
  const open = async (bytes: Uint8Array, given = {}) =>
    openIdentityRelease(bytes, world.budi.identity, {
      ...aRelease(world),
      notice: await aNotice(),
      members: [world.budi.entry, world.sari.entry],
      ...given,
    });

  test("gives share and custodian to the member who asked", async () => {
    assert.deepEqual(await open(await seal()), { custodian: "sari", share: SHARE });
  });

  test("for another case, asker or reason is refused", async () => {
    for (const given of [
      { caseId: "PpOoNnMmLlKkJjIi" },
      { asker: "sari" },
      { reasonHash: (await aNotice()).shares[0]?.sha256 },
    ]) {
      await assert.rejects(open(await seal(), given), refusedAs("object-misplaced"));
      await assert.rejects(open(await seal(given)), refusedAs("object-misplaced"));
    }
  });

  test("attack: a custodian hands out another share, or one that was announced for someone else", async () => {
    const wrong = await seal({ share: new Uint8Array(33).fill(8) });
    await assert.rejects(open(wrong), refusedAs("identity-share-differs"));
    const onlyBudi = { notice: await aNotice({ shares: (await aNotice()).shares.slice(1) }) };
    await assert.rejects(open(await seal(), onlyBudi), refusedAs("identity-share-differs"));
  });

  test("by a stranger, in another's name or by one who has left is refused", async () => {
    const stranger = await aMember("x25519", "sari");
    const forged = await seal({}, stranger.signing);
    await assert.rejects(open(forged), refusedAs("note-not-authentic"));
    await assert.rejects(seal({}, world.budi.signing), refusedAs("signing-key-wrong"));
    const left = { ...world.sari.entry, units: [], roles: [] };
    for (const members of [[left], [world.budi.entry], []])
      await assert.rejects(open(await seal(), { members }), refusedAs("note-not-authentic"));
  });

  test("is as large for every name, and not sealed with wrong words", async () => {
    const long = await aMember("x25519", "x".repeat(48));
    const named = await seal({ custodian: long.id, asker: "y".repeat(48) }, long.signing);
    assert.equal(named.length, (await seal()).length);
    for (const given of [{ reasonHash: "x" }, { asker: "dua kata" }, { caseId: "-" }])
      await assert.rejects(seal(given), refusedAs("note-malformed"));
    const original = {
      realm: world.realm,
      kind: "identity-release",
      bytes: await seal(),
      key: world.budi.identity,
    } as const;
    const longer = await forge(
      original,
      [world.sari.signing],
      [world.budi.recipient],
      (text) => `${text}lagi\n`,
    );
    await assert.rejects(open(longer), refusedAs("note-malformed"));
  });
});

describe("the notice of a sealed identity", () => {
  const seal = (identity: IdentityNotice) =>
    sealMessage({
      realm: world.realm,
      message: aDraft(world, { body: aBody({ kind: "identity", text: "", identity }) }),
      recipients: [world.c0.recipient],
      signingKey: world.reporter.signing,
    });

  test("stands in a message of the reporter that opens to it", async () => {
    const notice = await aNotice();
    const { body } = await openMessage(await seal(notice), [world.c0.identity], opening(world));
    assert.deepEqual(body.identity, notice);
  });

  test("is as large as any short message", async () => {
    const short = await sealMessage({
      realm: world.realm,
      message: aDraft(world, { body: aBody({ text: "" }) }),
      recipients: [world.c0.recipient],
      signingKey: world.reporter.signing,
    });
    assert.equal((await seal(await aNotice())).length, short.length);
  });

  test("is not written by a unit, nor in a message of another kind, nor is one without it", async () => {
    const body = aBody({ kind: "identity", identity: await aNotice() });
    const ofUnit = {
      realm: world.realm,
      message: aDraft(world, { author: "DJP", n: 1, body }),
      recipients: [world.c1.recipient],
      signingKey: world.djp.signing,
      member: byBudi(world, world.c1.recipient),
    };
    await assert.rejects(sealMessage(ofUnit), refusedAs("message-malformed"));
    const line = (given: object): string =>
      JSON.stringify({ kind: "identity", text: "", files: [], ...given });
    assert.throws(() => parseBody(line({})), refusedAs("message-malformed"));
    const identity = await aNotice();
    assert.throws(
      () => parseBody(line({ kind: "message", identity })),
      refusedAs("message-malformed"),
    );
    assert.deepEqual(parseBody(line({ identity })).identity, identity);
  });

  test("with too few, doubled, too many or oddly written shares is refused", async () => {
    const notice = await aNotice();
    const [share = assert.fail()] = notice.shares;
    const hash = await sha256Base64(SHARE);
    const wrong: readonly Partial<Record<keyof IdentityNotice | "more", unknown>>[] = [
      { k: 1 },
      { k: 3 },
      { k: "2" },
      { shares: [share, share] },
      { shares: [{ ...share, more: 1 }, ...notice.shares.slice(1)] },
      { shares: [{ custodian: "dua kata", sha256: hash }, share] },
      { shares: [{ custodian: "x", sha256: "x" }, share] },
      { shares: {} },
      { shares: "abc" },
      { shares: Array.from({ length: 256 }, (_, at) => ({ custodian: `a${at}`, sha256: hash })) },
      { file: "x" },
      { more: 1 },
    ];
    for (const given of wrong) {
      const line = JSON.stringify({
        kind: "identity",
        text: "",
        files: [],
        identity: { ...notice, ...given },
      });
      assert.throws(() => parseBody(line), refused, JSON.stringify(given).slice(0, 80));
    }
  });
});
