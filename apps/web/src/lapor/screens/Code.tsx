import { useRef } from "preact/hooks";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { CodeKeepers } from "../CodeKeepers.tsx";
import { Confirmation } from "../Confirmation.tsx";
import { useCopy } from "../copy/index.ts";
import { returnDay } from "../returnDay.ts";
import type { CodeKeeping } from "../keeping.ts";
import { canFinish, type State } from "../machine.ts";
import { FilesSent, SendingState } from "../SendingState.tsx";
import type { ScreenProps } from "./screen.ts";

type Props = Pick<ScreenProps, "state" | "dispatch" | "onBack"> & {
  onRetry: () => void;
  onRetryRest: () => void;
};

/** The code, shown while the report travels. It is left only with the code kept or refused and the text stored. */
export function Code(props: Props) {
  const { state, dispatch } = props;
  const { code: copy, titles } = useCopy();
  const words = useShared();
  const shown = useRef<HTMLOListElement>(null);
  if (!state.code) return null;
  return (
    <div class="page stack loose printable">
      <SendingState {...props} />
      <div class="stack tight">
        <Heading>{copy.title}</Heading>
        <p>{copy.why}</p>
      </div>
      <section class="slip" aria-label={copy.label}>
        <p class="only-print">
          <b>{titles.note}</b>
        </p>
        <ol class="code" ref={shown}>
          {state.code.groups.map((group, index) => (
            <li key={index}>{group}</li>
          ))}
        </ol>
        <ReturnDate state={state} />
        <CodeKeepers groups={state.code.groups} shown={shown} />
      </section>
      <Keeping state={state} code={state.code} dispatch={dispatch} />
      <FilesSent {...props} />
      {canFinish(state) && (
        <div class="bar cluster">
          <Button onClick={() => dispatch({ kind: "finished" })}>{words.next}</Button>
        </div>
      )}
    </div>
  );
}

/** Asks whether the code is kept, or takes the refusal and says what it means. */
function Keeping({
  state,
  code,
  dispatch,
}: Pick<Props, "state" | "dispatch"> & { code: CodeKeeping }) {
  const copy = useCopy().code;
  const words = useShared();
  if (code.isRefused) {
    return (
      <div class="stack tight">
        <Notice isLive>{copy.refused}</Notice>
        <WaitsForText state={state} />
        <p>
          <Button kind="quiet" onClick={() => dispatch({ kind: "refusal-withdrawn" })}>
            {copy.refusedUndo}
          </Button>
        </p>
      </div>
    );
  }
  if (code.isAskingRefusal) {
    return (
      <section class="card stack" aria-labelledby="refuse">
        <h2 id="refuse">{copy.refuseTitle}</h2>
        <p>{copy.refuseMeans}</p>
        <div class="cluster">
          <Button kind="second" onClick={() => dispatch({ kind: "code-refused" })}>
            {copy.refuseYes}
          </Button>
          <Button kind="second" onClick={() => dispatch({ kind: "refusal-withdrawn" })}>
            {words.back}
          </Button>
        </div>
      </section>
    );
  }
  return (
    <Confirmation code={code} dispatch={dispatch}>
      <WaitsForText state={state} />
    </Confirmation>
  );
}

function WaitsForText({ state }: { state: State }) {
  const copy = useCopy().code;
  return state.sending.kind === "stored" ? null : <p class="hint">{copy.waitingForText}</p>;
}

/** Printed below the digits once it is known: the day to come back. */
function ReturnDate({ state: { sending } }: { state: State }) {
  const language = useLanguage();
  if (sending.kind !== "stored") return null;
  return (
    <p class="only-print">{formatDay(returnDay(sending.acknowledgement), language, "weekday")}</p>
  );
}
