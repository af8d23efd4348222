import { useEffect, useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { useWords } from "../copy/index.ts";
import { Help } from "../frame/Help.tsx";
import { KeySwitch } from "../frame/KeySwitch.tsx";
import type { RoomInfo } from "../model.ts";
import { lockRoom, signOutOf } from "../outbox.ts";
import { hasDrafts } from "../state/drafts.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useRoom } from "../useRoom.ts";
import { Audit } from "./Audit.tsx";

/** `/ruang/akun`: who I am here, how I unlock, the session, the audit log. */
export function AccountPage({ info, login }: { info: RoomInfo; login: string }) {
  const words = useWords();
  const own = words.account;
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  useEffect(() => {
    document.title = words.pageTitle(own.title);
  }, [words, own]);
  return (
    <main id="content" tabIndex={-1}>
      <div class="wide stack far">
        <div class="stack">
          <Heading>{own.title}</Heading>
          <Who info={info} login={login} />
        </div>
        <Audit first={info.audit} />
        <Slots info={info} />
        <Session />
        <section class="stack tight prose" aria-labelledby="keyboard">
          <h2 id="keyboard">{own.keysTitle}</h2>
          <KeySwitch />
          <div>
            <Button kind="second" onClick={() => setIsHelpOpen(true)}>
              {words.keys.help}
            </Button>
          </div>
        </section>
      </div>
      {isHelpOpen && <Help onClose={() => setIsHelpOpen(false)} />}
    </main>
  );
}

function Who({ info, login }: { info: RoomInfo; login: string }) {
  const words = useWords().account;
  const roleWord = (role: keyof typeof words.roleWords): string => words.roleWords[role];
  const facts = [
    [words.name, info.name],
    [words.login, login],
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

function Slots({ info: { slots } }: { info: RoomInfo }) {
  const words = useWords().account;
  return (
    <section class="stack tight prose" aria-labelledby="slots">
      <h2 id="slots">{words.slotsTitle}</h2>
      <ul>
        {slots.map(({ kind, name }) => (
          <li key={name}>{words.slotKinds[kind]}</li>
        ))}
      </ul>
      <p class="muted">{words.slotsNote}</p>
      {slots.length < 2 && <p>{words.oneSlot}</p>}
    </section>
  );
}

function Session() {
  const room = useRoom();
  const words = useWords();
  const own = words.account;
  const [isAsked, setIsAsked] = useState(false);
  const leave = (): void => void signOutOf(room, words);
  return (
    <section class="stack tight prose" aria-labelledby="session">
      <h2 id="session">{own.sessionTitle}</h2>
      <p>{own.session}</p>
      <p class="muted">{own.signOutNote}</p>
      <div class="cluster">
        <Button kind="second" icon="lock" onClick={() => lockRoom(room, "manual", words)}>
          {own.lock}
        </Button>
        <Button
          kind="danger"
          icon="exit"
          onClick={() => (hasDrafts(room.drafts.value) ? setIsAsked(true) : leave())}
        >
          {own.signOut}
        </Button>
      </div>
      {isAsked && (
        <ConfirmDialog
          id="sign-out"
          title={own.signOut}
          yes={own.signOut}
          isDanger
          onYes={leave}
          onClose={() => setIsAsked(false)}
        >
          <p>{own.signOutDrafts}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
