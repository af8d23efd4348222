import type { Day } from "@bijak/domain";

export const AUDIENCES = ["public", "group", "chat"] as const;
export const WORRIES = ["no", "some", "yes"] as const;
export const INVOLVEMENTS = ["yes", "no", "unknown"] as const;

type Audience = (typeof AUDIENCES)[number];
type Worry = (typeof WORRIES)[number];
export type Involvement = (typeof INVOLVEMENTS)[number];

export type ReporterIdentity =
  | { readonly mode: "anonymous" }
  /** Rahasia: name and contact are locked to custodians and stand nowhere in the report (R6). */
  | { readonly mode: "locked"; readonly name: string; readonly contact: string }
  | { readonly mode: "open"; readonly name: string; readonly contact: string };

/** A report that can be sealed. Made by `parseReport` only. */
export type Report = {
  readonly language: "id" | "en";
  /** Null when the reporter cannot tell. */
  readonly category: string | null;
  readonly links: readonly string[];
  readonly platform: string | null;
  readonly audience: Audience | null;
  readonly account: string;
  readonly personName: string;
  readonly office: string;
  readonly knownBy: string | null;
  readonly text: string;
  readonly happenedOn: Day | null;
  readonly identity: ReporterIdentity;
  readonly relation: string | null;
  readonly worry: Worry | null;
  readonly isUnitInvolved: Involvement | null;
  readonly unit: string;
  readonly isStandbyAllowed: boolean;
};

/** What was typed, chosen or read from a file: any field may be absent or wrong. */
export type ReportDraft = { readonly [Field in keyof Report]?: unknown };

export type ReportProblem = {
  readonly field: keyof Report;
  readonly code:
    | "category-missing"
    | "category-unknown"
    | "where-missing"
    | "link-not-https"
    | "too-many-links"
    | "text-too-short"
    | "text-too-long"
    | "too-long"
    | "identity-incomplete"
    | "identity-unavailable"
    | "unit-missing"
    | "unit-unknown"
    | "unit-closed"
    | "day-wrong"
    | "report-too-large"
    | "field-malformed";
};

export const LIMITS = Object.freeze({
  links: 5,
  linkCharacters: 2_000,
  nameCharacters: 200,
  textLeast: 20,
  textMost: 2_000,
  /** Bytes of the body as JSON that the first message, always 16 KiB (R20), holds beside its other lines and signature. */
  bodyBytes: 14_592,
});
