import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { findShared } from "../src/handler/reidentification.ts";

describe("passages that stand in the reporter's own words", () => {
  const OWN = "Saya melihat sendiri unggahan itu di ruang rapat lantai tiga, lalu saya foto.";
  const runs: readonly [string, readonly string[]][] = [
    ["Unggahan itu di ruang rapat lantai empat.", ["Unggahan itu di ruang rapat lantai"]],
    ["unggahan itu, di RUANG rapat: lantai tiga", ["unggahan itu, di RUANG rapat: lantai tiga"]],
    ["Unggahan itu di ruang rapat.", []],
    ["itu unggahan di ruang rapat lantai tiga", []],
    [
      "Saya melihat sendiri unggahan itu di. Lain. Di ruang rapat lantai tiga lalu saya.",
      ["Saya melihat sendiri unggahan itu di", "Di ruang rapat lantai tiga lalu saya"],
    ],
    ["", []],
    ["unggahan itu di ruang rapat lantái", ["unggahan itu di ruang rapat lantái"]],
  ];
  for (const [text, expected] of runs)
    test(`"${text}" shares ${expected.length}`, () =>
      assert.deepEqual(findShared(text, [OWN]).runs, expected));

  test("a passage does not reach over two messages", () =>
    assert.deepEqual(
      findShared("satu dua tiga empat lima enam", ["satu dua tiga", "empat lima enam"]).runs,
      [],
    ));
});

describe("days", () => {
  const dates: readonly [own: string, text: string, shared: readonly string[]][] = [
    ["pada 24-11-2026 pukul 9", "Kejadian 24 November 2026.", ["24 November 2026"]],
    ["24 Nov", "24/11/2026", ["24/11/2026"]],
    ["24 nopember", "24/11", []],
    ["2026-11-24", "24.11.26", ["24.11.26"]],
    ["24/11/2025", "24/11/2026", []],
    ["5 Mei dan 6 Agustus", "05/05, 6 agt", ["05/05", "6 agt"]],
    ["24/11", "25/11", []],
    ["99/11", "99/11", []],
    ["pasal 3/13", "pasal 3/13", []],
    ["2 lembar", "2 lembar", []],
    ["24 November", "24 November dan sekali lagi 24 November", ["24 November"]],
  ];
  for (const [own, text, shared] of dates)
    test(`"${own}" and "${text}" share ${shared.join(", ") || "none"}`, () =>
      assert.deepEqual(findShared(text, [own]).dates, shared));
});

describe("names that the reporter wrote", () => {
  const names: readonly [own: string, text: string, shared: readonly string[]][] = [
    ["Saya duduk dekat Wulan dan Bagas.", "Saksi Wulan hadir.", ["Wulan"]],
    ["Wulan duduk.", "Wulan hadir.", []],
    ["Benar. Wulan duduk.", "Wulan hadir.", []],
    ["Katanya: “Wulan duduk.”", "Wulan hadir.", []],
    ["dekat Wulan", "wulan, lalu Wulan", ["Wulan"]],
    [
      "di Kantor Pelayanan pada Senin, Januari, lewat Instagram",
      "Kantor Senin Januari Instagram",
      [],
    ],
    ["pegawai bernama Budi Contoh", "Budi Contoh", []],
    ["bersama Ni", "Ni", []],
    ["bersama Désirée", "Desiree", ["Desiree"]],
  ];
  for (const [own, text, shared] of names)
    test(`"${own}" and "${text}" share ${shared.join(", ") || "none"}`, () =>
      assert.deepEqual(findShared(text, [own], ["Budi Contoh"]).names, shared));
});
