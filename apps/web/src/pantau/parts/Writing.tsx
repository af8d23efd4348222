import { useState } from "preact/hooks";
import { formatBytes, formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { MOST_BYTES, MOST_FILES } from "../../lib/reporter/evidence.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { FileButton } from "../../lib/ui/FileButton.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useCopy } from "../copy/index.ts";
import { isBusy } from "../machine.ts";
import { ActNotice } from "./ActNotice.tsx";
import type { MailboxProps } from "./Mailbox.tsx";
import { MOST_TEXT, useWriting } from "./useWriting.ts";

/** Two things a person may do at any time while the mailbox takes messages: write, and add files. */
export function Writing(props: MailboxProps) {
  const { thread } = useCopy();
  const [shown, setShown] = useState<"message" | "files" | null>(null);
  const toggle = (part: "message" | "files"): void => setShown(shown === part ? null : part);
  return (
    <div class="stack">
      <div class="cluster">
        <Button
          kind="second"
          icon="chat"
          aria-expanded={shown === "message"}
          onClick={() => toggle("message")}
        >
          {thread.write}
        </Button>
        <Button
          kind="second"
          icon="clip"
          aria-expanded={shown === "files"}
          onClick={() => toggle("files")}
        >
          {thread.addFiles}
        </Button>
      </div>
      {shown === "message" && <MessageForm {...props} />}
      {shown === "files" && <FilesForm {...props} />}
    </div>
  );
}

function MessageForm({ state, dispatch, acts }: MailboxProps) {
  const copy = useCopy();
  const writing = useWriting({ what: "message", text: state.message, act: state.act, acts });
  return (
    <form
      class="stack"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        writing.send(state.message);
      }}
    >
      <TextArea
        id="message"
        label={copy.write.label}
        error={writing.error}
        most={MOST_TEXT}
        note={copy.question.noName}
        value={state.message}
        onValue={(text) => dispatch({ kind: "message-typed", text })}
      />
      <p>
        <Button type="submit" disabled={writing.isBusy}>
          {copy.write.send}
        </Button>
      </p>
      <ActNotice state={state} of={["message"]} />
    </form>
  );
}

function FilesForm({ state, acts }: MailboxProps) {
  const { files } = useCopy();
  const language = useLanguage();
  const [isTooMuch, setIsTooMuch] = useState(false);
  const send = (chosen: readonly File[]): void => {
    const whole = chosen.filter(({ size }) => size > 0);
    const isFit =
      whole.length <= MOST_FILES && whole.reduce((sum, { size }) => sum + size, 0) <= MOST_BYTES;
    setIsTooMuch(!isFit);
    if (isFit && whole.length > 0) acts.addFiles(whole);
  };
  return (
    <div class="stack tight">
      <Notice tone="warn">{files.warning}</Notice>
      <p>
        <FileButton id="files" label={files.choose} isDisabled={isBusy(state.act)} onFiles={send} />
      </p>
      <p class="hint">
        {files.limits(formatNumber(MOST_FILES, language), formatBytes(MOST_BYTES, language))}
      </p>
      {isTooMuch && (
        <p class="msg-bad" role="alert">
          {files.tooMuch}
        </p>
      )}
      <ActNotice state={state} of={["files"]} />
    </div>
  );
}
