import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "../src/ruang/copy/en.ts";
import { id } from "../src/ruang/copy/id.ts";

type Leaf = readonly [path: string, value: unknown];

function leavesOf(value: unknown, path = ""): readonly Leaf[] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, `${path}.${key}`));
}

/** What a sentence says; functions are called with words that would show up. */
function said(value: unknown): string {
  return typeof value === "function" ? String(value("5", "6")) : String(value);
}

test("both catalogues have the same sentences, and none is empty", () => {
  assert.deepEqual(
    leavesOf(id).map(([path]) => path),
    leavesOf(en).map(([path]) => path),
  );
  for (const [path, value] of [...leavesOf(id), ...leavesOf(en)]) {
    assert.notEqual(said(value).trim(), "", path);
  }
});

test("the Indonesian sentences do without the words that accuse or fog", () => {
  const avoided = /\b(terkait|dalam rangka|sehubungan dengan|pelaku|oknum|adapun)\b/i;
  for (const [path, value] of leavesOf(id)) assert.doesNotMatch(said(value), avoided, path);
});

test("people are addressed as Anda", () => {
  for (const [path, value] of leavesOf(id)) {
    assert.doesNotMatch(said(value), /\b(kamu|kau|anda)\b/, path);
  }
});

test("no sentence promises what is not built: notices to others, or drafts kept on the server", () => {
  for (const [path, value] of [...leavesOf(id), ...leavesOf(en)]) {
    assert.doesNotMatch(
      said(value),
      /Itjen sudah diberi tahu|Itjen has been told|tersimpan terkunci di server|kept on the server/i,
      path,
    );
  }
});
