import { CATEGORY_CODES, type CategoryCode } from "./categories.ts";
import {
  type ActCode,
  ACTS,
  IDENTITY_MODES,
  type IdentityMode,
  PLATFORM_CLASSES,
  type PlatformClass,
} from "./conduct.ts";
import type { Quarter } from "./days.ts";
import { type OutcomeCode, OUTCOMES } from "./outcomes.ts";

/**
 * [Note: What may be counted]
 *
 * Statistics know these rows and nothing else (R11). A row carries no case id: its own random id is known only inside the
 * sealed case. Everything but the unit is a value of a closed list, and the day is coarsened to a quarter. What could point
 * at a reporter (how they named themselves, harm they suffered, what they thought of us) is a row apart, with the year only.
 */
export type CaseFacts = {
  readonly factsId: string;
  readonly unit: string;
  readonly quarter: Quarter;
  /** The one primary category, chosen by a handler when sorting. */
  readonly category: CategoryCode;
  /** Null while the case is open. */
  readonly closing: ClosingFacts | null;
};

export type ClosingFacts = {
  readonly outcome: OutcomeCode;
  readonly act: ActCode;
  readonly platform: PlatformClass;
};

export const FEEDBACK_ANSWERS = Object.freeze(["yes", "partly", "no"] as const);

export type FeedbackAnswer = (typeof FEEDBACK_ANSWERS)[number];

/** Facts about reporters. The year is the only date. */
export type YearFacts =
  | { readonly kind: "identity"; readonly year: number; readonly mode: IdentityMode }
  | { readonly kind: "retaliation"; readonly year: number }
  | {
      readonly kind: "feedback";
      readonly year: number;
      readonly isClear: FeedbackAnswer;
      readonly isFair: FeedbackAnswer;
      readonly feltSafe: FeedbackAnswer;
    };

function keysOf<Code extends string>(list: Readonly<Record<Code, unknown>>): readonly Code[] {
  // The lists are frozen literals, so their own keys are exactly the codes.
  return Object.freeze(Object.keys(list) as Code[]);
}

/** The closed lists a row may take its values from. */
export const FACT_LISTS = Object.freeze({
  category: CATEGORY_CODES,
  outcome: keysOf(OUTCOMES),
  act: keysOf(ACTS),
  platform: keysOf(PLATFORM_CLASSES),
  identity: keysOf(IDENTITY_MODES),
  feedback: FEEDBACK_ANSWERS,
});

export type Dimension = "unit" | "quarter" | "category" | "outcome" | "act" | "platform";

export type Count = { readonly value: string; readonly count: number };

function valueOf(facts: CaseFacts, dimension: Dimension): string | null {
  switch (dimension) {
    case "unit":
    case "quarter":
    case "category":
      return facts[dimension];
    default:
      return facts.closing?.[dimension] ?? null;
  }
}

/** Largest first, ties by code, so that equal rows always give the same table. */
export function sortCounts<Row extends Count>(counts: readonly Row[]): readonly Row[] {
  return counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/**
 * How many rows have each value, largest first. Values nobody has are absent. Open cases have no outcome, act or platform
 * and are left out of those tables. These are raw counts for staff: see `protectYearTable` before anyone else sees them.
 */
export function countCases(rows: readonly CaseFacts[], dimension: Dimension): readonly Count[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = valueOf(row, dimension);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return sortCounts([...counts].map(([value, count]) => ({ value, count })));
}
