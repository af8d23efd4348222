import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { en as laporEn } from "../src/lapor/copy/en.ts";
import { id as laporId } from "../src/lapor/copy/id.ts";
import { en as sharedEn } from "../src/lib/i18n/shared/en.ts";
import { id as sharedId } from "../src/lib/i18n/shared/id.ts";
import { en as pantauEn } from "../src/pantau/copy/en.ts";
import { id as pantauId } from "../src/pantau/copy/id.ts";

type Leaf = readonly [path: string, text: string];

const PAIRS = [
  ["lapor", laporId, laporEn],
  ["pantau", pantauId, pantauEn],
  ["shared", sharedId, sharedEn],
] as const;

const said = (value: unknown): string =>
  typeof value === "function" ? String(value("5", "6")) : String(value);

function leavesOf(value: unknown, path: string): readonly Leaf[] {
  if (typeof value !== "object" || value === null) return [[path, said(value)]];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, `${path}.${key}`));
}

const INDONESIAN = PAIRS.flatMap(([name, id]) => leavesOf(id, name));
const ENGLISH = PAIRS.flatMap(([name, , en]) => leavesOf(en, name));
const PAGES = ["lapor", "pantau", "en/lapor", "en/pantau"].map((name) => {
  const html = readFileSync(new URL(`../${name}/index.html`, import.meta.url), "utf8");
  return [name, html.replace(/<[^>]*>/g, " ")] as const;
});

describe("the words of the reporter's pages", () => {
  test("are complete: the same sentences in both languages, and none is empty", () => {
    assert.deepEqual(
      INDONESIAN.map(([path]) => path),
      ENGLISH.map(([path]) => path),
    );
    for (const [path, text] of [...INDONESIAN, ...ENGLISH]) assert.notEqual(text.trim(), "", path);
  });

  test("are not left in the other language", () => {
    const shared = new Set(["Bijak", "https://contoh.example"]);
    for (const [index, [path, text]] of INDONESIAN.entries()) {
      const [, other = ""] = ENGLISH[index] ?? [];
      const isName =
        shared.has(text) || !/\p{L}{4}/u.test(text) || path.startsWith("shared.switchLanguage");
      assert.ok(isName || text !== other, `${path}: ${text}`);
    }
  });

  test("do without the words that accuse or fog", () => {
    const avoided = /\b(terkait|dalam rangka|sehubungan dengan|pelaku|oknum|adapun)\b/i;
    for (const [path, text] of [...INDONESIAN, ...ENGLISH, ...PAGES])
      assert.doesNotMatch(text, avoided, path);
  });

  test("address people as Anda", () => {
    for (const [path, text] of INDONESIAN) assert.doesNotMatch(text, /\b(kamu|kau|anda)\b/, path);
  });

  test("promise nothing that is not built", () => {
    const absent =
      /sudah diberi tahu|has been told|Rahasia\b.*dikunci|metadata sudah|sudah dihapus dari foto/i;
    for (const [path, text] of [...INDONESIAN, ...ENGLISH]) assert.doesNotMatch(text, absent, path);
  });
});

const wordsIn = (sentence: string): readonly string[] =>
  sentence.match(/[\p{L}\d][\p{L}\d:/.@-]*/gu) ?? [];
const sentencesIn = (text: string): readonly (readonly string[])[] =>
  text
    .split(/(?<=[.!?…])\s+/)
    .map(wordsIn)
    .filter((words) => words.length > 0);
const vowelGroups = (word: string): number => word.match(/(?:ai|au|oi|[aeiou])/gi)?.length ?? 0;

describe("the reading of the reporter's pages in Indonesian", () => {
  const sentences = INDONESIAN.flatMap(([path, text]) =>
    sentencesIn(text).map((words) => ({ path, words })),
  );

  test("has sentences of 9 words at most on average, and none above 20", () => {
    const total = sentences.reduce((sum, { words }) => sum + words.length, 0);
    assert.ok(total / sentences.length <= 9, `mean ${total / sentences.length}`);
    for (const { path, words } of sentences)
      assert.ok(words.length <= 20, `${path}: ${words.join(" ")}`);
  });

  test("has at most 8 % words of five or more syllables", () => {
    const words = sentences.flatMap((sentence) => sentence.words);
    const long = words.filter((word) => vowelGroups(word) >= 5);
    assert.ok(long.length / words.length <= 0.08, `${long.length} of ${words.length}`);
  });
});

describe("the sources of the reporter's pages", () => {
  const root = new URL("../src/", import.meta.url);
  const sources = ["lapor", "pantau", "lib"].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map(
        (name) =>
          [`${folder}/${name}`, readFileSync(new URL(`${folder}/${name}`, root), "utf8")] as const,
      ),
  );

  test("make no HTML from text and keep nothing on the device", () => {
    const refused =
      /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker|caches\./;
    assert.ok(sources.length > 50);
    for (const [name, text] of sources) assert.doesNotMatch(text, refused, name);
  });

  test("of lapor and pantau take nothing from the staff's pages", () => {
    for (const [name, text] of sources) assert.doesNotMatch(text, /ruang\/|client\/handler/, name);
  });
});
