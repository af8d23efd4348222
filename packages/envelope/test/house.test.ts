import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, test } from "node:test";

const SRC = new URL("../src/", import.meta.url);
const FILES = readdirSync(SRC).filter((name) => name.endsWith(".ts"));
const IMPORT = /(?:from|import)\s*\(?\s*"([^"]+)"/g;

const textOf = (file: string): string => readFileSync(new URL(file, SRC), "utf8");
const importsOf = (file: string): readonly string[] =>
  [...textOf(file).matchAll(IMPORT)].map(([, name = ""]) => name);
const isOwn = (name: string): boolean => name.startsWith("./");

/** Every file that can be reached from this one. */
function reachableFrom(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  importsOf(file)
    .filter(isOwn)
    .forEach((name) => reachableFrom(name.slice(2), seen));
  return seen;
}

const foreignOf = (files: Iterable<string>): readonly string[] =>
  [...new Set([...files].flatMap(importsOf).filter((name) => !isOwn(name)))].toSorted();

describe("the house of the envelope", () => {
  test("depends on the packages of the protocol and on nothing else", () => {
    assert.deepEqual(foreignOf(FILES), [
      "@noble/curves/ed25519.js",
      "@noble/hashes/sha2.js",
      "@scure/base",
      "age-encryption",
      "shamir-secret-sharing",
    ]);
  });

  test("has one door to age, and none for the server", () => {
    assert.deepEqual(
      FILES.filter((file) => importsOf(file).includes("age-encryption")),
      ["age.ts"],
    );
    const reachable = reachableFrom("audit.ts");
    assert.ok(reachable.has("note.ts") && reachable.has("merkle.ts") && reachable.has("shape.ts"));
    assert.deepEqual(foreignOf(reachable), [
      "@noble/curves/ed25519.js",
      "@noble/hashes/sha2.js",
      "@scure/base",
    ]);
  });

  test("has no file that nobody reaches", () => {
    const reachable = new Set([...reachableFrom("index.ts"), ...reachableFrom("audit.ts")]);
    assert.deepEqual(
      FILES.filter((file) => !reachable.has(file)),
      [],
    );
  });

  test("uses nothing that a strict page or an old browser refuses", () => {
    const forbidden =
      /\bWebAssembly\b|\beval\b|\bnew Function\b|\bnode:|\bBuffer\b|\bprocess\b|localStorage|isWellFormed|\/[a-z]*v[a-z]*[;,)]/;
    for (const file of FILES) assert.doesNotMatch(textOf(file), forbidden, file);
  });

  test("keeps files short", () => {
    for (const file of FILES) assert.ok(textOf(file).split("\n").length < 200, file);
  });

  test("offers through the front doors what the protocol needs, and the server nothing that seals or opens", async () => {
    const [all, audit] = await Promise.all([
      import("@bijak/envelope"),
      import("@bijak/envelope/audit"),
    ]);
    for (const name of [
      "sealBytes",
      "openBytes",
      "sealMessage",
      "openMessage",
      "deriveReporterKeys",
      "openVault",
      "sealOffer",
      "sealIdentityFile",
      "combineIdentityKey",
      "recoverKeyring",
    ]) {
      assert.ok(name in all, name);
      assert.ok(!(name in audit), name);
    }
    for (const name of [
      "openNote",
      "followDirectory",
      "requireTwo",
      "checkAgeShape",
      "verifyConsistency",
      "countingVkeys",
      "countRecipients",
      "readRotation",
      "readDrill",
      "rotateUnit",
      "configHash",
    ]) {
      assert.ok(name in audit, name);
      assert.ok(name === "checkAgeShape" || name in all, name);
    }
  });
});
