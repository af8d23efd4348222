import { createReporterApi, type Institution } from "@bijak/client/reporter";
import { useEffect, useMemo, useReducer } from "preact/hooks";
import { leaveTo, onLeave } from "../lib/exit.ts";
import { DEFAULT_EXIT, exitAddressOf } from "../lib/exitAddresses.ts";
import { LanguageContext, useLanguage, type Language } from "../lib/i18n/language.ts";
import { useShared } from "../lib/i18n/shared/index.ts";
import { useInstitution } from "../lib/reporter/useInstitution.ts";
import { useLanguageSwitch, type LanguageSwitch } from "../lib/reporter/useLanguageSwitch.ts";
import { Waiting } from "../lib/reporter/Waiting.tsx";
import { createSolver } from "../lib/solve.ts";
import { Button } from "../lib/ui/Button.tsx";
import { Heading } from "../lib/ui/Heading.tsx";
import { ReporterFrame } from "../lib/ui/ReporterFrame.tsx";
import { practiceOf } from "../lib/ui/TrialBanner.tsx";
import { useLeaveWarning } from "../lib/useLeaveWarning.ts";
import { createActs } from "./acts.ts";
import { catalogue, useCopy, type PantauCopy } from "./copy/index.ts";
import { FIRST_STATE, reduce, wouldLose, type State } from "./machine.ts";
import { Entry } from "./parts/Entry.tsx";
import { MailboxView } from "./parts/Mailbox.tsx";

const api = createReporterApi("");

type SwitchProps = { languages: LanguageSwitch };

/** The page a reporter returns to with the code. */
export function App({ language: first }: { language: Language }) {
  const languages = useLanguageSwitch(first, catalogue);
  return (
    <LanguageContext.Provider value={languages.language}>
      <Page languages={languages} />
    </LanguageContext.Provider>
  );
}

function Page({ languages }: SwitchProps) {
  const copy = useCopy();
  const loading = useInstitution(api);
  if (loading.kind === "ready")
    return <Return institution={loading.institution} languages={languages} />;
  return (
    <ReporterFrame
      title={copy.titles.entry}
      practice={null}
      exitAddress={DEFAULT_EXIT}
      languages={languages}
    >
      <Waiting loading={loading} />
    </ReporterFrame>
  );
}

function Return({ institution, languages }: SwitchProps & { institution: Institution }) {
  const copy = useCopy();
  const words = useShared();
  const language = useLanguage();
  const [state, dispatch] = useReducer(reduce, FIRST_STATE);
  const acts = useMemo(
    () => createActs({ api, institution, solver: createSolver(), dispatch }),
    [institution],
  );
  useEffect(() => onLeave(acts.wipe), [acts]);
  useLeaveWarning(wouldLose(state));
  const leave = (): void => leaveTo(language === "id" ? "/" : "/en");
  const title = titleOf(state, copy);
  return (
    <ReporterFrame
      title={state.kind === "entry" && state.problem ? words.errorTitle(title) : title}
      practice={practiceOf(institution.directory)}
      exitAddress={exitAddressOf(institution.config.exit)}
      languages={languages}
    >
      {state.kind === "entry" && (
        <Entry key="entry" state={state} dispatch={dispatch} onOpen={acts.open} />
      )}
      {state.kind === "open" && (
        <MailboxView
          key="open"
          state={state}
          dispatch={dispatch}
          acts={acts}
          institution={institution}
          onLeave={leave}
        />
      )}
      {state.kind === "burnt" && <Burnt key="burnt" onLeave={leave} />}
    </ReporterFrame>
  );
}

function Burnt({ onLeave: leave }: { onLeave: () => void }) {
  const { burnt, safety } = useCopy();
  return (
    <div class="page stack loose">
      <Heading>{burnt.title}</Heading>
      <p>{burnt.text}</p>
      <p>
        <Button onClick={leave}>{safety.leave}</Button>
      </p>
    </div>
  );
}

function titleOf(state: State, { titles }: PantauCopy): string {
  if (state.kind === "open") return titles.mailbox;
  return state.kind === "burnt" ? titles.burnt : titles.entry;
}
