import { addDays, type Day, parseDay, weekdayOf } from "./days.ts";
import { HOLIDAY_YEARS, type HolidayYear } from "./holidays.ts";

/** Which days nobody works, besides Saturdays and Sundays. */
export type Calendar = {
  readonly daysOff: ReadonlySet<Day>;
  /** Days outside these two rest on weekends alone or on estimated holidays. */
  readonly firmFrom: Day;
  readonly firmUntil: Day;
};

/**
 * Makes a calendar of years that follow each other without a gap. Joint leave counts as days off unless told otherwise.
 * Firm are the years from the first up to the first that is not decreed. Throws RangeError when years are missing.
 */
export function calendarOf(
  years: readonly HolidayYear[],
  { countsJointLeave = true } = {},
): Calendar {
  const [first] = years;
  if (first === undefined || years.some(({ year }, index) => year !== first.year + index)) {
    throw new RangeError("a calendar needs years without a gap");
  }
  const open = years.find(({ isDecreed }) => !isDecreed)?.year ?? first.year + years.length;
  const days = years.flatMap((year) =>
    countsJointLeave ? [...year.national, ...year.jointLeave] : year.national,
  );
  return Object.freeze({
    daysOff: new Set(days.map(({ on }) => parseDay(on))),
    firmFrom: parseDay(`${first.year}-01-01`),
    firmUntil: addDays(parseDay(`${open}-01-01`), -1),
  });
}

/** The days civil servants are off: national holidays, election days and joint leave. */
export const NATIONAL_CALENDAR: Calendar = calendarOf(HOLIDAY_YEARS);

/** Whether offices are open that day. Outside the years of the calendar only weekends are known; see `isFirm`. */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  return weekdayOf(day) <= 5 && !calendar.daysOff.has(day);
}

/** Whether the holidays of that day's year are decreed. */
export function isFirm(day: Day, calendar: Calendar): boolean {
  return calendar.firmFrom <= day && day <= calendar.firmUntil;
}

/** The n-th working day after `day`; `day` itself when n is 0. Throws RangeError when n is negative or not whole. */
export function addWorkingDays(day: Day, n: number, calendar: Calendar): Day {
  if (!Number.isInteger(n) || n < 0)
    throw new RangeError("working days are counted forward, in whole days");
  let current = day;
  for (let left = n; left > 0;) {
    current = addDays(current, 1);
    if (isWorkingDay(current, calendar)) left -= 1;
  }
  return current;
}

/** How many working days lie after `from`, up to and including `until`. 0 when `until` is not later. */
export function countWorkingDays(from: Day, until: Day, calendar: Calendar): number {
  let count = 0;
  for (let day = from + 1; day <= until; day += 1) if (isWorkingDay(day, calendar)) count += 1;
  return count;
}
