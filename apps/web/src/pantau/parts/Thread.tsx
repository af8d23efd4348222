import type { Institution, ThreadMessage } from "@bijak/client/reporter";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Notice } from "../../lib/ui/Notice.tsx";
import { unitName } from "../../lib/reporter/units.ts";
import { useCopy } from "../copy/index.ts";

type Props = {
  messages: readonly ThreadMessage[];
  formerReplies: number;
  institution: Institution;
  promisedOn: number | null;
};

/** A status change without a word of its own is told above, not here. */
const isShown = ({ author, kind, text, tellsIdentity }: ThreadMessage): boolean =>
  author === "own" || kind !== "state" || (text ?? "") !== "" || tellsIdentity;

/** All messages, newest last. Own ones show their day only: the code does not open them, and why stands below. */
export function Thread({ messages, formerReplies, institution, promisedOn }: Props) {
  const { thread } = useCopy();
  const language = useLanguage();
  const hasReply = messages.some((message) => message.author === "unit" && isShown(message));
  return (
    <>
      {formerReplies > 0 && <Notice icon="lock">{thread.former}</Notice>}
      <ol class="stack">
        {messages.filter(isShown).map((message) => (
          <li class="stack tight" key={message.index}>
            <Message message={message} institution={institution} />
          </li>
        ))}
      </ol>
      {!hasReply && formerReplies === 0 && (
        <p class="muted">
          {promisedOn === null ? thread.emptyNoDate : thread.empty(formatDay(promisedOn, language))}
        </p>
      )}
      <p class="small muted">{thread.why}</p>
    </>
  );
}

function Message({ message, institution }: { message: ThreadMessage; institution: Institution }) {
  const { thread } = useCopy();
  const language = useLanguage();
  const { author, unit, on, kind, text, files, tellsIdentity } = message;
  const isOwn = author === "own";
  const own = kind === "report" ? thread.ownReport : thread.ownMessage;
  return (
    <div class={isOwn ? "msg own" : "msg"}>
      <header>
        {isOwn ? thread.own : thread.officer(unitName(unit ?? "", institution))} ·{" "}
        {formatDay(on, language, "short")}
        {files > 0 && ` · ${thread.files(files)}`}
      </header>
      {tellsIdentity && <p>{thread.nameOpened}</p>}
      {(isOwn || text !== "") && <p class="lines">{isOwn ? own : text}</p>}
    </div>
  );
}
