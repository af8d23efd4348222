import { formatShare } from "../i18n/format.ts";
import { useLanguage } from "../i18n/language.ts";
import { useShared } from "../i18n/shared/index.ts";

type Props = { id: string; label: string; share: number };

/** A bar with its number. Screen readers hear it at each quarter, not at each step. */
export function Progress({ id, label, share }: Props) {
  const language = useLanguage();
  const words = useShared();
  const quarter = Math.floor(share * 4) / 4;
  return (
    <div class="stack tight">
      <p class="cluster between small">
        <label for={id}>{label}</label>
        <span class="num">{formatShare(share, language)}</span>
      </p>
      <progress id={id} max={100} value={Math.floor(share * 100)} />
      <p class="hidden" role="status">
        {quarter > 0 && `${label}: ${words.progressed(formatShare(quarter, language))}`}
      </p>
    </div>
  );
}
