import type { MemberEntry } from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import { type Access, standbyUnits, workingUnits } from "./access.ts";
import type { ParsedStep, ParsedWrap } from "./step-parse.ts";

/*
 * [Note: Wraps of a new case key]
 *
 * The wraps of a step take the place of all before them, so they must reach everyone who reads the case, and nobody else: each
 * unit at work, or in its place (restricted, R4) members of it; and always the unit that stands by, because the reporter was
 * shown that it does. A handler alone can restrict a case only to everyone who has no conflict; to leave out others takes a
 * supervisor. Otherwise one person could lock the colleagues out.
 */
type Question = {
  readonly member: MemberEntry;
  readonly access: Access;
  readonly eligible: readonly MemberEntry[];
};

/** Whether these wraps restrict the case. Throws `request-malformed`, `role-missing`. See [Note: Wraps of a new case key]. */
export function ensureWraps(wraps: readonly ParsedWrap[], question: Question): boolean {
  const holders = wraps.map(({ holder }) => holder);
  ensure(new Set(holders).size === holders.length, "request-malformed");
  const named = wraps.filter((wrap) => wrap.kind === "member").map((wrap) => wrap.id);
  const { access } = question;
  const isRestricted = named.length > 0;
  const working = isRestricted ? [] : workingUnits(access.units);
  const expected = [...working, ...standbyUnits(access.units)];
  const given = wraps.filter((wrap) => wrap.kind === "unit").map((wrap) => wrap.id);
  ensure(isSameSet(given, expected), "request-malformed");
  if (isRestricted) ensureNamed(named, question);
  return isRestricted;
}

function ensureNamed(named: readonly string[], { member, access, eligible }: Question): void {
  const chosen = eligible.filter((one) => named.includes(one.id));
  ensure(chosen.length === named.length, "request-malformed");
  const isUnitReached = (unit: string): boolean => chosen.some((one) => one.units.includes(unit));
  ensure(workingUnits(access.units).every(isUnitReached), "request-malformed");
  const leavesOut = chosen.length < eligible.length;
  ensure(!leavesOut || member.roles.includes("supervisor"), "role-missing");
}

/** Throws `request-malformed` unless the case may lie on that desk. */
export function ensureAssignee(
  assignee: string,
  step: ParsedStep,
  {
    eligible,
    isRestricted,
    wrapped,
  }: {
    readonly eligible: readonly MemberEntry[];
    readonly isRestricted: boolean;
    /** Holders of wraps after the step. */
    readonly wrapped: readonly string[];
  },
): void {
  ensure(
    eligible.some((member) => member.id === assignee),
    "request-malformed",
  );
  const holders = step.wraps.length > 0 ? step.wraps.map(({ holder }) => holder) : wrapped;
  ensure(!isRestricted || holders.includes(`member ${assignee}`), "request-malformed");
}

const isSameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && others.every((one) => some.includes(one));
