import type { ConfigContent, ImportedYear } from "@bijak/contract";
import type { Role, Words } from "@bijak/domain";
import type { Suite } from "@bijak/envelope";

export type PlannedUnit = {
  /** Upper-case code such as `DJP`. */
  readonly id: string;
  readonly name: Words;
  /** The unit that answers for reports about this one; null when there is none. */
  readonly conflictTarget: string | null;
  /** An open unit needs two members who hold its keys (R17). */
  readonly isOpen: boolean;
};

export type PlannedMember = {
  readonly login: string;
  readonly name: string;
  /** Null for members who work on no case; they get no unit key. */
  readonly unit: string | null;
  readonly roles: readonly Role[];
};

/** All that is decided before an institution is made. */
export type FoundingPlan = {
  readonly instance: string;
  readonly suite: Suite;
  readonly publicOrigin: string;
  readonly staffOrigin: string;
  readonly isTrial: boolean;
  readonly institution: Words;
  readonly units: readonly PlannedUnit[];
  /** Members with the role `signer` get the keys that sign the directory. */
  readonly members: readonly PlannedMember[];
  /** How many signers the next directory needs; 1 unless said. */
  readonly threshold?: number;
  /** Of the n rows printed for each unit, any k bring its recovery key back (R7). */
  readonly recovery: { readonly k: number; readonly n: number };
  /** Any k of the members with the role `custodian` open a locked identity together (R6); without it none can be locked. 2 ≤ k ≤ their number. */
  readonly custody?: { readonly k: number };
  /** The unit that takes reports when the office is unknown. */
  readonly fallbackUnit: string;
  /** Offices a reporter can name; the units themselves unless said. */
  readonly offices?: ConfigContent["offices"];
  /** Categories of the form, in order; those of `DEFAULT_FORM_CATEGORIES` unless said. */
  readonly categories?: readonly string[];
  readonly contact: Words;
  /** What happens with personal data. May be left out at the founding; the channel does not open without it. */
  readonly privacy?: Words;
  /** Name of an exit address of the compiled list. */
  readonly exit: string;
  /** Figures of earlier years, released at once with the signatures of two supervisors. */
  readonly importedYears: readonly ImportedYear[];
};

export type PlanProblem = {
  readonly code:
    | "unit-malformed"
    | "unit-twice"
    | "unit-unknown"
    | "conflict-target-itself"
    | "unit-needs-two"
    | "login-malformed"
    | "login-twice"
    | "member-without-role"
    | "member-without-unit"
    | "unit-without-work"
    | "signer-missing"
    | "supervisors-missing"
    | "recovery-wrong"
    | "custody-wrong"
    | "year-not-releasable"
    | "config-malformed"
    | "instance-malformed";
  /** What it is about: a unit, a login, a year; empty when it is the plan as a whole. */
  readonly at: string;
};

/** A plan that cannot be carried out, with everything that stands against it. */
export class PlanError extends Error {
  readonly problems: readonly PlanProblem[];

  constructor(problems: readonly PlanProblem[]) {
    super(problems.map(({ code, at }) => (at === "" ? code : `${code}: ${at}`)).join(", "));
    this.name = "PlanError";
    this.problems = problems;
  }
}
