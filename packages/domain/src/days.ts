/** A calendar day, counted from 1970-01-01, which is day 0. Facts about reporters know days and nothing finer (R12). */
export type Day = number;

/** A quarter of a year, written `2026-Q4`. */
export type Quarter = `${number}-Q${1 | 2 | 3 | 4}`;

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_MS = 86_400_000;
const JAKARTA_OFFSET_MS = 7 * 3_600_000;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const LATEST: Day = 2_932_896;
const EARLIEST: Day = -719_528;

function ensureDay(day: number): Day {
  if (!Number.isInteger(day) || day < EARLIEST || day > LATEST) {
    throw new RangeError(`not a day between the years 0000 and 9999: ${day}`);
  }
  return day;
}

function partsOf(day: Day): { year: number; month: number; date: number } {
  const at = new Date(ensureDay(day) * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() };
}

function dayAt(year: number, month: number, date: number): Day {
  const at = new Date(0);
  at.setUTCFullYear(year, month, date);
  return ensureDay(at.getTime() / DAY_MS);
}

/** The calendar day it is in Jakarta (UTC+7, no summer time) at this moment. Throws RangeError for an invalid Date. */
export function dayOf(at: Date): Day {
  return ensureDay(Math.floor((at.getTime() + JAKARTA_OFFSET_MS) / DAY_MS));
}

/** The day as `2026-11-24` (ISO 8601). Throws RangeError outside the years 0000 to 9999. */
export function toIsoDay(day: Day): string {
  return new Date(ensureDay(day) * DAY_MS).toISOString().slice(0, 10);
}

/** Reads `2026-11-24`. Throws RangeError for any other form and for days that no calendar has. */
export function parseDay(text: string): Day {
  const day = ISO_DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) / DAY_MS : Number.NaN;
  if (Number.isNaN(day) || toIsoDay(day) !== text)
    throw new RangeError("not a calendar day YYYY-MM-DD");
  return day;
}

/** The day of the week. */
export function weekdayOf(day: Day): Weekday {
  const sunday0 = new Date(ensureDay(day) * DAY_MS).getUTCDay();
  // getUTCDay gives 0 to 6, so the result is 1 to 7.
  return (sunday0 === 0 ? 7 : sunday0) as Weekday;
}

/** The day so many calendar days later, or earlier when negative. */
export function addDays(day: Day, days: number): Day {
  return ensureDay(ensureDay(day) + days);
}

/** The same date so many months later; the last day of that month when it is shorter (31 August + 6 = 28 February). */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = partsOf(day);
  const lastDate = partsOf(dayAt(year, month + months + 1, 0)).date;
  return dayAt(year, month + months, Math.min(date, lastDate));
}

/** The calendar year of the day. */
export function yearOf(day: Day): number {
  return partsOf(day).year;
}

/** The quarter the day lies in. */
export function quarterOf(day: Day): Quarter {
  const { year, month } = partsOf(day);
  // Months run from 0 to 11, so the quotient is 0 to 3.
  return `${year}-Q${(Math.floor(month / 3) + 1) as 1 | 2 | 3 | 4}`;
}
