import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { generateCaseId, memberKeyName, unitKeyName } from "@bijak/envelope";
import { unitOfKeyName, vkeysOfUnit } from "../src/key-names.ts";
import {
  afterLabel,
  instanceIn,
  parseList,
  readLines,
  splitWords,
  writeLines,
} from "../src/note-lines.ts";
import { encodeName, isCaseId, parseCount, parseName, withoutHidden } from "../src/words.ts";
import { refusedAs } from "./support.ts";

const I = "lapor.kota-contoh.go.id";

describe("names that people read", () => {
  test("come back as they were", () => {
    for (const name of [
      "Itjen",
      "UKI Ditjen Pajak (DJP)",
      "Kepatuhan & Hukum 100%",
      "Ḥukum 法务",
      "x".repeat(120),
    ]) {
      assert.equal(parseName(encodeName(name)), name);
    }
  });

  test("that could look like another one, or are too long, are refused in both directions", () => {
    const wrong = [
      "",
      " a",
      "a ",
      "a\nb",
      "a\u0000",
      "a\u202eb",
      "a\u200bb",
      "a\u2028b",
      "a\ufeff",
      "\ud800",
      "x".repeat(121),
    ];
    for (const name of wrong) assert.throws(() => encodeName(name), refusedAs("name-invalid"));
    for (const name of wrong.filter((text) => text !== "\ud800")) {
      assert.throws(() => parseName(encodeURIComponent(name)), refusedAs("name-invalid"));
    }
    assert.throws(() => parseName("%zz"), refusedAs("name-invalid"));
  });

  test("that others chose are shown with their hidden characters marked", () => {
    assert.equal(withoutHidden("a\u202eb\u0000c"), "a\uFFFDb\uFFFDc");
    assert.equal(withoutHidden("biasa saja"), "biasa saja");
  });
});

describe("names of keys", () => {
  test("say whose they are", () => {
    assert.equal(unitKeyName("DJP", 3), "unit.DJP.3");
    assert.equal(memberKeyName("budi"), "member.budi");
    assert.equal(unitOfKeyName("unit.DJP.3"), "DJP");
    for (const name of [
      "reporter",
      "member.DJP",
      "unit.DJP",
      "unit.DJP.x",
      "xunit.DJP.1",
      "unit.DJP.1x",
      "unit.A.B.1",
    ]) {
      assert.equal(unitOfKeyName(name), null, name);
    }
    const vkeys = ["unit.DJP.1+00000000+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"];
    assert.deepEqual(vkeysOfUnit(vkeys, "DJP"), vkeys);
    assert.deepEqual(vkeysOfUnit(vkeys, "DJ"), []);
  });

  test("are not made for ids that no unit or member can have", () => {
    for (const id of ["", "a b", "a.b", "-a", "é", "reporter", "x".repeat(49)]) {
      assert.throws(() => unitKeyName(id, 1), refusedAs("name-invalid"));
    }
    for (const epoch of [-1, 0.5, Number.NaN]) {
      assert.throws(() => unitKeyName("DJP", epoch), refusedAs("name-invalid"));
    }
    for (const id of ["", "a b", "a.b"]) {
      assert.throws(() => memberKeyName(id), refusedAs("name-invalid"));
    }
  });

  test("a case id is 96 random bits", () => {
    const ids = Array.from({ length: 1_000 }, generateCaseId);
    assert.ok(ids.every(isCaseId));
    assert.equal(new Set(ids).size, 1_000);
    for (const id of ["", "kasus", `${ids[0]}a`, `${ids[0]}\n`, "AbCdEfGhIjKlMn+p"]) {
      assert.equal(isCaseId(id), false);
    }
  });
});

describe("lines of notes", () => {
  test("reading undoes writing", () => {
    const text = writeLines("act", I, ["satu", "dua kata", ""]);
    assert.equal(text, `bijak/v1/act\n${I}\nsatu\ndua kata\n\n`);
    assert.deepEqual(readLines("act", I, text), ["satu", "dua kata", ""]);
    assert.equal(instanceIn("act", text), I);
  });

  test("a line in two and an institution that cannot exist are not written", () => {
    assert.throws(() => writeLines("act", I, ["satu\ndua"]), refusedAs("note-malformed"));
    for (const instance of ["", "ab", "Huruf", "a b c"]) {
      assert.throws(() => writeLines("act", instance, []), refusedAs("name-invalid"));
    }
  });

  test("another kind, version, institution or end is refused", () => {
    const text = writeLines("act", I, ["satu"]);
    for (const wrong of ["", text.replace("v1", "v2"), text.replace("act", "vault"), ` ${text}`]) {
      assert.throws(() => readLines("act", I, wrong), refusedAs("note-wrong-kind"));
      assert.throws(() => instanceIn("act", wrong), refusedAs("note-wrong-kind"));
    }
    assert.throws(() => readLines("act", "lapor.lain", text), refusedAs("note-wrong-instance"));
    assert.throws(() => readLines("act", I, text.slice(0, -1)), refusedAs("note-malformed"));
    assert.throws(() => instanceIn("act", "bijak/v1/act"), refusedAs("note-wrong-kind"));
    assert.throws(() => instanceIn("act", "bijak/v1/act\nBukan Id\n"), refusedAs("name-invalid"));
  });

  test("words stand between single spaces, as many as there must be", () => {
    assert.deepEqual(splitWords("a b", 2), ["a", "b"]);
    for (const line of ["a", "a b c", "a  b", " a", "a ", ""]) {
      assert.throws(() => splitWords(line, 2), refusedAs("note-malformed"), line);
    }
    assert.equal(afterLabel("unit", "unit a b"), "a b");
    for (const line of [undefined, "", "unit", "units a", "xunit a"]) {
      assert.throws(() => afterLabel("unit", line), refusedAs("note-malformed"));
    }
    assert.deepEqual([parseList("-"), parseList("a,b")], [[], ["a", "b"]]);
  });

  test("numbers are whole, from 0, without leading zeros or signs", () => {
    assert.deepEqual(["0", "7", "20780"].map(parseCount), [0, 7, 20_780]);
    for (const word of [undefined, "", "-1", "01", "1.5", "1e3", " 1", "1\n", "9".repeat(16)]) {
      assert.throws(() => parseCount(word), refusedAs("note-malformed"));
    }
  });
});
