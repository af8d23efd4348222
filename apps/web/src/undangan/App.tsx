import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { LanguageContext, useLanguage, type Language } from "../lib/i18n/language.ts";
import { useShared } from "../lib/i18n/shared/index.ts";
import { LanguageSwitch } from "../lib/ui/LanguageSwitch.tsx";
import { Mark } from "../lib/ui/Mark.tsx";
import { useWords } from "./copy/index.ts";
import { Choose } from "./parts/Choose.tsx";
import { Done } from "./parts/Done.tsx";
import { Opening, NoToken, Refused, Unreached } from "./parts/Outside.tsx";
import { Paper } from "./parts/Paper.tsx";
import { useInvitation, type InviteLink } from "./useInvitation.ts";

type Props = { link: InviteLink; firstToken: string | null; firstLanguage: Language };

/** `/undangan`: an invited person makes keys of their own. */
export function App({ link, firstToken, firstLanguage }: Props) {
  const [language, setLanguage] = useState(firstLanguage);
  return (
    <LanguageContext.Provider value={language}>
      <Frame onLanguage={setLanguage}>
        <Screen link={link} firstToken={firstToken} />
      </Frame>
    </LanguageContext.Provider>
  );
}

function Screen({ link, firstToken }: Pick<Props, "link" | "firstToken">) {
  const { state, retry, enrol, keepPaper } = useInvitation(link, firstToken);
  switch (state.at) {
    case "opening":
      return <Opening />;
    case "no-token":
      return <NoToken />;
    case "unreached":
      return <Unreached onRetry={retry} />;
    case "refused":
      return <Refused isUncertain={state.isUncertain} />;
    case "choosing":
      return <Choose state={state} link={link} onChoice={(choice) => void enrol(choice)} />;
    case "paper":
      return <Paper login={state.login} paperKey={state.enrolled.paperKey} onKept={keepPaper} />;
    case "done":
      return <Done fingerprint={state.fingerprint} />;
  }
}

type FrameProps = { onLanguage: (language: Language) => void; children: ComponentChildren };

function Frame({ onLanguage, children }: FrameProps) {
  const words = useWords();
  const shared = useShared();
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <>
      <a class="hidden skip" href="#content">
        {shared.skipToContent}
      </a>
      <header class="top">
        <div class="wide">
          <span class="brand">
            <Mark />
            <span>
              {shared.product}
              <small>{words.place}</small>
            </span>
          </span>
          <LanguageSwitch onLanguage={onLanguage} />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
