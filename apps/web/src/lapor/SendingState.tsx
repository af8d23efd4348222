import { formatBytes } from "../lib/i18n/format.ts";
import { useLanguage } from "../lib/i18n/language.ts";
import { useShared } from "../lib/i18n/shared/index.ts";
import { Button } from "../lib/ui/Button.tsx";
import { Icon } from "../lib/ui/Icon.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { Progress } from "../lib/ui/Progress.tsx";
import { useCopy } from "./copy/index.ts";
import { shareSent, type EvidenceFile } from "../lib/reporter/evidence.ts";
import { canReturnToForm, restOf, type NameSending, type Sending, type State } from "./machine.ts";

type Props = { state: State; onRetry: () => void; onRetryRest: () => void; onBack: () => void };

/** How far the report is: on its way, refused, or stored with its files still travelling. */
export function SendingState(props: Props) {
  const copy = useCopy().code;
  const words = useShared();
  const { sending } = props.state;
  switch (sending.kind) {
    case "sending":
      return (
        <div class="stack tight">
          <p class="small">
            <b>{copy.sendingText}</b>
          </p>
          <progress aria-label={copy.sendingText} />
          {sending.isWaiting ? (
            <>
              <Notice tone="warn" isLive>
                {words.notSent} {words.stillTrying}
              </Notice>
              <p>
                <Button kind="second" onClick={props.onRetry}>
                  {words.retry}
                </Button>
              </p>
            </>
          ) : (
            <p class="hint" role="status">
              {copy.textOnItsWay}
            </p>
          )}
        </div>
      );
    case "failed":
      return <Failed {...props} sending={sending} />;
    case "stored":
      return <RestUnderWay {...props} />;
    default:
      return null;
  }
}

function Failed({
  state,
  sending,
  onRetry,
  onBack,
}: Props & { sending: Extract<Sending, { kind: "failed" }> }) {
  const copy = useCopy();
  const words = useShared();
  const isCertain = canReturnToForm(state);
  const known = copy.failures as Readonly<Record<string, string>>; // looked up by a code of the server; unknown ones get `other`
  return (
    <div class="stack tight" role="alert">
      <Notice tone="err">
        {sending.code === "network" ? words.notSent : (known[sending.code] ?? copy.failures.other)}
      </Notice>
      <div class="cluster">
        {isCertain && <Button onClick={onBack}>{copy.code.backToReport}</Button>}
        <Button kind={isCertain ? "second" : "primary"} onClick={onRetry}>
          {words.retry}
        </Button>
      </div>
    </div>
  );
}

/** The text has arrived. The locked name and the files follow; what has failed is named and sent again at a press. */
function RestUnderWay({ state, onRetryRest }: Props) {
  const copy = useCopy();
  const words = useShared();
  const { isNameMissing, filesMissing, isUnderWay } = restOf(state);
  const { files } = state;
  if (!isNameMissing && filesMissing === 0)
    return (
      <Notice tone="ok" isLive>
        {copy.code.allStored}
      </Notice>
    );
  if (isUnderWay) {
    const isName = state.name === "waiting" || state.name === "sending";
    return (
      <div class="stack tight">
        {isName ? (
          <>
            <p class="small" role="status">
              <b>{copy.code.sendingName}</b>
            </p>
            <progress aria-label={copy.code.sendingName} />
          </>
        ) : (
          <Progress id="sending" label={copy.code.sendingFiles} share={shareSent(files)} />
        )}
        <p class="hint">{copy.code.keepOpen}</p>
      </div>
    );
  }
  return (
    <div class="stack tight">
      <Notice tone="warn" isLive>
        {isNameMissing && copy.upload.nameMissing}
        {isNameMissing && filesMissing > 0 && " "}
        {filesMissing > 0 && copy.upload.partial(filesMissing, files.length)}
      </Notice>
      <p>
        <Button kind="second" onClick={onRetryRest}>
          {words.retry}
        </Button>
      </p>
    </div>
  );
}

/** Each part of the report with its own state, once there is more than the text. */
export function FilesSent({ state: { files, name, sending } }: { state: State }) {
  const copy = useCopy();
  if (files.length === 0 && name === "none") return null;
  const isTextStored = sending.kind === "stored";
  return (
    <section aria-labelledby="files">
      <h2 id="files">{copy.code.parts}</h2>
      <ul class="files">
        <li class="file">
          <Icon name={isTextStored ? "check" : "page"} />
          <span>{copy.code.text}</span>
          <span class="muted">{isTextStored ? copy.upload.stored : copy.upload.waiting}</span>
        </li>
        {name !== "none" && <NameRow name={name} />}
        {files.map((file) => (
          <FileRow key={file.id} file={file} />
        ))}
      </ul>
    </section>
  );
}

function NameRow({ name }: { name: Exclude<NameSending, "none"> }) {
  const copy = useCopy();
  return (
    <li class="file">
      <Icon name={name === "stored" ? "check" : name === "failed" ? "warning" : "lock"} />
      <span>{copy.code.name}</span>
      <span class="muted">{name === "sending" ? copy.upload.onItsWay : copy.upload[name]}</span>
    </li>
  );
}

function FileRow({ file: { name, upload } }: { file: EvidenceFile }) {
  const copy = useCopy().upload;
  const language = useLanguage();
  const isSending = upload.kind === "sending";
  const text = isSending
    ? copy.sent(formatBytes(upload.sentBytes, language), formatBytes(upload.totalBytes, language))
    : copy[upload.kind];
  return (
    <li class="file">
      <Icon
        name={upload.kind === "stored" ? "check" : upload.kind === "failed" ? "warning" : "clip"}
      />
      <span>{name}</span>
      <span class="muted num">{text}</span>
      {isSending && <progress aria-label={name} max={upload.totalBytes} value={upload.sentBytes} />}
    </li>
  );
}
