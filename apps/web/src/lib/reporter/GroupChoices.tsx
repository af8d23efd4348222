import { Icon } from "../ui/Icon.tsx";
import { isRight, type Question } from "./confirmation.ts";

type Props = {
  readonly question: Question;
  readonly groups: readonly string[];
  readonly words: {
    readonly group: (number: number) => string;
    readonly right: string;
    readonly wrong: string;
  };
  readonly onPick: (group: number, choice: string) => void;
};

/** One group of a code to find again among four: tapping, not typing, and any number of tries. */
export function GroupChoices({ question, groups, words, onPick }: Props) {
  const isMatch = isRight(question, groups);
  return (
    <fieldset class="stack tight">
      <legend>{words.group(question.group + 1)}</legend>
      <div class="pick">
        {question.choices.map((choice) => (
          <button
            key={choice}
            type="button"
            class="btn second"
            aria-pressed={isMatch && choice === question.picked}
            onClick={() => onPick(question.group, choice)}
          >
            {choice}
            {isMatch && choice === question.picked && <Icon name="check" />}
          </button>
        ))}
      </div>
      <p class={isMatch ? "hint" : "msg-bad"} role="status">
        {question.picked !== null && (isMatch ? words.right : words.wrong)}
      </p>
    </fieldset>
  );
}
