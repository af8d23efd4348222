import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import * as fc from "fast-check";
import {
  openBlob,
  sealBlob,
  sealBytes,
  sealedBlobSize,
  sha256Base64,
  type FileSource,
  type SealedPart,
} from "@bijak/envelope";
import { PART_BYTES } from "../src/kinds.ts";
import { packTar } from "../src/tar.ts";
import { aCaseKey, flipped, inTurn, refused, refusedAs, utf8, type CaseKey } from "./support.ts";

let reader: CaseKey;

before(async () => {
  reader = await aCaseKey("x25519");
});

const sourceOf = (content: Uint8Array<ArrayBuffer>, sizeBytes = content.length): FileSource => ({
  sizeBytes,
  stream: () => new Blob([content]).stream(),
});

async function seal(
  source: FileSource,
  keys: readonly CaseKey[] = [reader],
): Promise<readonly SealedPart[]> {
  const parts: SealedPart[] = [];
  const recipients = keys.map((key) => key.recipient);
  for await (const part of sealBlob("x25519", recipients, source)) parts.push(part);
  return parts;
}

const open = (parts: readonly Uint8Array[], hashes: readonly string[]): Promise<Blob> =>
  openBlob([reader.identity], inTurn(parts), hashes);

const openSealed = (parts: readonly SealedPart[]): Promise<Blob> =>
  open(
    parts.map((part) => part.bytes),
    parts.map((part) => part.sha256),
  );

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

