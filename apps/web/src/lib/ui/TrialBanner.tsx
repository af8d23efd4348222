import { useShared } from "../i18n/shared/index.ts";

/** Why nothing here is meant in earnest; `null` for a channel that is open. */
export type Practice = "trial" | "rehearsal" | null;

/** What the signed directory says: a trial for ever (R35), or a channel that is not open yet. */
export const practiceOf = (directory: {
  readonly isTrial: boolean;
  readonly isRehearsal: boolean;
}): Practice => (directory.isTrial ? "trial" : directory.isRehearsal ? "rehearsal" : null);

/** Stands above every page while the signed directory calls the institution a trial or its channel not open yet. */
export function TrialBanner({ practice = "trial" }: { practice?: Exclude<Practice, null> }) {
  const words = useShared();
  return (
    <aside class="trial" aria-label={words.practice[practice].label}>
      <strong>{words.practice[practice].word}</strong> · {words.practice[practice].note}
    </aside>
  );
}
