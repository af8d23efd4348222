import type { Institution } from "@bijak/client/reporter";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useCopy } from "../copy/index.ts";
import type { Acts } from "../acts.ts";
import type { Event, State } from "../machine.ts";
import { Path, Readers } from "./Aside.tsx";
import { LockedName } from "./LockedName.tsx";
import { Outcome } from "./Outcome.tsx";
import { QuestionCard } from "./QuestionCard.tsx";
import { Safety } from "./Safety.tsx";
import { Status } from "./Status.tsx";
import { Thread } from "./Thread.tsx";
import { useReceiptChange, type ReceiptChanging } from "./useReceiptChange.ts";
import { Writing } from "./Writing.tsx";

export type MailboxProps = {
  readonly state: Extract<State, { kind: "open" }>;
  readonly dispatch: (event: Event) => void;
  readonly acts: Acts;
  readonly institution: Institution;
  readonly onLeave: () => void;
};

/** The report as its reporter sees it: status, question, messages; aside the way, the readers and safety. */
export function MailboxView(props: MailboxProps) {
  const { state, institution } = props;
  const { thread } = useCopy();
  const { mailbox } = state;
  const change = useReceiptChange();
  return (
    <div class="wide stack loose">
      <Status mailbox={mailbox} institution={institution} />
      <div class="sidebar">
        <div class="stack loose">
          <ChangeSpot {...props} change={change} />
          <Outcome mailbox={mailbox} />
          {mailbox.question && !mailbox.isReadOnly && (
            <QuestionCard {...props} question={mailbox.question} />
          )}
          <section class="stack" aria-labelledby="messages">
            <h2 id="messages">{thread.title}</h2>
            <Thread
              messages={mailbox.messages}
              formerReplies={mailbox.formerReplies}
              institution={institution}
              promisedOn={mailbox.state.promisedOn}
            />
            {mailbox.isReadOnly ? <p>{thread.readOnly}</p> : <Writing {...props} />}
          </section>
        </div>
        <div class="stack loose">
          <Path mailbox={mailbox} />
          <Readers mailbox={mailbox} institution={institution} />
          <LockedName mailbox={mailbox} />
          <Safety {...props} change={change} />
        </div>
      </div>
    </div>
  );
}

/** Where the code is changed, once that is loaded; then what became of it. */
function ChangeSpot({ change, ...props }: MailboxProps & { change: ReceiptChanging }) {
  const copy = useCopy().change;
  const { act } = props.state;
  if (change.Form) return <change.Form {...props} onClose={change.close} />;
  if (change.hasFailed)
    return (
      <Notice tone="err" isLive>
        {copy.notLoaded}
      </Notice>
    );
  return act.kind === "done" && act.what === "code" ? (
    <Notice tone="ok" isLive>
      {copy.done}
    </Notice>
  ) : null;
}
