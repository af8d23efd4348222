import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { canary, findCanaries, findInFolder, receiptCanaries } from "./support/canaries.ts";

const TEXT = "Kenari kuning terbang rendah";

for (const [form, bytes] of [
  ["plain", Buffer.from(`xx${TEXT}yy`)],
  ["UTF-16", Buffer.from(`x${TEXT}`, "utf16le")],
  ["hexadecimal", Buffer.from(Buffer.from(TEXT).toString("hex"))],
  ["percent-encoded", Buffer.from(encodeURIComponent(TEXT))],
  ["base64", Buffer.from(Buffer.from(`${TEXT}!`).toString("base64"))],
  ["base64 after one byte", Buffer.from(Buffer.from(`a${TEXT}!`).toString("base64"))],
  ["base64 after two bytes", Buffer.from(Buffer.from(`ab${TEXT}!`).toString("base64"))],
] as const) {
  test(`a canary is found in its ${form} form`, () => {
    assert.deepEqual(findCanaries(bytes, [canary("bird", TEXT)]), ["bird"]);
  });
}

test("a receipt is found in groups too, and another one is not", () => {
  const canaries = receiptCanaries("0123456789012345678901234583");
  assert.equal(findCanaries(Buffer.from("0123 4567 8901 2345 6789 0123 4583"), canaries).length, 1);
  assert.equal(findCanaries(Buffer.from("1123 4567 8901 2345 6789 0123 4583"), canaries).length, 0);
});

test("a folder is searched in its files and in their names", () => {
  const folder = mkdtempSync(join(tmpdir(), "bijak-canary-"));
  writeFileSync(join(folder, "one"), TEXT);
  writeFileSync(join(folder, TEXT), "");
  const found = findInFolder(folder, [canary("bird", TEXT)]);
  rmSync(folder, { recursive: true });
  assert.equal(found.length, 2);
});
