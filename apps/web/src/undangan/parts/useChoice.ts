import { useCallback, useState } from "preact/hooks";
import { useVerdict, type Verdict } from "../../lib/keys/NewPassword.tsx";
import { useKeyWords } from "../../lib/keys/words.ts";
import type { FieldError } from "../../lib/ui/ErrorSummary.tsx";
import { useWords } from "../copy/index.ts";
import type { Choice } from "../invite.rpc.ts";
import type { InviteLink } from "../useInvitation.ts";

/** The ways as they are ticked, whether or not they can be used here. */
export type Ticks = {
  readonly passkey: boolean;
  readonly password: boolean;
  readonly paper: boolean;
};

export type ChoiceForm = {
  readonly ticks: Ticks;
  readonly tick: (kind: keyof Ticks, isOn: boolean) => void;
  readonly password: string;
  readonly setPassword: (password: string) => void;
  readonly verdict: Verdict;
  readonly errors: readonly FieldError[];
  /** Grows with every try that was wrong. */
  readonly attempt: number;
  /** The choice, when it is sound; null when something has to be corrected first. */
  readonly finish: () => Promise<Choice | null>;
};

type Given = { link: InviteLink; login: string; canUsePasskey: boolean };

/** What the invited person ticks and types, and what is wrong with it. */
export function useChoice({ link, login, canUsePasskey }: Given): ChoiceForm {
  const { choosing } = useWords();
  const keyWords = useKeyWords();
  const [ticked, setTicked] = useState<Partial<Ticks>>({});
  const ticks = { passkey: true, password: true, paper: !canUsePasskey, ...ticked };
  const [password, setPassword] = useState("");
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const judge = useCallback(
    (typed: string) => link.call("checkPassword", { password: typed, login }),
    [link, login],
  );
  const choice: Choice = {
    wantsPasskey: ticks.passkey && canUsePasskey,
    password: ticks.password ? password : null,
    wantsPaperKey: ticks.paper,
  };
  const findErrors = async (): Promise<readonly FieldError[]> => {
    if (countKinds(choice) < 2) return [{ field: "ways", text: choosing.tooFew }];
    if (choice.password === null) return [];
    const problem = password === "" ? "empty" : await judge(password);
    if (problem === null) return [];
    const text = `${keyWords.kinds.password}: ${keyWords.password.judged[problem]}`;
    return [{ field: "new-password", text }];
  };
  const finish = async (): Promise<Choice | null> => {
    const found = await findErrors();
    setErrors(found);
    if (found.length === 0) return choice;
    setAttempt(attempt + 1);
    return null;
  };
  return {
    ticks,
    tick: (kind, isOn) => setTicked({ ...ticked, [kind]: isOn }),
    password,
    setPassword,
    verdict: useVerdict(password, judge),
    errors,
    attempt,
    finish,
  };
}

const countKinds = ({ wantsPasskey, password, wantsPaperKey }: Choice): number =>
  [wantsPasskey, password !== null, wantsPaperKey].filter(Boolean).length;
