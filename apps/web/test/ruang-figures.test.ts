import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_FIGURES, parseFigures, type FigureFields } from "../src/ruang/state/figures.ts";

const of2018: FigureFields = {
  ...EMPTY_FIGURES,
  year: "2018",
  total: "55",
  counts: { UJARAN_KEBENCIAN: "29", NETRALITAS: "22", SARA: "4" },
  sourceId: "Siaran pers",
  sourceEn: "Press release",
};
const problemsOf = (fields: FigureFields) => {
  const parsed = parseFigures(fields, 2026);
  return "problems" in parsed ? parsed.problems : [];
};

test("the figures of 2018 can be proposed as they stand in their source", () => {
  const parsed = parseFigures(of2018, 2026);
  assert.ok("imported" in parsed);
  assert.deepEqual(parsed.obstacles, []);
  assert.equal(parsed.imported.total, 55);
  assert.equal(parsed.imported.categories.length, 3);
});

test("a category left empty is unknown and not zero", () => {
  const parsed = parseFigures(of2018, 2026);
  assert.ok("imported" in parsed);
  assert.ok(parsed.imported.categories.every(({ count }) => count > 0));
});

test("the running year cannot be imported, nor one that has no four digits", () => {
  for (const year of ["2026", "2027", "18", "", "1944"]) {
    assert.deepEqual(problemsOf({ ...of2018, year }), ["year"], year);
  }
});

test("every wrong field is named", () => {
  assert.deepEqual(problemsOf(EMPTY_FIGURES), ["year", "counts", "total", "sources"]);
  assert.deepEqual(problemsOf({ ...of2018, counts: { SARA: "-4" } }), ["counts"]);
  assert.deepEqual(problemsOf({ ...of2018, total: "5,5" }), ["total"]);
  assert.deepEqual(problemsOf({ ...of2018, sourceUrl: "http://contoh.example" }), ["url"]);
  assert.deepEqual(problemsOf({ ...of2018, sourceUrl: "https://contoh.example/a" }), []);
});

test("parts that do not add up and counts of one or two stand against a release", () => {
  const obstaclesOf = (change: Partial<FigureFields>) => {
    const parsed = parseFigures({ ...of2018, ...change }, 2026);
    return "imported" in parsed ? parsed.obstacles : null;
  };
  assert.deepEqual(obstaclesOf({ total: "56" }), ["total-differs"]);
  assert.deepEqual(obstaclesOf({ total: "53", counts: { ...of2018.counts, SARA: "2" } }), [
    "small-cell",
  ]);
});
