import type { Language } from "../lib/i18n/language.ts";
import { Frame } from "../lib/ui/Frame.tsx";
import { useWords } from "./copy/index.ts";
import { Choose } from "./parts/Choose.tsx";
import { Done } from "./parts/Done.tsx";
import { Opening, NoToken, Refused, Unreached } from "./parts/Outside.tsx";
import { Paper } from "./parts/Paper.tsx";
import { useInvitation, type InviteLink } from "./useInvitation.ts";

type Props = { link: InviteLink; firstToken: string | null; firstLanguage: Language };

/** `/undangan`: an invited person makes keys of their own. */
export function App({ link, firstToken, firstLanguage }: Props) {
  return (
    <Frame firstLanguage={firstLanguage} place={<Place />}>
      <Screen link={link} firstToken={firstToken} />
    </Frame>
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

function Place() {
  return <>{useWords().place}</>;
}
