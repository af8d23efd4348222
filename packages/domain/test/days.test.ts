import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  addDays,
  addMonths,
  dayOf,
  parseDay,
  quarterOf,
  toIsoDay,
  weekdayOf,
  yearOf,
} from "../src/index.ts";

const anyDay = fc.integer({ min: -719_528, max: 2_932_896 });

test("a day is written and read back unchanged", () => {
  fc.assert(fc.property(anyDay, (day) => parseDay(toIsoDay(day)) === day));
});

test("day 0 is 1 January 1970, a Thursday", () => {
  assert.equal(parseDay("1970-01-01"), 0);
  assert.equal(weekdayOf(0), 4);
});

test("weekdays follow each other, before 1970 too", () => {
  fc.assert(
    fc.property(
      anyDay,
      (day) => day === 2_932_896 || weekdayOf(day + 1) === (weekdayOf(day) % 7) + 1,
    ),
  );
  assert.equal(weekdayOf(parseDay("1945-08-17")), 5);
});

test("in Jakarta the next day begins at 17:00 UTC", () => {
  assert.equal(toIsoDay(dayOf(new Date("2026-11-24T16:59:59.999Z"))), "2026-11-24");
  assert.equal(toIsoDay(dayOf(new Date("2026-11-24T17:00:00.000Z"))), "2026-11-25");
  assert.equal(toIsoDay(dayOf(new Date("2026-12-31T17:00:00.000Z"))), "2027-01-01");
});

test("a text that is no calendar day is refused", () => {
  for (const text of [
    "2025-02-29",
    "2026-13-01",
    "2026-1-1",
    "26-11-24",
    "2026-11-24T00:00",
    " 2026-11-24",
    "",
  ]) {
    assert.throws(() => parseDay(text), RangeError, text);
  }
});

test("what is not a day is refused before it is written", () => {
  for (const day of [0.5, Number.NaN, Infinity, 2_932_897, -719_529])
    assert.throws(() => toIsoDay(day), RangeError);
  assert.throws(() => dayOf(new Date("never")), RangeError);
  assert.throws(() => addDays(0, 0.5), RangeError);
});

test("adding days crosses months, years and leap days", () => {
  const cases = [
    ["2026-01-31", 1, "2026-02-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2027-02-28", 1, "2027-03-01"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2026-11-24", 90, "2027-02-22"],
    ["2026-03-01", -1, "2026-02-28"],
  ] as const;
  for (const [from, days, to] of cases) assert.equal(toIsoDay(addDays(parseDay(from), days)), to);
});

test("adding months keeps the date, or takes the last of a shorter month", () => {
  const cases = [
    ["2026-08-31", 6, "2027-02-28"],
    ["2027-08-31", 6, "2028-02-29"],
    ["2028-02-29", 24, "2030-02-28"],
    ["2026-11-24", 24, "2028-11-24"],
    ["2026-12-31", 1, "2027-01-31"],
    ["2026-01-15", 0, "2026-01-15"],
  ] as const;
  for (const [from, months, to] of cases)
    assert.equal(toIsoDay(addMonths(parseDay(from), months)), to);
});

test("the quarter changes with April, July, October and January", () => {
  const quarters = [
    "2026-01-01",
    "2026-03-31",
    "2026-04-01",
    "2026-06-30",
    "2026-07-01",
    "2026-10-01",
    "2026-12-31",
  ];
  assert.deepEqual(
    quarters.map((day) => quarterOf(parseDay(day))),
    ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q2", "2026-Q3", "2026-Q4", "2026-Q4"],
  );
  assert.equal(yearOf(parseDay("2026-12-31")), 2026);
});
