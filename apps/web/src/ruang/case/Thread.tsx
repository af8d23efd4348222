import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import type { CaseMessage } from "../model.ts";
import { isNewState } from "../state/thread.ts";
import { stateWord } from "./parts.ts";

/** Everything said in a case, oldest first. The report itself stands under Ringkasan. */
export function Thread({ messages }: { messages: readonly CaseMessage[] }) {
  const words = useWords().case.thread;
  if (messages.length === 0) return <p class="muted">{words.empty}</p>;
  return (
    <ol class="plain stack">
      {messages.map((message) => (
        <li key={message.index} class="stack">
          <Entry message={message} isNewState={isNewState(message, messages)} />
        </li>
      ))}
    </ol>
  );
}

type EntryProps = { message: CaseMessage; isNewState: boolean };

function Entry({ message, isNewState: isNew }: EntryProps) {
  if (message.direction === "internal") return <Note message={message} />;
  if (message.body.kind === "report") return <ReportLine message={message} />;
  if (message.body.kind === "state") return <StateLine message={message} isNewState={isNew} />;
  return <Said message={message} />;
}

function ReportLine({ message }: { message: CaseMessage }) {
  const words = useWords().case.thread;
  const language = useLanguage();
  return (
    <p class="small muted">
      {words.report} · {formatDay(message.on, language)}
    </p>
  );
}

function StateLine({ message, isNewState: isNew }: EntryProps) {
  const words = useWords().case.thread;
  const language = useLanguage();
  const { state, text } = message.body;
  return (
    <div class="small muted stack tight">
      <p>
        <b>
          {isNew && state !== undefined
            ? words.state(stateWord(state.code, language))
            : words.newPromise}
        </b>{" "}
        · {message.memberName !== null && `${message.memberName}, `}
        {formatDay(message.on, language)}. {words.stateTold}
        {state?.promisedOn !== undefined &&
          ` ${words.promised(formatDay(state.promisedOn, language))}.`}
      </p>
      {text !== "" && <p class="typed">{text}</p>}
    </div>
  );
}

function Note({ message }: { message: CaseMessage }) {
  const words = useWords().case.thread;
  const language = useLanguage();
  return (
    <div class="paper">
      <header>
        <b>{words.note}</b> {words.noteHidden} · {message.memberName ?? message.author},{" "}
        {formatDay(message.on, language)}
      </header>
      <p class="typed" dir="auto">
        {message.body.text}
      </p>
    </div>
  );
}

function Said({ message }: { message: CaseMessage }) {
  const words = useWords().case.thread;
  const language = useLanguage();
  const { body, direction, memberName, author } = message;
  const isOurs = direction === "to-reporter";
  const who = isOurs ? words.unit(memberName ?? author) : words.reporter;
  return (
    <div class={`msg${isOurs ? " own" : ""}${body.kind === "question" ? " ask" : ""}`}>
      <header>
        {who} · {formatDay(message.on, language)}
        {body.kind === "question" && ` · ${words.question}`}
        {body.kind === "answer" && ` · ${words.answer}`}
      </header>
      {body.text !== "" && (
        <p class="typed" dir="auto">
          {body.text}
        </p>
      )}
      {body.files.length > 0 && <p class="small">{words.files(body.files.length)}</p>}
      {message.isFromOldCard && <p class="small muted">{words.oldCard}</p>}
    </div>
  );
}
