export { type Language, type Words } from "./words.ts";
export {
  addDays,
  addMonths,
  type Day,
  dayOf,
  parseDay,
  type Quarter,
  quarterOf,
  toIsoDay,
  type Weekday,
  weekdayOf,
  yearOf,
} from "./days.ts";
export { type Holiday, HOLIDAY_YEARS, type HolidayYear } from "./holidays.ts";
export {
  addWorkingDays,
  type Calendar,
  calendarOf,
  countWorkingDays,
  isFirm,
  isWorkingDay,
  NATIONAL_CALENDAR,
} from "./calendar.ts";
export { type Actor, isRole, type Role, ROLES } from "./roles.ts";
export {
  CASE_STATES,
  type CaseState,
  isCaseState,
  type Phase,
  reporterLabelKey,
  type ReporterLabelKey,
  type StateFacts,
  STATES,
} from "./states.ts";
export {
  canMove,
  canMoveTogether,
  findTransition,
  type Need,
  type Transition,
  TRANSITIONS,
} from "./transitions.ts";
export {
  CATEGORIES,
  type Category,
  CATEGORY_CODES,
  type CategoryCode,
  type CategoryVersion,
  DEFAULT_FORM_CATEGORIES,
  findCategoryLabel,
  type FormChoice,
  formWordsOf,
  isCategoryCode,
  listCategories,
  NOT_SURE,
  NOT_SURE_WORDS,
} from "./categories.ts";
export {
  type ActCode,
  ACTS,
  IDENTITY_MODES,
  type IdentityMode,
  type Platform,
  PLATFORM_CLASSES,
  type PlatformClass,
  PLATFORMS,
} from "./conduct.ts";
export {
  isOutcomeCode,
  type Outcome,
  OUTCOME_CLASSES,
  type OutcomeClass,
  outcomeClassOf,
  type OutcomeCode,
  OUTCOMES,
} from "./outcomes.ts";
export {
  type Clock,
  CLOCK_CODES,
  type ClockCode,
  type DeadlineSettings,
  DEFAULT_DEADLINES,
  isOverdue,
  type Promised,
  promisedOn,
  retentionOn,
  writableUntil,
} from "./deadlines.ts";
export { clocksAfter, type RunningClock } from "./running-clocks.ts";
export { type CaseEvent, type CaseEventKind, type CaseHistory, deriveClocks } from "./clocks.ts";
export {
  type CaseFacts,
  type ClosingFacts,
  type Count,
  countCases,
  type Dimension,
  FACT_LISTS,
  FEEDBACK_ANSWERS,
  type FeedbackAnswer,
  sortCounts,
  type YearFacts,
} from "./facts.ts";
export { percentOf } from "./shares.ts";
export {
  type CategoryCount,
  checkReleasable,
  type ImportedYear,
  type Obstacle,
  parseImportedYear,
  type Source,
} from "./imported.ts";
export { type ProtectedTable, protectYearTable, SMALL_BELOW } from "./suppression.ts";
export { parseUnitPreset, type Unit, type UnitPreset } from "./units.ts";
export { DataError } from "./parse.ts";
