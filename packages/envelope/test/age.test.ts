import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { inflateSync } from "node:zlib";
import * as fc from "fast-check";
import {
  generateIdentity,
  identityFromSeed,
  openBytes,
  parseIdentity,
  parseRecipient,
  recipientOf,
  sealBytes,
  type Identity,
  type Suite,
} from "@bijak/envelope";
import { openStream } from "../src/age.ts";
import { aCaseKey, flipped, hexOf, refused, refusedAs, utf8 } from "./support.ts";

const SUITES: readonly Suite[] = ["x25519", "pq"];

/* CCTV test vectors of age: https://c2sp.org/CCTV/age */
type Vector = {
  readonly name: string;
  readonly expect: string;
  readonly payload: string | undefined;
  readonly identities: readonly string[];
  readonly isArmored: boolean;
  readonly file: Uint8Array;
};

function parseVector(name: string, bytes: Uint8Array): Vector {
  const text = Buffer.from(bytes).toString("latin1");
  const gap = text.indexOf("\n\n");
  const lines = text
    .slice(0, gap)
    .split("\n")
    .map((line) => line.split(": "));
  const one = (key: string): string | undefined => lines.find(([found]) => found === key)?.[1];
  const body = bytes.subarray(gap + 2);
  return {
    name,
    expect: one("expect") ?? "",
    payload: one("payload"),
    identities: lines.filter(([key]) => key === "identity").map(([, value = ""]) => value),
    isArmored: one("armored") === "yes",
    file: one("compressed") === "zlib" ? new Uint8Array(inflateSync(body)) : body,
  };
}

const VECTORS = Object.entries<unknown>(await import("cctv-age")).flatMap(([name, bytes]) =>
  bytes instanceof Uint8Array ? [parseVector(name, bytes)] : [],
);

/** Legal age files that our rules refuse all the same: armor, passphrases, foreign stanzas, mixed suites. */
const REFUSED_BY_POLICY = new Set([
  "armor_crlf",
  "armor_full_last_line",
  "armor_hybrid",
  "armor_no_eol",
  "armor_scrypt",
  "armor_whitespace_outside",
  "armor_x25519",
  "hybrid_and_x25519",
  "hybrid_grease",
  "scrypt",
  "stanza_empty_body",
  "stanza_empty_last_line",
  "stanza_valid_characters",
  "x25519_grease",
]);

const identitiesOf = (vector: Vector): readonly Identity[] =>
  vector.identities.map((text) => parseIdentity(text.includes("-PQ-") ? "pq" : "x25519", text));

/** The file in pieces of one byte, as the worst network would bring it. */
function byteByByte(file: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at === file.length) controller.close();
      else controller.enqueue(file.slice(at, ++at));
    },
  });
}

async function streamed(identities: readonly Identity[], file: Uint8Array): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  await openStream(identities, { first: file, all: byteByByte(file) }, (piece) =>
    pieces.push(piece),
  );
  return new Uint8Array(Buffer.concat(pieces));
}

describe("CCTV test vectors", () => {
  test("are all there", (t) => {
    const opened = VECTORS.filter(
      ({ name, expect }) => expect === "success" && !REFUSED_BY_POLICY.has(name),
    );
    t.diagnostic(
      `${VECTORS.length} vectors: ${opened.length} open, ${VECTORS.length - opened.length} are refused`,
    );
    assert.equal(VECTORS.length, 143);
    assert.equal(opened.length, 12);
    assert.equal(
      VECTORS.filter(({ name }) => REFUSED_BY_POLICY.has(name)).length,
      REFUSED_BY_POLICY.size,
    );
  });

  for (const vector of VECTORS) {
    const isOpened = vector.expect === "success" && !REFUSED_BY_POLICY.has(vector.name);
    test(`${vector.name} ${isOpened ? "opens" : "is refused"}`, async () => {
      const openWhole = async () => openBytes(identitiesOf(vector), vector.file);
      const openSlowly = async () => streamed(identitiesOf(vector), vector.file);
      const ways = vector.file.length < 10_000 ? [openWhole, openSlowly] : [openWhole];
      for (const open of ways) {
        if (!isOpened) await assert.rejects(open, refused);
        else
          assert.equal(
            createHash("sha256")
              .update(await open())
              .digest("hex"),
            vector.payload,
          );
      }
    });
  }
});

