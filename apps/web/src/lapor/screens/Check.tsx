import { useLanguage } from "../../lib/i18n/language.ts";
import { downloadText } from "../../lib/download.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { useCopy } from "../copy/index.ts";
import { unitName } from "../../lib/reporter/units.ts";
import { routeOf } from "../routing.ts";
import { StepForm } from "../StepForm.tsx";
import { summarize, writeCopy, type SummaryRow } from "../summary.ts";
import type { ScreenProps } from "./screen.ts";

/** Everything once more, who will read it, and the button that sends it. */
export function Check(props: ScreenProps) {
  const { state, today, errors, onNext, onBack } = props;
  const copy = useCopy();
  const language = useLanguage();
  const words = { copy, language, today };
  return (
    <StepForm
      step="check"
      title={copy.check.title}
      hint={copy.check.notSentYet}
      errors={errors}
      attempt={state.attempt}
      nextLabel={copy.check.send}
      onNext={onNext}
      onBack={onBack}
    >
      <Summary {...props} rows={summarize(state.draft, words)} />
      <Readers {...props} />
      <div class="stack tight">
        <p>{copy.check.codeNote}</p>
        <p>
          <Button
            kind="quiet"
            icon="download"
            onClick={() => downloadText("catatan.txt", writeCopy(state.draft, words))}
          >
            {copy.check.saveCopy}
          </Button>
        </p>
        <p class="hint">{copy.check.copyRisk}</p>
      </div>
    </StepForm>
  );
}

function Summary({ rows, state, dispatch }: ScreenProps & { rows: readonly SummaryRow[] }) {
  const { check } = useCopy();
  const about = rows.length - 1;
  const names = state.files.map(({ name }) => name).join(", ");
  const files: SummaryRow = {
    step: "evidence",
    title: check.evidence,
    lines: [names === "" ? check.noFiles : names],
    notes: names === "" ? [] : [check.unchanged],
  };
  return (
    <dl class="summary">
      {rows.toSpliced(about, 0, files).map(({ step, title, lines, notes }) => (
        <div key={step}>
          <dt>{title}</dt>
          <dd>
            {lines.length === 0 && <span class="muted">{check.nothing}</span>}
            {lines.map((line) => (
              <span class="line" key={line}>
                {line}
              </span>
            ))}
            {notes.map((note) => (
              <span class="line muted" key={note}>
                {note}
              </span>
            ))}
          </dd>
          <dd>
            <Button kind="quiet" onClick={() => dispatch({ kind: "change-pressed", step })}>
              {check.change}
              <span class="hidden"> {title.toLowerCase()}</span>
            </Button>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Names the unit from the signed directory, and asks whether the inspectorate may stand by (R5). */
function Readers({ state, dispatch, institution }: ScreenProps) {
  const { check } = useCopy();
  const { unit, standby } = routeOf(state.draft, institution);
  const standbyName = standby && unitName(standby, institution);
  return (
    <section class="card stack" aria-labelledby="readers">
      <h2 id="readers">{check.sentTo(unitName(unit, institution))}</h2>
      <p>{check.readers(standbyName)}</p>
      {standbyName && (
        <Checkbox
          id="standby"
          isChecked={state.draft.isStandbyAllowed}
          onChecked={(isStandbyAllowed) =>
            dispatch({ kind: "edited", patch: { isStandbyAllowed } })
          }
        >
          {check.standby(standbyName)}
        </Checkbox>
      )}
      <details>
        <summary>{check.serverTitle}</summary>
        <p class="small">
          {check.server}
          {state.draft.identity === "locked" && ` ${check.serverLocked}`}
        </p>
      </details>
    </section>
  );
}
