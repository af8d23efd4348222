import { NewPassword } from "../../lib/keys/NewPassword.tsx";
import { useKeyWords } from "../../lib/keys/words.ts";
import type { PasskeyLack } from "../../lib/passkey/support.ts";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { ChoiceForm } from "./useChoice.ts";
import { WayChoice } from "./WayChoice.tsx";

type Props = { form: ChoiceForm; login: string; lack: PasskeyLack | null; isDisabled: boolean };

/** The ways to sign in, to be ticked; the first one carries the id that an error leads to. */
export function Ways({ form, login, lack, isDisabled }: Props) {
  const words = useWords().choosing;
  const { lacks } = useKeyWords();
  const { ticks, tick } = form;
  const errorAt = (field: string): string | undefined =>
    form.errors.find((error) => error.field === field)?.text;
  return (
    <fieldset
      class={errorAt("ways") ? "stack bad" : "stack"}
      aria-describedby="ways-hint"
      disabled={isDisabled}
    >
      <legend>{words.ways}</legend>
      <p class="hint" id="ways-hint">
        {words.waysHint}
      </p>
      {lack === null ? (
        <WayChoice
          id="ways"
          kind="passkey"
          isOn={ticks.passkey}
          onSwitch={(isOn) => tick("passkey", isOn)}
        />
      ) : (
        <Notice>{lacks[lack]}</Notice>
      )}
      <WayChoice
        id={lack === null ? "way-password" : "ways"}
        kind="password"
        isOn={ticks.password}
        onSwitch={(isOn) => tick("password", isOn)}
      >
        <NewPassword
          id="new-password"
          login={login}
          value={form.password}
          verdict={form.verdict}
          error={errorAt("new-password")}
          onValue={form.setPassword}
        />
      </WayChoice>
      <WayChoice
        id="way-paper"
        kind="paper"
        isOn={ticks.paper}
        onSwitch={(isOn) => tick("paper", isOn)}
      />
    </fieldset>
  );
}