describe("keys", () => {
  for (const suite of SUITES) {
    test(`${suite}: a seed gives the same key each time, and its public key is of the suite`, async () => {
      const seed = new Uint8Array(32).fill(7);
      const identity = identityFromSeed(suite, seed);
      assert.equal(identity, identityFromSeed(suite, seed));
      assert.equal(parseIdentity(suite, identity), identity);
      assert.equal(parseRecipient(suite, await recipientOf(identity)), await recipientOf(identity));
    });

    test(`${suite}: a mistyped, cut, upper-case or foreign public key is refused`, async () => {
      const recipient = await recipientOf(await generateIdentity(suite));
      const other = await recipientOf(await generateIdentity(suite === "pq" ? "x25519" : "pq"));
      const mistyped =
        recipient.slice(0, 20) + (recipient[20] === "q" ? "p" : "q") + recipient.slice(21);
      for (const text of [
        mistyped,
        recipient.slice(0, -1),
        recipient.toUpperCase(),
        `${recipient} `,
        other,
        "",
      ]) {
        assert.throws(() => parseRecipient(suite, text), refusedAs("recipient-invalid"));
      }
      const tag = "age1tag1qwe0kafsjrar4txm6heqnhpfuggzr0gvznz7fvygxrlq90u5mq2pysxtw6h";
      assert.throws(() => parseRecipient(suite, tag), refusedAs("recipient-invalid"));
    });

    test(`${suite}: a private key of another suite, case or length is refused`, async () => {
      const identity = await generateIdentity(suite);
      const other = await generateIdentity(suite === "pq" ? "x25519" : "pq");
      for (const text of [identity.toLowerCase(), identity.slice(0, -1), other, ""]) {
        assert.throws(() => parseIdentity(suite, text), refusedAs("identity-invalid"));
      }
      assert.throws(
        () => identityFromSeed(suite, new Uint8Array(31)),
        refusedAs("identity-invalid"),
      );
    });
  }
});

describe("sealing and opening bytes", () => {
  test("opening undoes sealing, for any content and each of several readers", async () => {
    const readers = await Promise.all([aCaseKey("x25519"), aCaseKey("x25519"), aCaseKey("x25519")]);
    const recipients = readers.map((reader) => reader.recipient);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), fc.nat(2), async (plaintext, which) => {
        const sealed = await sealBytes("x25519", recipients, plaintext);
        const reader = readers[which];
        assert.ok(reader !== undefined);
        assert.deepEqual(await openBytes([reader.identity], sealed), plaintext);
      }),
      { numRuns: 60 },
    );
  });

  for (const bytes of [0, 1, 65_535, 65_536, 65_537, 131_072]) {
    test(`opening undoes sealing at the chunk edge of ${bytes} bytes, in both suites`, async () => {
      for (const suite of SUITES) {
        const reader = await aCaseKey(suite);
        const plaintext = new Uint8Array(bytes).fill(0x5a);
        const sealed = await sealBytes(suite, [reader.recipient], plaintext);
        assert.deepEqual(await openBytes([reader.identity], sealed), plaintext);
      }
    });
  }

  test("an empty list, a doubled key and a key of the other suite are refused", async () => {
    const [classic, hybrid] = await Promise.all([aCaseKey("x25519"), aCaseKey("pq")]);
    const content = utf8("isi");
    await assert.rejects(sealBytes("pq", [], content), refusedAs("recipients-empty"));
    await assert.rejects(
      sealBytes("x25519", [classic.recipient, classic.recipient], content),
      refusedAs("recipients-doubled"),
    );
    for (const suite of SUITES) {
      await assert.rejects(
        sealBytes(suite, [classic.recipient, hybrid.recipient], content),
        refusedAs("recipient-invalid"),
      );
    }
  });

  test("without a key, or with only wrong ones, nothing opens", async () => {
    const [reader, stranger] = await Promise.all([aCaseKey("x25519"), aCaseKey("x25519")]);
    const sealed = await sealBytes("x25519", [reader.recipient], utf8("isi"));
    await assert.rejects(openBytes([], sealed), refusedAs("not-openable"));
    await assert.rejects(openBytes([stranger.identity], sealed), refusedAs("not-openable"));
  });

  test("every flipped byte, every cut and every addition is refused", async () => {
    const reader = await aCaseKey("x25519");
    const sealed = await sealBytes("x25519", [reader.recipient], utf8("isi yang pendek"));
    for (let at = 0; at < sealed.length; at += 1) {
      await assert.rejects(
        openBytes([reader.identity], flipped(sealed, at)),
        refused,
        `byte ${at}`,
      );
      await assert.rejects(
        openBytes([reader.identity], sealed.slice(0, at)),
        refused,
        `cut at ${at}`,
      );
    }
    const longer = new Uint8Array([...sealed, 0]);
    await assert.rejects(openBytes([reader.identity], longer), refusedAs("not-openable"));
  });

  test("no secret stands in a refusal", async () => {
    const [reader, stranger] = await Promise.all([aCaseKey("x25519"), aCaseKey("x25519")]);
    const sealed = await sealBytes("x25519", [reader.recipient], utf8("isi"));
    await assert.rejects(openBytes([stranger.identity], sealed), (error: Error) => {
      assert.ok(!`${error.message}${error.stack}`.includes("AGE-SECRET-KEY"));
      assert.equal(error.cause, undefined);
      return true;
    });
    assert.ok(hexOf(sealed).length > 0);
  });
});
