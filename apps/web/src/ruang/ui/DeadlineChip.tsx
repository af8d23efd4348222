import { deadlineText, type DeadlineChip as Chip } from "../state/deadline.ts";
import { useWords } from "../copy/index.ts";

/** A limit as shape and words; the colour only repeats them. */
export function DeadlineChip({ chip }: { chip: Chip }) {
  const words = useWords();
  return (
    <span class={`chip ${chip.tone}`}>
      <span aria-hidden="true">{chip.shape}</span> {deadlineText(chip, words.deadline)}
    </span>
  );
}
