import type { Institution } from "@bijak/client/reporter";
import type { Day, Language } from "@bijak/domain";
import type { ComponentType } from "preact";
import { formatNumber } from "../lib/i18n/format.ts";
import { useLanguage } from "../lib/i18n/language.ts";
import type { FieldError } from "../lib/ui/ErrorSummary.tsx";
import { useCopy, type LaporCopy } from "./copy/index.ts";
import type { State } from "./machine.ts";
import type { Problem } from "./problems.ts";
import { About } from "./screens/About.tsx";
import { Check } from "./screens/Check.tsx";
import { Code } from "./screens/Code.tsx";
import { Done } from "./screens/Done.tsx";
import { Evidence } from "./screens/Evidence.tsx";
import type { ScreenProps } from "./screens/screen.ts";
import { Start } from "./screens/Start.tsx";
import { Story } from "./screens/Story.tsx";
import { What } from "./screens/What.tsx";
import { Where } from "./screens/Where.tsx";
import { Who } from "./screens/Who.tsx";
import type { QuestionStep } from "./steps.ts";
import type { Lapor } from "./useLapor.ts";

const FILLED: Readonly<Record<QuestionStep | "check", ComponentType<ScreenProps>>> = {
  what: What,
  where: Where,
  who: Who,
  story: Story,
  evidence: Evidence,
  about: About,
  check: Check,
};

type Props = { lapor: Lapor; institution: Institution; today: Day };

/** The screen of the step. Each has its own key, so that the focus starts at its heading. */
export function Screens({ lapor, institution, today }: Props) {
  const copy = useCopy();
  const language = useLanguage();
  const { state, dispatch } = lapor;
  const sending = {
    state,
    institution,
    dispatch,
    onBack: lapor.back,
    onRetry: lapor.retry,
    onRetryRest: lapor.retryRest,
  };
  switch (state.step) {
    case "start":
      return <Start key="start" institution={institution} onBegin={lapor.begin} />;
    case "code":
      return <Code key="code" {...sending} />;
    case "done":
      return (
        <Done
          key="done"
          {...sending}
          onShowCode={() => dispatch({ kind: "code-shown" })}
          onClose={lapor.close}
        />
      );
    default: {
      const Screen = FILLED[state.step];
      const texts = { copy, language, state };
      return (
        <Screen
          key={state.step}
          state={state}
          dispatch={dispatch}
          institution={institution}
          today={today}
          errors={state.problems.map((problem) => errorFor(problem, texts))}
          errorOf={(field) => textAt(field, texts)}
          onNext={lapor.next}
          onBack={lapor.back}
        />
      );
    }
  }
}

type Texts = { copy: LaporCopy; language: Language; state: State };

function textOf({ code, length = 0 }: Problem, { copy, language }: Texts): string {
  if (code === "text-too-short") return copy.problems[code](formatNumber(length, language));
  return copy.problems[code];
}

function textAt(field: Problem["field"], texts: Texts): string | undefined {
  const problem = texts.state.problems.find((one) => one.field === field);
  return problem && textOf(problem, texts);
}

/** The id of the control that corrects a field. */
function controlOf({ field, code }: Problem, { draft }: State): string {
  if (field === "links" && !draft.hasLink) return "platform";
  if (field === "happenedOn" && draft.dateChoice === "picked") return "pickedOn";
  if (code === "identity-unavailable") return field;
  if (field === "identity") return draft.name.trim() === "" ? "name" : "contact";
  return field;
}

const errorFor = (problem: Problem, texts: Texts): FieldError => ({
  field: controlOf(problem, texts.state),
  text: textOf(problem, texts),
});
