import { useState } from "preact/hooks";
import { formatBytes, formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";
import { drawingOf, safeFileName, type Evidence } from "../state/evidence.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Drawing } from "./Drawing.tsx";
import { useEvidence } from "./useEvidence.ts";

/** One file: covered, then shown if that is harmless, otherwise only to be saved after a warning. */
export function EvidenceItem({ caseId, evidence }: { caseId: string; evidence: Evidence }) {
  const words = useWords().case.evidence;
  const language = useLanguage();
  const { file, message } = evidence;
  const name = safeFileName(file.name);
  const drawing = drawingOf(file);
  const { opened, isOpening, open, hide, save } = useEvidence(caseId, file);
  const [isWarned, setIsWarned] = useState(false);
  return (
    <article class="card stack tight evidence" aria-label={name}>
      <div class="cluster between">
        <div>
          <h3 class="anywhere">
            <bdi>{name}</bdi>
          </h3>
          <p class="small muted">
            {formatBytes(file.sizeBytes, language)} · {words.from(formatDay(message.on, language))}
          </p>
        </div>
        <div class="cluster">
          {drawing !== "none" && opened === null && (
            <Button kind="second" isSmall disabled={isOpening} onClick={() => void open()}>
              {words.open}
              <span class="hidden"> {name}</span>
            </Button>
          )}
          {opened !== null && (
            <Button kind="second" isSmall onClick={hide}>
              {words.hide}
              <span class="hidden"> {name}</span>
            </Button>
          )}
          <Button
            kind="second"
            isSmall
            icon="download"
            disabled={isOpening}
            onClick={() => setIsWarned(true)}
          >
            {words.download}
            <span class="hidden"> {name}</span>
          </Button>
        </div>
      </div>
      {opened === null && drawing !== "none" && (
        <div class="cover">
          <p>{isOpening ? words.opening(name) : words.blurred}</p>
        </div>
      )}
      {opened !== null && <Drawing opened={opened} drawing={drawing} name={name} />}
      {isWarned && (
        <ConfirmDialog
          id="download"
          title={words.warnTitle}
          yes={words.warnYes}
          onYes={() => void save(name)}
          onClose={() => setIsWarned(false)}
        >
          <p>{words.warn}</p>
        </ConfirmDialog>
      )}
    </article>
  );
}