describe("sealed files", () => {
  const SIZES = [
    0,
    1,
    511,
    512,
    513,
    65_023,
    65_024,
    65_025,
    PART_BYTES - 1,
    PART_BYTES,
    2_500_000,
  ];

  for (const size of SIZES) {
    test(`a file of ${size} bytes comes back whole, and its sealed size was known before`, async () => {
      const content = Uint8Array.from({ length: size }, (_, at) => at % 251);
      const parts = await seal(sourceOf(content));
      assert.deepEqual(await bytesOf(await openSealed(parts)), content);
      assert.equal(
        parts.reduce((sum, part) => sum + part.bytes.length, 0),
        sealedBlobSize(size, "x25519", 1),
      );
      assert.ok(parts.slice(0, -1).every((part) => part.bytes.length === PART_BYTES));
      assert.deepEqual(
        parts.map((part) => part.no),
        parts.map((_, no) => no),
      );
    });
  }

  test("a file of any content comes back, however its source is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 2_000 }), { maxLength: 8 }),
        async (pieces) => {
          const content = new Uint8Array(Buffer.concat(pieces));
          const stream = () =>
            new ReadableStream<Uint8Array>({
              start(controller) {
                pieces.forEach((piece) => controller.enqueue(piece));
                controller.close();
              },
            });
          const parts = await seal({ sizeBytes: content.length, stream });
          assert.deepEqual(await bytesOf(await openSealed(parts)), content);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("the sealed size is exact for several readers and for pq", async () => {
    const keys = await Promise.all([aCaseKey("pq"), aCaseKey("pq")]);
    let total = 0;
    for await (const part of sealBlob(
      "pq",
      keys.map((key) => key.recipient),
      sourceOf(new Uint8Array(1_500_000)),
    )) {
      total += part.bytes.length;
    }
    assert.equal(total, sealedBlobSize(1_500_000, "pq", 2));
  });

  test("a source shorter or longer than announced is refused", async () => {
    const content = new Uint8Array(1_000);
    await assert.rejects(seal(sourceOf(content, 999)), refusedAs("blob-size-differs"));
    await assert.rejects(seal(sourceOf(content, 1_001)), refusedAs("blob-size-differs"));
  });

  test("a source that never ends is given up as soon as it is too long", async () => {
    let given = 0;
    const stream = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          given += 1;
          if (given > 1_000) controller.close();
          else controller.enqueue(new Uint8Array(1_000));
        },
      });
    await assert.rejects(seal({ sizeBytes: 1_500, stream }), refusedAs("blob-size-differs"));
    assert.ok(given < 100, `${given} pieces were read`);
  });

  test("no reader, no sealing", async () => {
    await assert.rejects(seal(sourceOf(new Uint8Array(1)), []), refusedAs("recipients-empty"));
  });

  test("a part that is missing, changed, swapped, doubled or too much is refused", async () => {
    const sealed = await seal(sourceOf(new Uint8Array(2_500_000)));
    const hashes = sealed.map((part) => part.sha256);
    const [a, b, c] = sealed.map((part) => part.bytes);
    assert.ok(a !== undefined && b !== undefined && c !== undefined);
    for (const parts of [
      [],
      [a],
      [a, b],
      [b, a, c],
      [a, a, c],
      [a, b, c, c],
      [a, flipped(b, 7), c],
    ]) {
      await assert.rejects(open(parts, hashes), refusedAs("blob-part-differs"));
    }
    await assert.rejects(open([a, b, c], hashes.slice(0, 2)), refusedAs("blob-part-differs"));
  });

  test("parts that are cut short together with their hashes are refused", async () => {
    const sealed = await seal(sourceOf(new Uint8Array(2_500_000)));
    const two = sealed.slice(0, 2);
    await assert.rejects(openSealed(two), refusedAs("not-openable"));
    await assert.rejects(openSealed([]), refusedAs("blob-part-differs"));
  });

  test("a small file with any changed byte, cut or addition is refused, even if its hash was changed with it", async () => {
    const [sealed] = await seal(sourceOf(new Uint8Array(utf8("isi"))));
    assert.ok(sealed !== undefined);
    const openAlone = async (bytes: Uint8Array): Promise<Blob> =>
      open([bytes], [await sha256Base64(bytes)]);
    for (let at = 0; at < sealed.bytes.length; at += 1) {
      await assert.rejects(openAlone(flipped(sealed.bytes, at)), refused, `byte ${at}`);
      if (at % 7 === 0)
        await assert.rejects(openAlone(sealed.bytes.slice(0, at)), refused, `cut at ${at}`);
    }
    await assert.rejects(openAlone(new Uint8Array([...sealed.bytes, 0])), refused);
  });

  test("another archive inside than one file and zeros is refused", async () => {
    const wrong = [
      packTar("message", utf8("isi"), 2_048),
      packTar("file", utf8("isi"), 2_048).fill(1, 2_000),
      packTar("file", new Uint8Array(1_500), 2_048).slice(0, 1_024),
      new Uint8Array(100),
      new Uint8Array(0),
    ];
    for (const archive of wrong) {
      const bytes = await sealBytes("x25519", [reader.recipient], archive);
      await assert.rejects(
        open([bytes], [await sha256Base64(bytes)]),
        refusedAs("archive-malformed"),
      );
    }
  });

  test("a caller that stops early releases the source", async () => {
    const released = Promise.withResolvers<void>();
    const stream = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
        cancel: () => released.resolve(),
      });
    for await (const part of sealBlob("x25519", [reader.recipient], {
      sizeBytes: 2 ** 30,
      stream,
    })) {
      assert.equal(part.no, 0);
      break;
    }
    await released.promise;
  });

  test("a reader that refuses early releases the source of the parts", async () => {
    let isClosed = false;
    async function* parts(): AsyncGenerator<Uint8Array> {
      try {
        yield await Promise.resolve(utf8("bukan age"));
        yield utf8("lagi");
      } finally {
        isClosed = true;
      }
    }
    const hashes = [await sha256Base64(utf8("bukan age")), await sha256Base64(utf8("lagi"))];
    await assert.rejects(openBlob([reader.identity], parts(), hashes), refusedAs("not-openable"));
    assert.equal(isClosed, true);
  });

  test("sealing 48 MiB holds only a few parts in memory at a time", async () => {
    const pieces = 48 * 16;
    let given = 0;
    let ahead = 0;
    const stream = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          if (given === pieces) controller.close();
          else {
            given += 1;
            controller.enqueue(new Uint8Array(65_536));
          }
        },
      });
    let taken = 0;
    for await (const part of sealBlob("x25519", [reader.recipient], {
      sizeBytes: pieces * 65_536,
      stream,
    })) {
      taken += part.bytes.length;
      ahead = Math.max(ahead, given * 65_536 - taken);
    }
    assert.ok(taken > pieces * 65_536);
    assert.ok(ahead <= 2 * PART_BYTES, `${ahead} bytes were read ahead of what was taken`);
  });
});
