import { useCallback, useState } from "preact/hooks";
import { NewPassword, useVerdict } from "../../lib/keys/NewPassword.tsx";
import { useKeyWords } from "../../lib/keys/words.ts";
import { usePasskeyLack } from "../../lib/passkey/usePasskeyLack.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { ErrorSummary, type FieldError } from "../../lib/ui/ErrorSummary.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { Icon } from "../../lib/ui/Icon.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { Choice } from "../invite.rpc.ts";
import type { Choosing } from "../machine.ts";
import type { InviteLink } from "../useInvitation.ts";
import { failureText } from "./failureText.ts";
import { Says } from "./Says.tsx";
import { useTitle } from "./useTitle.ts";
import { WayChoice } from "./WayChoice.tsx";

type Props = { state: Choosing; link: InviteLink; onChoice: (choice: Choice) => void };

/** What the invitation says, and how the invited person will sign in: two ways of different kinds. */
export function Choose({ state, link, onChoice }: Props) {
  const { invitation, isWorking, failure } = state;
  const { login, name } = invitation;
  const words = useWords();
  const { choosing } = words;
  const keyWords = useKeyWords();
  const lack = usePasskeyLack();
  const [wantsPasskey, setWantsPasskey] = useState(true);
  const [wantsPassword, setWantsPassword] = useState(true);
  const [wantsPaperKey, setWantsPaperKey] = useState(false);
  const [password, setPassword] = useState("");
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const judge = useCallback(
    (typed: string) => link.call("checkPassword", { password: typed, login }),
    [link, login],
  );
  const verdict = useVerdict(password, judge);
  useTitle(choosing.title(name));

  const choice: Choice = {
    wantsPasskey: wantsPasskey && lack === null,
    password: wantsPassword ? password : null,
    wantsPaperKey,
  };
  const check = async (): Promise<readonly FieldError[]> => {
    if (countKinds(choice) < 2) return [{ field: "ways", text: choosing.tooFew }];
    if (choice.password === null) return [];
    const problem = password === "" ? "empty" : await judge(password);
    if (problem === null) return [];
    const text = `${keyWords.kinds.password}: ${keyWords.password.judged[problem]}`;
    return [{ field: "new-password", text }];
  };
  const send = async (): Promise<void> => {
    const found = await check();
    setErrors(found);
    if (found.length > 0) setAttempt(attempt + 1);
    else onChoice(choice);
  };
  const errorAt = (field: string): string | undefined =>
    errors.find((error) => error.field === field)?.text;

  return (
    <form
      class="page stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="stack">
        <Heading>{choosing.title(name)}</Heading>
        <p>{choosing.lead}</p>
      </div>
      <Says invitation={invitation} />
      <p class="seal top-aligned muted">
        <Icon name="lock" /> {choosing.here}
      </p>
      <ErrorSummary errors={errors} attempt={attempt} />
      <fieldset
        class={errorAt("ways") ? "stack bad" : "stack"}
        aria-describedby="ways-hint"
        disabled={isWorking}
      >
        <legend>{choosing.ways}</legend>
        <p class="hint" id="ways-hint">
          {choosing.waysHint}
        </p>
        {lack === null ? (
          <WayChoice id="ways" kind="passkey" isOn={wantsPasskey} onSwitch={setWantsPasskey} />
        ) : (
          <Notice>{keyWords.lacks[lack]}</Notice>
        )}
        <WayChoice
          id={lack === null ? "way-password" : "ways"}
          kind="password"
          isOn={wantsPassword}
          onSwitch={setWantsPassword}
        >
          <NewPassword
            id="new-password"
            login={login}
            value={password}
            verdict={verdict}
            error={errorAt("new-password")}
            onValue={setPassword}
          />
        </WayChoice>
        <WayChoice id="way-paper" kind="paper" isOn={wantsPaperKey} onSwitch={setWantsPaperKey} />
      </fieldset>
      {failure !== null && (
        <Notice tone="err" isLive>
          {failureText(failure, words, keyWords)}
        </Notice>
      )}
      <div class="cluster">
        <Button type="submit" disabled={isWorking}>
          {choosing.submit}
        </Button>
        <p class="muted" role="status">
          {isWorking && choosing.working}
        </p>
      </div>
    </form>
  );
}

const countKinds = ({ wantsPasskey, password, wantsPaperKey }: Choice): number =>
  [wantsPasskey, password !== null, wantsPaperKey].filter(Boolean).length;
