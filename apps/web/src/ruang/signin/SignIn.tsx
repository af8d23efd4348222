import { useEffect } from "preact/hooks";
import { useLanguage, type Language } from "../../lib/i18n/language.ts";
import { Heading } from "../../lib/ui/Heading.tsx";
import { Icon } from "../../lib/ui/Icon.tsx";
import { Mark } from "../../lib/ui/Mark.tsx";
import { useWords } from "../copy/index.ts";
import { LanguageSwitch } from "../../lib/ui/LanguageSwitch.tsx";
import { WaysIn } from "./WaysIn.tsx";
import { useRoomTitle } from "../ui/useRoomTitle.ts";

type Props = { onLanguage: (language: Language) => void };

/** `/masuk`, and every address of the room while nobody is signed in. */
export function SignIn({ onLanguage }: Props) {
  const words = useWords();
  const language = useLanguage();
  useRoomTitle(words.signIn.title);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <>
      <header class="top">
        <div class="wide">
          <span class="brand">
            <Mark />
            <span>{words.room}</span>
          </span>
          <LanguageSwitch onLanguage={onLanguage} />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <div class="page narrow stack">
          <Heading>{words.signIn.title}</Heading>
          <p class="muted">{words.signIn.lead}</p>
          <div class="card stack">
            <WaysIn
              fixedName={null}
              passkey={words.own.signIn.passkey}
              submit={words.signIn.submit}
            />
          </div>
          <p class="seal top-aligned muted">
            <Icon name="lock" />
            <span>
              <b>{words.signIn.unlockTitle}.</b> {words.signIn.unlock}
            </span>
          </p>
        </div>
      </main>
    </>
  );
}
