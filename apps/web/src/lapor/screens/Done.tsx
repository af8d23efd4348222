import type { Institution } from "@bijak/client/reporter";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { useCopy } from "../copy/index.ts";
import { restOf, type State } from "../machine.ts";
import { returnDay } from "../returnDay.ts";
import { unitName } from "../../lib/reporter/units.ts";
import { FilesSent, SendingState } from "../SendingState.tsx";

type Props = {
  state: State;
  institution: Institution;
  onShowCode: () => void;
  onClose: () => void;
  onRetry: () => void;
  onRetryRest: () => void;
  onBack: () => void;
};

/** Received: by whom, when, and when to come back. */
export function Done(props: Props) {
  const copy = useCopy().done;
  const language = useLanguage();
  const { state, institution } = props;
  if (state.sending.kind !== "stored") return null;
  const { isNameMissing, filesMissing } = restOf(state);
  const { unit, receivedOn, promised } = state.sending.acknowledgement;
  const pantau = language === "id" ? "/pantau" : "/en/pantau";
  return (
    <div class="page stack loose">
      <Heading>{copy.title}</Heading>
      {(isNameMissing || filesMissing > 0) && <SendingState {...props} />}
      <section class="card stack tight">
        <p class="say">
          {copy.checkAgain(
            formatDay(returnDay(state.sending.acknowledgement), language, "weekday"),
          )}
        </p>
        <p>{copy.noMessages}</p>
      </section>
      <dl class="facts">
        <dt>{copy.receivedOn}</dt>
        <dd>{formatDay(receivedOn, language, "weekday")}</dd>
        <dt>{copy.firstAnswer}</dt>
        <dd>{formatDay(promised.dueOn, language, "weekday")}</dd>
      </dl>
      <p>
        {copy.to(unitName(unit, institution))}. {copy.noPromise}
      </p>
      <FilesSent state={state} />
      <div class="cluster">
        <Button onClick={props.onClose}>{copy.close}</Button>
        <Button kind="second" onClick={props.onShowCode}>
          {copy.showCode}
        </Button>
        <a class="btn quiet" href={pantau}>
          {copy.seeReport}
        </a>
      </div>
      <p class="hint">{copy.closeNote}</p>
    </div>
  );
}
