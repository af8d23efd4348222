import { useKeyWords } from "../../lib/keys/words.ts";
import { usePasskeyLack } from "../../lib/passkey/usePasskeyLack.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { ErrorSummary } from "../../lib/ui/ErrorSummary.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { Icon } from "../../lib/ui/Icon.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { Choice } from "../invite.rpc.ts";
import type { Choosing } from "../machine.ts";
import type { InviteLink } from "../useInvitation.ts";
import { failureText } from "./failureText.ts";
import { Says } from "./Says.tsx";
import { useChoice } from "./useChoice.ts";
import { useTitle } from "../../lib/ui/useTitle.ts";
import { Ways } from "./Ways.tsx";

type Props = { state: Choosing; link: InviteLink; onChoice: (choice: Choice) => void };

/** What the invitation says, and how the invited person will sign in: two ways of different kinds. */
export function Choose({ state, link, onChoice }: Props) {
  const { invitation, isWorking, failure } = state;
  const { login, name } = invitation;
  const words = useWords();
  const { choosing } = words;
  const keyWords = useKeyWords();
  const lack = usePasskeyLack();
  const form = useChoice({ link, login, canUsePasskey: lack === null });
  useTitle(choosing.title(name));
  const send = async (): Promise<void> => {
    const choice = await form.finish();
    if (choice !== null) onChoice(choice);
  };
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
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <Ways form={form} login={login} lack={lack} isDisabled={isWorking} />
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
