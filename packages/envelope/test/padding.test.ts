import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as fc from "fast-check";
import { bucketOf, packTar, padme, unpackTar } from "@bijak/envelope";
import { wholeKibOf } from "../src/padding.ts";
import { entryBytes, paddedSizeOf, tarHeader } from "../src/tar.ts";
import { flipped, refusedAs, utf8 } from "./support.ts";

const KIB = 1_024;

describe("Padmé", () => {
  /* Computed by hand from the definition: E = floor(log2 L), S = floor(log2 E) + 1, round up to 2^(E - S). */
  const TABLE = [
    [0, 0],
    [1, 1],
    [2, 2],
    [8, 8],
    [9, 10],
    [10, 10],
    [17, 18],
    [100, 104],
    [1_000, 1_024],
    [1_024, 1_024],
    [1_025, 1_088],
    [65_536, 65_536],
    [65_537, 67_584],
    [262_145, 270_336],
    [1_000_000, 1_015_808],
    [100_000_000, 100_663_296],
    [500_000_000, 503_316_480],
  ] as const;

  for (const [bytes, expected] of TABLE) {
    test(`${bytes} becomes ${expected}`, () => {
      assert.equal(padme(bytes), expected);
    });
  }

  test("adds at most 12 %, never shrinks, keeps the order and is already at its own sizes", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1), (a, b) => {
        assert.ok(padme(a) >= a && padme(a) <= a * 1.12);
        assert.equal(padme(padme(a)), padme(a));
        assert.ok(a <= b === padme(a) <= padme(b) || padme(a) === padme(b));
      }),
    );
  });
});

describe("sizes", () => {
  const BUCKETS = [
    [0, 4],
    [4 * KIB, 4],
    [4 * KIB + 1, 16],
    [16 * KIB, 16],
    [16 * KIB + 1, 64],
    [64 * KIB + 1, 256],
    [256 * KIB, 256],
    [256 * KIB + 1, 264],
  ] as const;

  for (const [bytes, expected] of BUCKETS) {
    test(`the bucket of ${bytes} bytes is ${expected} KiB`, () => {
      assert.equal(bucketOf(bytes), expected * KIB);
    });
  }

  test("whole KiB are Padmé, rounded up, and already at their own sizes", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (bytes) => {
        const size = wholeKibOf(bytes);
        assert.ok(size >= padme(bytes) && size % KIB === 0 && size - padme(bytes) <= KIB);
        assert.equal(wholeKibOf(size), size);
      }),
    );
  });

  test("an archive never ends in exactly one zero block", () => {
    for (let bytes = 0; bytes < 20_000; bytes += 37) {
      for (const sizing of ["bucket", "whole-kib"] as const) {
        const size = paddedSizeOf(sizing, bytes);
        assert.ok(size >= entryBytes(bytes) && size - entryBytes(bytes) !== 512);
      }
    }
  });
});

describe("the padded archive", () => {
  test("unpacking undoes packing, for any content", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (content) => {
        const size = bucketOf(entryBytes(content.length));
        const archive = packTar("message", content, size);
        assert.equal(archive.length, size);
        assert.deepEqual(unpackTar(archive, "message"), content);
      }),
    );
  });

  test("another name, a changed header, anything after the content and a cut are refused", () => {
    const archive = packTar("message", utf8("isi"), 4 * KIB);
    assert.throws(() => unpackTar(archive, "vault"), refusedAs("archive-malformed"));
    for (let at = 0; at < 512; at += 1) {
      assert.throws(
        () => unpackTar(flipped(archive, at), "message"),
        refusedAs("archive-malformed"),
        `byte ${at}`,
      );
    }
    for (const at of [515, 1_000, 1_024, 4_095]) {
      assert.throws(
        () => unpackTar(flipped(archive, at), "message"),
        refusedAs("archive-malformed"),
        `byte ${at}`,
      );
    }
    for (const bytes of [0, 100, 512, 514]) {
      assert.throws(
        () => unpackTar(archive.slice(0, bytes), "message"),
        refusedAs("archive-malformed"),
      );
    }
  });

  test("content that does not fit and names that tar could misread are refused", () => {
    assert.throws(() => packTar("message", new Uint8Array(600), 1_024), refusedAs("too-large"));
    for (const name of ["", "../x", "a/b", "A", "x".repeat(100)]) {
      assert.throws(() => tarHeader(name, 1), refusedAs("archive-malformed"));
    }
    assert.throws(() => tarHeader("file", 2 ** 33), refusedAs("archive-malformed"));
  });
});
