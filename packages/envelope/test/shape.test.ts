import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { sealBlob, sealBytes, sealedBlobSize, type Suite } from "@bijak/envelope";
import { checkAgeShape, countRecipients, type ShapeKind } from "@bijak/envelope/audit";
import { EVERY_NOTE } from "./objects.ts";
import { REALM, aCaseKey, aWorld, refusedAs, type World } from "./support.ts";

const SHAPE_OF: Readonly<Record<string, readonly [ShapeKind, number]>> = {
  report: ["report", 1],
  reply: ["message", 2],
  "internal note": ["message", 1],
  keyring: ["keyring", 2],
  wrap: ["wrap", 1],
  card: ["card", 1],
  record: ["record", 1],
  "inbox page": ["inbox-page", 1],
  vault: ["vault", 2],
  "recovery wrap": ["wrap", 1],
  "identity file": ["identity", 1],
  "identity share": ["identity-share", 1],
  "identity release": ["identity-release", 1],
  offer: ["offer", 1],
  pack: ["pack", 1],
  "member record": ["member-record", 1],
};

const SUITES: readonly Suite[] = ["x25519", "pq"];
let worlds: Readonly<Record<Suite, World>>;

before(async () => {
  const [x25519, pq] = await Promise.all(SUITES.map((suite) => aWorld({ ...REALM, suite })));
  assert.ok(x25519 !== undefined && pq !== undefined);
  worlds = { x25519, pq };
});

describe("what a server can check without a key", () => {
  for (const suite of SUITES) {
    for (const object of EVERY_NOTE) {
      test(`${suite}: a ${object.kind} has the shape of its kind, and another suite or number of readers is refused`, async () => {
        const bytes = await object.seal(worlds[suite]);
        const [kind, recipients] = SHAPE_OF[object.kind] ?? assert.fail(object.kind);
        const right = { suite, recipientCounts: [recipients], kind };
        assert.deepEqual(checkAgeShape(bytes, right), { recipients });
        assert.equal(countRecipients(bytes), recipients);
        const other = suite === "pq" ? "x25519" : "pq";
        assert.throws(
          () => checkAgeShape(bytes, { ...right, suite: other }),
          refusedAs("shape-stanzas"),
        );
        const counts = [recipients + 1, recipients - 1];
        assert.throws(
          () => checkAgeShape(bytes, { ...right, recipientCounts: counts }),
          refusedAs("shape-stanzas"),
        );
        assert.throws(() => checkAgeShape(bytes.slice(0, -1), right), refusedAs("shape-size"));
        assert.throws(
          () => checkAgeShape(new Uint8Array([...bytes, 0]), right),
          refusedAs("shape-size"),
        );
      });
    }
  }

  test("the first part of a file fits the size of all parts together", async () => {
    const reader = await aCaseKey("x25519");
    for (const size of [10, 3_000_000]) {
      const totalBytes = sealedBlobSize(size, "x25519", 1);
      const source = { sizeBytes: size, stream: () => new Blob([new Uint8Array(size)]).stream() };
      for await (const part of sealBlob("x25519", [reader.recipient], source)) {
        const expected = {
          suite: "x25519",
          recipientCounts: [1],
          kind: "part",
          totalBytes,
        } as const;
        if (part.no > 0)
          assert.throws(() => checkAgeShape(part.bytes, expected), refusedAs("shape-header"));
        else {
          assert.deepEqual(checkAgeShape(part.bytes, expected), { recipients: 1 });
          const more = { ...expected, totalBytes: totalBytes + 1 };
          assert.throws(() => checkAgeShape(part.bytes, more), refusedAs("shape-size"));
          assert.throws(
            () => checkAgeShape(part.bytes.slice(0, -1), expected),
            refusedAs("shape-size"),
          );
        }
      }
    }
  });

  test("a report is never smaller than 16 KiB, a wrap never larger than its bound", async () => {
    const { recipient } = await aCaseKey("x25519");
    const sealed = async (bytes: number): Promise<Uint8Array> =>
      sealBytes("x25519", [recipient], new Uint8Array(bytes));
    const shape = (kind: ShapeKind) => ({ suite: "x25519", recipientCounts: [1], kind }) as const;
    const small = await sealed(4_096);
    checkAgeShape(small, shape("message"));
    assert.throws(() => checkAgeShape(small, shape("report")), refusedAs("shape-size"));
    checkAgeShape(await sealed(32_768), shape("wrap"));
    const large = await sealed(34_816);
    assert.throws(() => checkAgeShape(large, shape("wrap")), refusedAs("shape-size"));
    const odd = await sealed(4_097);
    assert.throws(() => checkAgeShape(odd, shape("message")), refusedAs("shape-size"));
    assert.throws(() => checkAgeShape(odd, shape("wrap")), refusedAs("shape-size"));
  });

  test("what is no age file, names foreign keys, mixes suites or never ends its header is refused", async () => {
    const [classic, hybrid] = await Promise.all([aCaseKey("x25519"), aCaseKey("pq")]);
    const [a, b] = await Promise.all([
      sealBytes("x25519", [classic.recipient], new Uint8Array(4_096)),
      sealBytes("pq", [hybrid.recipient], new Uint8Array(4_096)),
    ]);
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
    const stanza = (bytes: Uint8Array): string => /-> [^]*?\n.*\n/.exec(text(bytes))?.[0] ?? "";
    const bytesOf = (latin1: string): Uint8Array => new Uint8Array(Buffer.from(latin1, "latin1"));
    const check = (latin1: string) => () =>
      checkAgeShape(bytesOf(latin1), {
        suite: "x25519",
        recipientCounts: [1, 2, 600],
        kind: "message",
      });
    const grease = "-> grease abc\n\n";
    const onlyForeign = text(a).replace(stanza(a), `-> scrypt abc 18\n${"A".repeat(43)}\n`);
    for (const suite of SUITES) {
      const expected = { suite, recipientCounts: [1], kind: "message" } as const;
      assert.throws(
        () => checkAgeShape(bytesOf(onlyForeign), expected),
        refusedAs("shape-stanzas"),
      );
    }
    assert.throws(check(text(a).replace("\n--- ", "\n--- A")), refusedAs("shape-header"));
    assert.throws(
      check(text(a).replace(stanza(a), stanza(a) + stanza(b))),
      refusedAs("shape-stanzas"),
    );
    assert.throws(
      check(text(a).replace(stanza(a), stanza(a) + grease)),
      refusedAs("shape-stanzas"),
    );
    assert.throws(
      check(text(a).replace(stanza(a), stanza(a).repeat(600))),
      refusedAs("shape-header"),
    );
    assert.throws(check(text(a).replace(stanza(a), "")), refusedAs("shape-header"));
    assert.throws(check(text(a).replace("v1", "v2")), refusedAs("shape-header"));
    for (const bytes of ["", "age", "bukan age\n", "x".repeat(300_000), "\n".repeat(9_000)]) {
      assert.throws(check(bytes), refusedAs("shape-header"));
    }
  });
});
