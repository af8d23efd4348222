import { useState } from "preact/hooks";
import { formatBytes, formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { FileButton } from "../../lib/ui/FileButton.tsx";
import { Icon } from "../../lib/ui/Icon.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useCopy } from "../copy/index.ts";
import { MOST_BYTES, MOST_FILES, sumBytes } from "../../lib/reporter/evidence.ts";
import { StepForm } from "../StepForm.tsx";
import type { ScreenProps } from "./screen.ts";

/** Question 5: files. They are sealed as they are, and the screen says so. */
export function Evidence(props: ScreenProps) {
  const { state, errors, errorOf, onNext, onBack } = props;
  const copy = useCopy();
  const language = useLanguage();
  const hasFiles = state.files.length > 0;
  const error = errorOf("files");
  return (
    <StepForm
      step="evidence"
      title={copy.evidence.title}
      hint={copy.evidence.hint}
      errors={errors}
      attempt={state.attempt}
      isNextHidden={!hasFiles}
      onNext={onNext}
      onBack={onBack}
    >
      <Notice tone="warn">
        <b>{copy.evidence.warning}</b> {copy.evidence.warningMore}
      </Notice>
      <SelfCheck />
      {hasFiles && <FileList {...props} />}
      <div class={error ? "stack tight bad" : "stack tight"}>
        {error && (
          <p class="msg-bad" id="files-error">
            {error}
          </p>
        )}
        <div class="twins">
          <FileButton
            id="files"
            label={hasFiles ? copy.evidence.addMore : copy.evidence.add}
            onFiles={(files) => props.dispatch({ kind: "files-chosen", files })}
          />
          {!hasFiles && (
            <Button kind="second" type="submit">
              {copy.evidence.later}
            </Button>
          )}
        </div>
        <p class="hint">
          {copy.evidence.limits(
            formatNumber(MOST_FILES, language),
            formatBytes(MOST_BYTES, language),
          )}
        </p>
      </div>
    </StepForm>
  );
}

/** What to look for in a screenshot. The ticks help the person only; they are kept nowhere. */
function SelfCheck() {
  const copy = useCopy();
  const [ticked, setTicked] = useState<readonly number[]>([]);
  const set = (index: number, isTicked: boolean): void =>
    setTicked(isTicked ? [...ticked, index] : ticked.filter((one) => one !== index));
  return (
    <fieldset>
      <legend>{copy.evidence.checkTitle}</legend>
      {copy.evidence.checks.map((check, index) => (
        <Checkbox
          key={check}
          id={`check-${index}`}
          isChecked={ticked.includes(index)}
          onChecked={(isTicked) => set(index, isTicked)}
        >
          {check}
        </Checkbox>
      ))}
    </fieldset>
  );
}

function FileList({ state, dispatch }: ScreenProps) {
  const copy = useCopy();
  const language = useLanguage();
  return (
    <section class="stack tight" aria-labelledby="file-list">
      <h2 id="file-list">{copy.evidence.list}</h2>
      <ul class="files">
        {state.files.map(({ id, name, file }) => (
          <li class="file" key={id}>
            <Icon name="clip" />
            <span>
              {name} <span class="muted num">{formatBytes(file.size, language)}</span>
            </span>
            <Button kind="quiet" onClick={() => dispatch({ kind: "file-removed", id })}>
              {copy.evidence.remove(name)}
            </Button>
          </li>
        ))}
      </ul>
      <p class="hint num" role="status">
        {copy.evidence.total(
          formatNumber(state.files.length, language),
          formatBytes(sumBytes(state.files), language),
        )}
      </p>
    </section>
  );
}
