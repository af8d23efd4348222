import { formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import type { InboxView } from "../model.ts";
import type { Counts } from "../state/inbox.ts";
import { SelectField } from "../../lib/ui/SelectField.tsx";

const VIEWS: readonly InboxView[] = [
  "mine",
  "unclaimed",
  "awaiting-reporter",
  "due-this-week",
  "examined",
  "awaiting-decision",
  "concluded",
  "all",
];

type Props = {
  view: InboxView;
  counts: Counts | null;
  onView: (view: InboxView) => void;
};

/** The views beside the list, on wide screens. */
export function Views({ view, counts, onView }: Props) {
  const words = useWords();
  const language = useLanguage();
  return (
    <nav class="views stack tight" aria-label={words.inbox.viewsLabel}>
      {VIEWS.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === view ? "true" : undefined}
          onClick={() => onView(one)}
        >
          <span>{words.inbox.views[one]}</span>
          <span class="num">{counts !== null && formatNumber(counts[one], language)}</span>
        </button>
      ))}
    </nav>
  );
}

/** The same on a phone. */
export function ViewSelect({ view, counts, onView }: Props) {
  const words = useWords();
  const language = useLanguage();
  const label = (one: InboxView): string =>
    counts === null
      ? words.inbox.views[one]
      : `${words.inbox.views[one]}, ${formatNumber(counts[one], language)}`;
  return (
    <div class="only-narrow">
      <SelectField
        id="view"
        label={words.inbox.viewsLabel}
        value={view}
        choices={VIEWS.map((one) => ({ value: one, label: label(one) }))}
        onValue={(value) => {
          const chosen = VIEWS.find((one) => one === value);
          if (chosen !== undefined) onView(chosen);
        }}
      />
    </div>
  );
}
