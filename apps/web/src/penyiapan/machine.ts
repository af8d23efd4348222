import type { FoundedInstitution, RecoverySheet } from "@bijak/client/founding";

export const STEPS = ["institution", "units", "members", "keys", "texts", "check"] as const;
export type StepName = (typeof STEPS)[number];

/** The rows typed back from paper, by unit. */
export type TypedRows = Readonly<Record<string, readonly string[]>>;

/** Where the ceremony stands. Nothing of it is kept anywhere but in this page. */
export type Stage =
  | { readonly kind: "form"; readonly step: StepName; readonly failure: string | null }
  | { readonly kind: "making" }
  | {
      readonly kind: "sheets";
      readonly sheets: readonly RecoverySheet[];
      /** What was typed back before and did not fit; null at first. */
      readonly typed: TypedRows | null;
      /** Goes on with what was typed back. */
      readonly confirm: (rows: TypedRows) => void;
      readonly isRefused: boolean;
    }
  | { readonly kind: "sending" }
  | { readonly kind: "done"; readonly founded: FoundedInstitution };

export const FIRST_STAGE: Stage = { kind: "form", step: "institution", failure: null };

/** The step before or after; the same at either end. */
export function stepBeside(step: StepName, by: 1 | -1): StepName {
  const at = Math.min(STEPS.length - 1, Math.max(0, STEPS.indexOf(step) + by));
  return STEPS[at] ?? step;
}
