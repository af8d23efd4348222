import type { Institution, ReporterApi } from "@bijak/client/reporter";
import type { Day } from "@bijak/domain";
import { useEffect, useMemo, useReducer } from "preact/hooks";
import { leaveTo, onLeave } from "../lib/exit.ts";
import { armGuard, listenForBack } from "../lib/guard.ts";
import { useLanguage } from "../lib/i18n/language.ts";
import { createSolver } from "../lib/solve.ts";
import { useLeaveWarning } from "../lib/useLeaveWarning.ts";
import { FIRST_STATE, reduce, wouldLose, type Event, type State } from "./machine.ts";
import { checkDraft, problemsAt, stepOf } from "./problems.ts";
import { createSending } from "./sending.ts";
import type { Step } from "./steps.ts";

export type Lapor = {
  readonly state: State;
  readonly dispatch: (event: Event) => void;
  readonly begin: () => void;
  readonly next: () => void;
  readonly back: () => void;
  readonly retry: () => void;
  readonly retryRest: () => void;
  readonly close: () => void;
};

type Parts = { readonly institution: Institution; readonly api: ReporterApi; readonly today: Day };

/** Joins the steps with the browser around them: history, leave warning, sending, leaving. */
export function useLapor({ institution, api, today }: Parts): Lapor {
  const language = useLanguage();
  const [state, dispatch] = useReducer(reduce, FIRST_STATE);
  const sending = useMemo(
    () => createSending({ api, institution, solver: createSolver(), dispatch }),
    [api, institution],
  );

  const isNameLocked = state.draft.identity === "locked";

  useEffect(() => onLeave(sending.wipe), [sending]);
  useEffect(() => listenForBack(() => stepBack(state.step, dispatch)), [state.step]);
  useEffect(() => {
    if (state.step === "about" || state.step === "check") sending.prepare(isNameLocked);
  }, [state.step, isNameLocked, sending]);
  useLeaveWarning(wouldLose(state));

  const check = () =>
    checkDraft({ draft: state.draft, files: state.files, institution, language, today });
  const send = (): void => {
    const checked = check();
    if ("report" in checked) return sending.start(checked.report, state.files);
    const [first] = checked.problems;
    if (!first) return;
    const step = stepOf(first.field);
    dispatch({ kind: "problems-found", step, problems: problemsAt(step, checked) });
  };

  return {
    state,
    dispatch,
    begin: () => {
      armGuard();
      dispatch({ kind: "begun" });
    },
    next: () =>
      state.step === "check"
        ? send()
        : dispatch({ kind: "next-pressed", problems: problemsAt(state.step, check()) }),
    back: () => dispatch({ kind: "went-back" }),
    retry: () => sending.retry(state.files),
    retryRest: () => sending.retryRest(state.files),
    close: () => leaveTo(language === "id" ? "/" : "/en"),
  };
}

/** Moves one step back; says whether steps remain in front of the page. */
function stepBack(step: Step, dispatch: (event: Event) => void): boolean {
  if (step !== "start") dispatch({ kind: "went-back" });
  return step !== "start" && step !== "what";
}
