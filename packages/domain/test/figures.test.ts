import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import {
  type CaseFacts,
  checkReleasable,
  countCases,
  DataError,
  FACT_LISTS,
  type ImportedYear,
  parseImportedYear,
  percentOf,
  protectYearTable,
} from "../src/index.ts";

function dataFile(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../../data/kemenkeu/${name}`, import.meta.url), "utf8"),
  );
}

const year2018: ImportedYear = parseImportedYear(dataFile("statistics-2018.json"));

function aYear(categories: ImportedYear["categories"], total?: number): ImportedYear {
  const sum = categories.reduce((all, { count }) => all + count, 0);
  return { ...year2018, categories, total: total ?? sum };
}

function aCase(facts: Partial<CaseFacts> = {}): CaseFacts {
  return {
    factsId: "f",
    unit: "DJP",
    quarter: "2026-Q4",
    category: "SARA",
    closing: null,
    ...facts,
  };
}

test("2018 is 29, 22 and 4 of 55, which is 53, 40 and 7 per cent", () => {
  const counts = year2018.categories.map(({ code, count }) => [
    code,
    count,
    percentOf(count, year2018.total),
  ]);
  assert.deepEqual(counts, [
    ["UJARAN_KEBENCIAN", 29, 53],
    ["NETRALITAS", 22, 40],
    ["SARA", 4, 7],
  ]);
  assert.equal(year2018.total, 55);
  assert.deepEqual(checkReleasable(year2018), []);
});

test("29, 22 and 4 are the only counts of 55 that round to the shares of the source", () => {
  const fitting = [];
  for (let hate = 0; hate <= 55; hate += 1) {
    for (let neutrality = 0; hate + neutrality <= 55; neutrality += 1) {
      const sara = 55 - hate - neutrality;
      if (
        percentOf(hate, 55) === 53 &&
        percentOf(neutrality, 55) === 40 &&
        percentOf(sara, 55) === 7
      ) {
        fitting.push([hate, neutrality, sara]);
      }
    }
  }
  assert.deepEqual(fitting, [[29, 22, 4]]);
});

test("of 2018 only what the source says is known: no category is invented as zero", () => {
  assert.deepEqual(Object.keys(year2018), ["year", "total", "categories", "source"]);
  assert.equal(year2018.categories.length, 3);
});

test("shares are rounded half up", () => {
  const cases = [
    [1, 200, 1],
    [1, 201, 0],
    [1, 8, 13],
    [3, 8, 38],
    [1, 3, 33],
    [2, 3, 67],
    [0, 7, 0],
    [7, 7, 100],
  ] as const;
  for (const [part, total, share] of cases)
    assert.equal(percentOf(part, total), share, `${part} of ${total}`);
  assert.equal(percentOf(0, 0), null);
});

test("a share is refused for parts that are none", () => {
  for (const [part, total] of [
    [2, 1],
    [-1, 5],
    [0.5, 5],
    [1, Number.NaN],
  ] as const) {
    assert.throws(() => percentOf(part, total), RangeError);
  }
});

test("a share differs from the exact one by at most a half", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(1_000_000), (total, any) => {
      const part = any % (total + 1);
      const error = (percentOf(part, total) ?? Number.NaN) - (100 * part) / total;
      return error > -0.5 && error <= 0.5 + 1e-9;
    }),
  );
});

test("figures whose parts do not add up are not released", () => {
  assert.deepEqual(checkReleasable(aYear(year2018.categories, 56)), ["total-differs"]);
  assert.deepEqual(checkReleasable(aYear([], 55)), ["total-differs"]);
});

test("figures that show one or two reports are not released", () => {
  for (const count of [1, 2]) {
    const small = aYear([
      { code: "SARA", count },
      { code: "NETRALITAS", count: 9 },
    ]);
    assert.deepEqual(checkReleasable(small), ["small-cell"]);
  }
  assert.deepEqual(checkReleasable(aYear([{ code: "SARA", count: 2 }])), [
    "small-cell",
    "small-total",
  ]);
  assert.deepEqual(
    checkReleasable(
      aYear([
        { code: "SARA", count: 0 },
        { code: "NETRALITAS", count: 3 },
      ]),
    ),
    [],
  );
});

test("a file of figures is read only when it is exactly right", () => {
  const right = dataFile("statistics-2018.json") as Record<string, unknown>;
  const source = year2018.source;
  const wrong: Readonly<Record<string, unknown>>[] = [
    { extra: 1 },
    { total: 55.5 },
    { total: -1 },
    { total: "55" },
    { year: 20_180 },
    { categories: {} },
    { categories: [] },
    { categories: [{ code: "ASING", count: 3 }] },
    {
      categories: [
        { code: "SARA", count: 3 },
        { code: "SARA", count: 4 },
      ],
    },
    { source: { ...source, en: undefined } },
    { source: { id: "x", en: "x" } },
    { source: { ...source, id: "a\u202Eb" } },
    { source: { ...source, id: "a\nb" } },
    { source: { ...source, id: "" } },
    { source: { ...source, url: "javascript:alert(1)" } },
    { source: { ...source, url: 'https://x.id/"><script>' } },
    { source: { ...source, url: null } },
  ];
  for (const value of [null, [], "2018"]) assert.throws(() => parseImportedYear(value), DataError);
  for (const change of wrong) {
    assert.throws(
      () => parseImportedYear({ ...right, ...change }),
      DataError,
      JSON.stringify(change),
    );
  }
});

test("a file of figures may reach its bounds and not pass them", () => {
  const right = dataFile("statistics-2018.json") as Record<string, unknown>;
  const { source } = year2018;
  const few = [{ code: "SARA", count: 0 }];
  assert.equal(parseImportedYear({ ...right, year: 1900, total: 0, categories: few }).total, 0);
  const long = { id: "x".repeat(500), en: "x", url: "" };
  assert.equal(
    parseImportedYear({ ...right, total: 10_000_000, source: long }).source.id.length,
    500,
  );
  for (const change of [
    { year: 1899 },
    { total: 10_000_001 },
    { source: { ...source, en: "x".repeat(501) } },
  ]) {
    assert.throws(() => parseImportedYear({ ...right, ...change }), DataError);
  }
});

test("an error of a data file names the place and not what stood there", () => {
  const right = dataFile("statistics-2018.json") as Record<string, unknown>;
  assert.throws(
    () => parseImportedYear({ ...right, source: { ...year2018.source, en: "secret\u0000" } }),
    (error: unknown) =>
      error instanceof DataError && error.path === "source.en" && !error.message.includes("secret"),
  );
});

test("cases are counted by each dimension, largest first, ties by code", () => {
  const closing = { outcome: "guidance", act: "REACT", platform: "chat" } as const;
  const rows = [aCase(), aCase({ category: "HOAKS", closing }), aCase({ unit: "DJA" })];
  assert.deepEqual(countCases(rows, "category"), [
    { value: "SARA", count: 2 },
    { value: "HOAKS", count: 1 },
  ]);
  assert.deepEqual(countCases(rows, "unit"), [
    { value: "DJP", count: 2 },
    { value: "DJA", count: 1 },
  ]);
  assert.deepEqual(
    countCases([aCase({ category: "SARA" }), aCase({ category: "HOAKS" })], "category").map(
      ({ value }) => value,
    ),
    ["HOAKS", "SARA"],
  );
});

test("open cases are in no table of outcomes, acts or platforms", () => {
  const closing = { outcome: "guidance", act: "REACT", platform: "chat" } as const;
  const rows = [aCase(), aCase({ closing })];
  assert.deepEqual(countCases(rows, "outcome"), [{ value: "guidance", count: 1 }]);
  assert.deepEqual(countCases(rows, "act"), [{ value: "REACT", count: 1 }]);
  assert.deepEqual(countCases(rows, "platform"), [{ value: "chat", count: 1 }]);
  assert.deepEqual(countCases([], "category"), []);
});

test("counts of primary categories add up to the number of reports", () => {
  const rows = fc.array(
    fc.constantFrom(...FACT_LISTS.category).map((category) => aCase({ category })),
  );
  fc.assert(
    fc.property(
      rows,
      (cases) =>
        countCases(cases, "category").reduce((all, { count }) => all + count, 0) === cases.length,
    ),
  );
});

const counts = (table: Readonly<Record<string, number>>) =>
  Object.entries(table).map(([value, count]) => ({ value, count }));

test("a table without small rows stays as it is", () => {
  const table = counts({ A: 29, B: 22, C: 4, D: 0 });
  assert.deepEqual(protectYearTable(table, "LAINNYA"), { rows: table, merged: [] });
});

test("three reports are not few", () => {
  const table = counts({ A: 9, B: 3 });
  assert.deepEqual(protectYearTable(table, "LAINNYA"), { rows: table, merged: [] });
});

test("small rows are merged into the rest", () => {
  assert.deepEqual(protectYearTable(counts({ A: 29, B: 2, C: 1 }), "LAINNYA"), {
    rows: counts({ A: 29, LAINNYA: 3 }),
    merged: ["B", "C"],
  });
});

test("a single small row takes the next smallest along", () => {
  assert.deepEqual(protectYearTable(counts({ A: 29, B: 22, C: 2 }), "LAINNYA"), {
    rows: counts({ A: 29, LAINNYA: 24 }),
    merged: ["C", "B"],
  });
});

test("two single reports take a third row along", () => {
  assert.deepEqual(
    protectYearTable(counts({ A: 9, B: 1, C: 1 }), "LAINNYA")?.rows,
    counts({ LAINNYA: 11 }),
  );
});

test("a rest that has reports of its own counts as one of the two", () => {
  assert.deepEqual(protectYearTable(counts({ A: 29, LAINNYA: 5, C: 1 }), "LAINNYA"), {
    rows: counts({ A: 29, LAINNYA: 6 }),
    merged: ["LAINNYA", "C"],
  });
});

test("a year with one or two reports shows no table", () => {
  assert.equal(protectYearTable(counts({ A: 1 }), "LAINNYA"), null);
  assert.equal(protectYearTable(counts({ A: 1, B: 1 }), "LAINNYA"), null);
  assert.equal(protectYearTable(counts({ A: 2 }), "LAINNYA"), null);
});

test("whatever the counts: totals stay, no shown row is small, a merged row hides at least two rows and three reports", () => {
  const tables = fc
    .dictionary(fc.constantFrom("A", "B", "C", "D", "E", "LAINNYA"), fc.nat(6))
    .map(counts);
  const sum = (rows: readonly { count: number }[]) =>
    rows.reduce((all, { count }) => all + count, 0);
  fc.assert(
    fc.property(tables, (table) => {
      const shown = protectYearTable(table, "LAINNYA");
      if (shown === null)
        return table.filter(({ count }) => count > 0).length < 2 || sum(table) < 3;
      const isRight =
        sum(shown.rows) === sum(table) &&
        shown.rows.every(({ count }) => count === 0 || count >= 3);
      const hidden = table.filter(({ value }) => shown.merged.includes(value));
      return (
        isRight &&
        (hidden.length === 0 || (hidden.length >= 2 && hidden.every(({ count }) => count > 0)))
      );
    }),
  );
});
