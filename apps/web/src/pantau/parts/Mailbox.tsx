import type { Institution } from "@bijak/client/reporter";
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
  return (
    <div class="wide stack loose">
      <Status mailbox={mailbox} institution={institution} />
      <div class="sidebar">
        <div class="stack loose">
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
          <Safety {...props} />
        </div>
      </div>
    </div>
  );
}
