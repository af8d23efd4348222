import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  addWorkingDays,
  calendarOf,
  countWorkingDays,
  HOLIDAY_YEARS,
  isFirm,
  isWorkingDay,
  NATIONAL_CALENDAR,
  parseDay,
  toIsoDay,
  weekdayOf,
} from "../src/index.ts";

const days = fc.integer({ min: parseDay("2018-01-01"), max: parseDay("2027-12-31") });

test("the holidays cover 2018 to 2027 without a gap, and each day lies in its year once", () => {
  assert.deepEqual(
    HOLIDAY_YEARS.map(({ year }) => year),
    [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027],
  );
  for (const { year, national, jointLeave } of HOLIDAY_YEARS) {
    const all = [...national, ...jointLeave].map(({ on }) => toIsoDay(parseDay(on)));
    assert.ok(
      all.every((on) => on.startsWith(`${year}-`)),
      `${year}`,
    );
    assert.equal(new Set(all).size, all.length, `${year}`);
  }
});

test("the fixed holidays stand in every year", () => {
  for (const { year, national } of HOLIDAY_YEARS) {
    for (const date of ["01-01", "05-01", "06-01", "08-17", "12-25"]) {
      assert.ok(
        national.some(({ on }) => on === `${year}-${date}`),
        `${year}-${date}`,
      );
    }
  }
});

test("Good Friday is a Friday, Ascension a Thursday 41 days later", () => {
  for (const { year, national } of HOLIDAY_YEARS) {
    const onOf = (name: RegExp) =>
      parseDay(national.find((holiday) => name.test(holiday.name))?.on ?? "missing");
    const goodFriday = onOf(/^Wafat/);
    assert.equal(weekdayOf(goodFriday), 5, `${year}`);
    assert.equal(onOf(/Kenaikan/) - goodFriday, 41, `${year}`);
  }
});

test("joint leave never falls on a weekend, nor on a national holiday", () => {
  for (const { national, jointLeave } of HOLIDAY_YEARS) {
    for (const { on } of jointLeave) {
      assert.ok(weekdayOf(parseDay(on)) <= 5, on);
      assert.ok(!national.some((holiday) => holiday.on === on), on);
    }
  }
});

test("days that hang on the moon of a year to come are marked, days of the past are not", () => {
  for (const { isDecreed, national } of HOLIDAY_YEARS) {
    assert.equal(
      national.some(({ isConfirmed }) => !isConfirmed),
      !isDecreed,
    );
  }
});

test("offices are closed on weekends, holidays and joint leave", () => {
  const closed = [
    "2026-11-28",
    "2026-11-29",
    "2026-12-25",
    "2026-12-24",
    "2024-11-27",
    "2018-06-27",
  ];
  for (const day of closed)
    assert.equal(isWorkingDay(parseDay(day), NATIONAL_CALENDAR), false, day);
  assert.equal(isWorkingDay(parseDay("2026-11-24"), NATIONAL_CALENDAR), true);
});

test("joint leave can be counted as working days", () => {
  const strict = calendarOf(HOLIDAY_YEARS, { countsJointLeave: false });
  assert.equal(isWorkingDay(parseDay("2026-12-24"), strict), true);
  assert.equal(isWorkingDay(parseDay("2026-12-25"), strict), false);
});

test("working days step over Lebaran", () => {
  // 17 March 2026 is a Tuesday; 18 to 24 March are leave, Nyepi, Idulfitri and a weekend.
  assert.equal(
    toIsoDay(addWorkingDays(parseDay("2026-03-17"), 3, NATIONAL_CALENDAR)),
    "2026-03-27",
  );
});

test("counting forward and counting between are the same measure", () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 80 }), (from, n) => {
      const until = addWorkingDays(from, n, NATIONAL_CALENDAR);
      return (
        countWorkingDays(from, until, NATIONAL_CALENDAR) === n &&
        (n === 0 || isWorkingDay(until, NATIONAL_CALENDAR))
      );
    }),
  );
});

test("no working day forward is the day itself, and backwards is refused", () => {
  const sunday = parseDay("2026-11-29");
  assert.equal(addWorkingDays(sunday, 0, NATIONAL_CALENDAR), sunday);
  for (const n of [-1, 0.5])
    assert.throws(() => addWorkingDays(sunday, n, NATIONAL_CALENDAR), RangeError);
  assert.equal(countWorkingDays(sunday, sunday - 7, NATIONAL_CALENDAR), 0);
});

test("a calendar is firm only where the holidays are decreed", () => {
  const firm = (day: string) => isFirm(parseDay(day), NATIONAL_CALENDAR);
  assert.deepEqual(["2017-12-31", "2018-01-01", "2026-12-31", "2027-01-01"].map(firm), [
    false,
    true,
    true,
    false,
  ]);
});

test("a calendar with a missing year is refused", () => {
  assert.throws(() => calendarOf([]), RangeError);
  assert.throws(() => calendarOf(HOLIDAY_YEARS.filter(({ year }) => year !== 2020)), RangeError);
});
