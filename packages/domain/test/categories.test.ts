import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ACTS,
  CATEGORIES,
  CATEGORY_CODES,
  DEFAULT_FORM_CATEGORIES,
  findCategoryLabel,
  formWordsOf,
  IDENTITY_MODES,
  isCategoryCode,
  isOutcomeCode,
  listCategories,
  NOT_SURE,
  OUTCOME_CLASSES,
  outcomeClassOf,
  OUTCOMES,
  PLATFORM_CLASSES,
  PLATFORMS,
  parseDay,
  type Words,
} from "../src/index.ts";

function assertWords(words: Words, place: string): void {
  assert.ok(words.id.trim() !== "" && words.en.trim() !== "", place);
}

test("the codes of categories are those of the field and stay", () => {
  assert.deepEqual(
    CATEGORY_CODES.join(" "),
    [
      "NETRALITAS UJARAN_KEBENCIAN SARA HOAKS KESOPANAN PELECEHAN RADIKALISME RAHASIA_JABATAN PENGGUNAAN_NAMA",
      "GAYA_HIDUP LAINNYA",
    ].join(" "),
  );
  for (const code of CATEGORY_CODES) assert.equal(CATEGORIES[code].code, code);
});

test("a new form shows the agreed choices and ends with not sure", () => {
  assert.deepEqual(
    DEFAULT_FORM_CATEGORIES.map((choice) => formWordsOf(choice).formLabel.id),
    [
      "Netralitas politik",
      "SARA",
      "Ujaran kebencian",
      "Kesopanan dan kesusilaan",
      "Berita bohong",
      "Rahasia jabatan",
      "Pelecehan",
      "Lainnya",
      "Tidak yakin",
    ],
  );
  assert.equal(DEFAULT_FORM_CATEGORIES.at(-1), NOT_SURE);
});

test("not sure is no category of record", () => {
  assert.equal(isCategoryCode(NOT_SURE), false);
  assert.ok(CATEGORY_CODES.every(isCategoryCode));
  for (const text of ["", "netralitas", "toString"]) assert.equal(isCategoryCode(text), false);
});

test("every category has words, a form label and a short example in both languages", () => {
  for (const choice of [...CATEGORY_CODES, NOT_SURE] as const) {
    const { formLabel, example } = formWordsOf(choice);
    assertWords(formLabel, choice);
    assertWords(example, choice);
    assert.ok(example.id.length <= 80 && example.en.length <= 80, choice);
  }
});

test("flaunted wealth was no category in 2018 and is one now", () => {
  assert.equal(findCategoryLabel("GAYA_HIDUP", parseDay("2018-12-31")), null);
  assert.equal(findCategoryLabel("GAYA_HIDUP", parseDay("2023-02-23")), null);
  assert.equal(findCategoryLabel("GAYA_HIDUP", parseDay("2023-02-24"))?.en, "Flaunting wealth");
  assert.equal(findCategoryLabel("GAYA_HIDUP", parseDay("2026-11-24"))?.id, "Pamer kemewahan");
  assert.equal(listCategories(parseDay("2018-12-31")).includes("GAYA_HIDUP"), false);
  assert.deepEqual(listCategories(parseDay("2026-11-24")), CATEGORY_CODES);
});

test("a like is not authorship: acts have their own codes", () => {
  assert.deepEqual(Object.keys(ACTS), [
    "POST",
    "SHARE",
    "COMMENT",
    "REACT",
    "FOLLOW_JOIN",
    "PHOTO_POSE",
    "PROFILE_NAME",
    "CHAT_FORWARD",
    "LIVE_VIDEO",
    "ATTEND_EVENT",
    "OTHER",
  ]);
  for (const list of [ACTS, PLATFORM_CLASSES, IDENTITY_MODES, OUTCOME_CLASSES]) {
    for (const [code, words] of Object.entries(list)) assertWords(words, code);
  }
});

test("each platform belongs to a class and has its own code", () => {
  assert.equal(new Set(PLATFORMS.map(({ code }) => code)).size, PLATFORMS.length);
  assert.equal(PLATFORMS.at(-1)?.class, "other");
});

test("each class a reporter can be told is reached by some outcome, and each outcome has one", () => {
  const told = new Set(Object.values(OUTCOMES).map((outcome) => outcome.class));
  assert.deepEqual([...told].toSorted(), Object.keys(OUTCOME_CLASSES).toSorted());
  assert.equal(
    new Set(Object.values(OUTCOMES).map(({ fieldCode }) => fieldCode)).size,
    Object.keys(OUTCOMES).length,
  );
});

test("a reporter learns neither the sanction nor an accusation of bad faith", () => {
  for (const code of [
    "proven-ethics",
    "proven-light",
    "proven-moderate",
    "proven-heavy",
  ] as const) {
    assert.equal(outcomeClassOf(code), "proven-and-acted");
  }
  assert.equal(outcomeClassOf("bad-faith"), "not-proven");
});

test("only the listed outcomes are outcomes", () => {
  assert.ok(Object.keys(OUTCOMES).every(isOutcomeCode));
  for (const text of ["", "O_APH", "constructor"]) assert.equal(isOutcomeCode(text), false);
});
