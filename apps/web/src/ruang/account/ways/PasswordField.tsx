import { useState } from "preact/hooks";
import { NewPassword, useVerdict, type Verdict } from "../../../lib/keys/NewPassword.tsx";
import { useKeyWords } from "../../../lib/keys/words.ts";
import { useJudge } from "./useJudge.ts";

/** A new password while it is typed. */
export type TypedPassword = {
  readonly value: string;
  readonly verdict: Verdict;
  readonly error: string | undefined;
  readonly set: (value: string) => void;
  /** Judges what stands there; shows at the field what is against it. */
  readonly isGood: () => Promise<boolean>;
};

export function usePassword(): TypedPassword {
  const words = useKeyWords().password;
  const judge = useJudge();
  const [value, setValue] = useState("");
  const [error, setError] = useState<string>();
  const verdict = useVerdict(value, judge);
  const isGood = async (): Promise<boolean> => {
    const found = value === "" ? "empty" : await judge(value);
    setError(found === null ? undefined : words.judged[found]);
    return found === null;
  };
  return { value, verdict, error, set: setValue, isGood };
}

export function PasswordField({ password, login }: { password: TypedPassword; login: string }) {
  const { value, verdict, error, set } = password;
  return (
    <NewPassword
      id="new-password"
      login={login}
      value={value}
      verdict={verdict}
      error={error}
      onValue={set}
    />
  );
}
