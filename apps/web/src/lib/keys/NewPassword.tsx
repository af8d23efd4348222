import { useEffect, useState } from "preact/hooks";
import type { PasswordProblem } from "@bijak/client/people";
import { Checkbox } from "../ui/Checkbox.tsx";
import { TextField } from "../ui/Field.tsx";
import { useKeyWords } from "./words.ts";

/** What stands against a password: `unknown` until the worker has looked at what is typed now. */
export type Verdict = PasswordProblem | "empty" | "good" | "unknown";

type Props = {
  id: string;
  /** Under which name a password manager keeps it. */
  login: string;
  value: string;
  verdict: Verdict;
  error?: string | undefined;
  onValue: (value: string) => void;
};

/** A new password, judged in words while it is typed. */
export function NewPassword({ id, login, value, verdict, error, onValue }: Props) {
  const words = useKeyWords().password;
  const [isShown, setIsShown] = useState(false);
  return (
    <div class="stack tight">
      <input hidden readOnly autocomplete="username" value={login} />
      <TextField
        id={id}
        type={isShown ? "text" : "password"}
        label={words.label}
        hint={words.hint}
        error={error}
        value={value}
        onValue={onValue}
        autocomplete="new-password"
      />
      <p class="small" role="status">
        {verdict !== "unknown" && (
          <>
            {words.strength} <b>{words.judged[verdict]}</b>
          </>
        )}
      </p>
      <Checkbox id={`${id}-shown`} isChecked={isShown} onChecked={setIsShown}>
        {words.show}
      </Checkbox>
    </div>
  );
}

type Judge = (password: string) => Promise<PasswordProblem | null>;

/** Has the worker judge what is typed; answers to older text are dropped. */
export function useVerdict(password: string, judge: Judge): Verdict {
  const [judged, setJudged] = useState<{ of: string; verdict: Verdict }>({
    of: "",
    verdict: "empty",
  });
  useEffect(() => {
    let isCurrent = true;
    const keep = (verdict: Verdict): void => {
      if (isCurrent) setJudged({ of: password, verdict });
    };
    if (password === "") keep("empty");
    else
      void judge(password).then(
        (problem) => keep(problem ?? "good"),
        () => keep("unknown"),
      );
    return () => {
      isCurrent = false;
    };
  }, [password, judge]);
  return judged.of === password ? judged.verdict : "unknown";
}
