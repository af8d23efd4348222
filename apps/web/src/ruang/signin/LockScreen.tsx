import { useEffect } from "preact/hooks";
import { useLanguage, type Language } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { practiceOf, TrialBanner } from "../../lib/ui/TrialBanner.tsx";
import { useWords } from "../copy/index.ts";
import { LanguageSwitch } from "../../lib/ui/LanguageSwitch.tsx";
import { signOutOf } from "../outbox.ts";
import type { LockedSeat } from "../room.ts";
import { useRoom } from "../useRoom.ts";
import { WaysIn } from "./WaysIn.tsx";
import { useRoomTitle } from "../ui/useRoomTitle.ts";

type Props = { seat: LockedSeat; onLanguage: (language: Language) => void };

/** Stands over shapes where the content was: what had been opened is not on the page any more. */
export function LockScreen({ seat: { info, reason }, onLanguage }: Props) {
  const room = useRoom();
  const words = useWords();
  const language = useLanguage();
  const practice = practiceOf(info);
  useRoomTitle(words.lock.title);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <>
      {practice !== null && <TrialBanner practice={practice} />}
      <div class="veil" aria-hidden="true">
        {Array.from({ length: 9 }, (_, index) => (
          <span key={index} />
        ))}
      </div>
      <main id="content" class="lock" tabIndex={-1}>
        <div class="card stack">
          <div class="cluster between">
            <Heading>{words.lock.title}</Heading>
            <LanguageSwitch onLanguage={onLanguage} />
          </div>
          <p>
            <b>{info.name}</b> · {words.lock[reason]}
          </p>
          <p class="muted" role="status">
            {words.own.typed[room.typedPlace.value]}
          </p>
          <p class="muted">{words.lock.unlock}</p>
          <WaysIn
            fixedName={info.login}
            passkey={words.own.signIn.passkeyUnlock}
            submit={words.lock.submit}
          />
          <div>
            <Button kind="quiet" onClick={() => void signOutOf(room, words)}>
              {words.lock.other}
            </Button>
          </div>
        </div>
      </main>
    </>
  );
}
