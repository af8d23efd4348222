import { useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { ErrorSummary } from "../ui/ErrorSummary.tsx";
import { TextField } from "../ui/Field.tsx";
import { askedGroups, groupsOf, isGroup } from "./paper.ts";
import { useKeyWords } from "./words.ts";

type Props = { paperKey: string; onKept: () => void };

/** Four groups to type from the sheet: who can do that has a copy. Any number of tries. */
export function PaperCheck({ paperKey, onKept }: Props) {
  const words = useKeyWords().paper;
  const { groups } = groupsOf(paperKey);
  const [asked] = useState(() => askedGroups(groups.length, Math.random));
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [attempt, setAttempt] = useState(0);
  const isRight = (index: number): boolean => isGroup(typed[index] ?? "", groups[index]);
  const errorOf = (index: number): string | undefined =>
    attempt > 0 && !isRight(index) ? words.wrong(String(index + 1)) : undefined;
  const check = (): void => {
    if (asked.every(isRight)) onKept();
    else setAttempt(attempt + 1);
  };
  return (
    <form
      class="stack"
      aria-labelledby="paper-check"
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <div class="stack tight">
        <h2 id="paper-check">{words.confirmTitle}</h2>
        <p class="muted">{words.confirm}</p>
      </div>
      <ErrorSummary
        errors={asked.flatMap((index) => {
          const text = errorOf(index);
          return text === undefined ? [] : [{ field: `group-${index}`, text }];
        })}
        attempt={attempt}
      />
      <div class="quarters">
        {asked.map((index) => (
          <TextField
            key={index}
            id={`group-${index}`}
            label={words.group(String(index + 1))}
            error={errorOf(index)}
            isCode
            value={typed[index] ?? ""}
            onValue={(value) => setTyped({ ...typed, [index]: value })}
          />
        ))}
      </div>
      <div>
        <Button type="submit">{words.kept}</Button>
      </div>
    </form>
  );
}
