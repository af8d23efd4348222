import assert from "node:assert/strict";
import { test } from "node:test";
import { en as keysEn } from "../src/lib/keys/copy.en.ts";
import { id as keysId } from "../src/lib/keys/copy.id.ts";
import { en as roomEn } from "../src/ruang/copy/en.ts";
import { id as roomId } from "../src/ruang/copy/id.ts";
import { en as inviteEn } from "../src/undangan/copy/en.ts";
import { id as inviteId } from "../src/undangan/copy/id.ts";

const id = { room: roomId, invite: inviteId, keys: keysId };
const en = { room: roomEn, invite: inviteEn, keys: keysEn };

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

test("no sentence promises what is not built: notices to others", () => {
  for (const [path, value] of [...leavesOf(id), ...leavesOf(en)]) {
    assert.doesNotMatch(said(value), /Itjen sudah diberi tahu|Itjen has been told/i, path);
  }
});
