import { createReporterApi, type Institution } from "@bijak/client/reporter";
import { dayOf } from "@bijak/domain";
import { useMemo } from "preact/hooks";
import { DEFAULT_EXIT, exitAddressOf } from "../lib/exitAddresses.ts";
import { LanguageContext, type Language } from "../lib/i18n/language.ts";
import { useShared } from "../lib/i18n/shared/index.ts";
import { useInstitution } from "../lib/reporter/useInstitution.ts";
import { useLanguageSwitch, type LanguageSwitch } from "../lib/reporter/useLanguageSwitch.ts";
import { Waiting } from "../lib/reporter/Waiting.tsx";
import { ReporterFrame } from "../lib/ui/ReporterFrame.tsx";
import { practiceOf } from "../lib/ui/TrialBanner.tsx";
import { catalogue, useCopy, type LaporCopy } from "./copy/index.ts";
import type { State } from "./machine.ts";
import { Screens } from "./Screens.tsx";
import { numberOf, QUESTION_STEPS } from "./steps.ts";
import { useLapor } from "./useLapor.ts";

const api = createReporterApi("");

type SwitchProps = { languages: LanguageSwitch };

/** The reporting page in the language of its address; the language is switched in memory, so that nothing is lost. */
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
    return <Form institution={loading.institution} languages={languages} />;
  return (
    <ReporterFrame
      title={copy.titles.start}
      practice={null}
      exitAddress={DEFAULT_EXIT}
      languages={languages}
    >
      <Waiting loading={loading} />
    </ReporterFrame>
  );
}

function Form({ institution, languages }: SwitchProps & { institution: Institution }) {
  const copy = useCopy();
  const words = useShared();
  const today = useMemo(() => dayOf(new Date()), []);
  const lapor = useLapor({ institution, api, today });
  const title = titleOf(lapor.state, copy);
  return (
    <ReporterFrame
      title={lapor.state.problems.length > 0 ? words.errorTitle(title) : title}
      practice={practiceOf(institution.directory)}
      exitAddress={exitAddressOf(institution.config.exit)}
      languages={languages}
    >
      <Screens lapor={lapor} institution={institution} today={today} />
    </ReporterFrame>
  );
}

/** The title of the tab: where one is, never what about. */
function titleOf({ step }: State, { titles }: LaporCopy): string {
  const number = numberOf(step);
  if (number !== null) return titles.step(number, QUESTION_STEPS.length);
  return step === "start" || step === "check" || step === "code" || step === "done"
    ? titles[step]
    : titles.start;
}
