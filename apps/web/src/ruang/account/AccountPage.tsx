import { useState } from "preact/hooks";
import { Fingerprint } from "../../lib/keys/Fingerprint.tsx";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { useWords } from "../copy/index.ts";
import { Help } from "../frame/Help.tsx";
import { KeySwitch } from "../frame/KeySwitch.tsx";
import type { RoomInfo } from "../model.ts";
import { Audit } from "./Audit.tsx";
import { Sessions } from "./Sessions.tsx";
import { SignOut } from "./SignOut.tsx";
import { WaysList } from "./ways/WaysList.tsx";
import { useRoomTitle } from "../ui/useRoomTitle.ts";

/** `/ruang/akun`: who I am here, how I unlock, where I am signed in, the audit log. */
export function AccountPage({ info }: { info: RoomInfo }) {
  const words = useWords();
  const { account, own } = words;
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  useRoomTitle(account.title);
  return (
    <main id="content" tabIndex={-1}>
      <div class="wide account">
        <div class="stack far">
          <div class="stack">
            <Heading>{account.title}</Heading>
            <Who info={info} />
          </div>
          <WaysList login={info.login} />
          <Sessions />
        </div>
        <div class="stack far">
          <section class="stack tight" aria-labelledby="own-keys">
            <h2 id="own-keys">{own.fingerprint.title}</h2>
            <Fingerprint groups={info.fingerprint} />
            <p class="muted">{own.fingerprint.note}</p>
          </section>
          <Audit first={info.audit} />
          <section class="stack tight prose" aria-labelledby="absence">
            <h2 id="absence">{own.absence.title}</h2>
            <p>{own.absence.note}</p>
          </section>
          <section class="stack tight prose" aria-labelledby="keyboard">
            <h2 id="keyboard">{account.keysTitle}</h2>
            <KeySwitch />
            <div>
              <Button kind="second" onClick={() => setIsHelpOpen(true)}>
                {words.keys.help}
              </Button>
            </div>
          </section>
          <SignOut />
        </div>
      </div>
      {isHelpOpen && <Help onClose={() => setIsHelpOpen(false)} />}
    </main>
  );
}

function Who({ info }: { info: RoomInfo }) {
  const words = useWords().account;
  const roleWord = (role: keyof typeof words.roleWords): string => words.roleWords[role];
  const facts = [
    [words.name, info.name],
    [words.login, info.login],
    [words.units, info.units.map(({ name }) => name).join(", ")],
    [words.roles, info.roles.map(roleWord).join(", ")],
  ];
  return (
    <dl class="summary pairs">
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
