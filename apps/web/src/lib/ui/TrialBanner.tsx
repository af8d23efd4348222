import { useShared } from "../i18n/shared/index.ts";

/** Shown while the signed directory calls the institution a trial (R35). */
export function TrialBanner() {
  const words = useShared();
  return (
    <aside class="trial" aria-label={words.trialLabel}>
      <strong>{words.trial}</strong> · {words.trialNote}
    </aside>
  );
}
