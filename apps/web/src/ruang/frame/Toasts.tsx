import { useEffect, useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";
import { sendDue, undoReply } from "../outbox.ts";
import { hush, say } from "../room.ts";
import { secondsLeft, type Waiting } from "../state/undo.ts";
import { useRoom } from "../useRoom.ts";

const TICK_MS = 250;
const OK_MS = 6_000;

/** Messages that can still be taken back, and the last sentence said. Sends what is due. */
export function Toasts() {
  const room = useRoom();
  const words = useWords();
  const { waiting } = room.queue.value;
  const [now, setNow] = useState(() => Date.now());
  const isWaiting = waiting.length > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const tick = (): void => {
      setNow(Date.now());
      void sendDue(room, Date.now(), words);
    };
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [isWaiting, room, words]);
  return (
    <div class="toasts">
      <p class="hidden" role="status">
        {isWaiting && words.case.thread.pendingSaid}
      </p>
      {waiting.map((message) => (
        <Pending key={message.id} message={message} now={now} />
      ))}
      <LastSaid />
    </div>
  );
}

function Pending({ message, now }: { message: Waiting; now: number }) {
  const room = useRoom();
  const words = useWords();
  return (
    <div class="toast">
      <span class="num" aria-hidden="true">
        {words.case.thread.pending(secondsLeft(message, now))}
      </span>
      <Button
        kind="quiet"
        isSmall
        onClick={() => {
          undoReply(room, message.id);
          say(room, words.case.thread.undone);
        }}
      >
        {words.case.thread.undo}
      </Button>
    </div>
  );
}

/** Good news leaves by itself; an error stays until it is closed. */
function LastSaid() {
  const room = useRoom();
  const words = useWords();
  const said = room.said.value;
  useEffect(() => {
    if (said === null || said.tone === "err") return;
    const timer = setTimeout(() => hush(room, said), OK_MS);
    return () => clearTimeout(timer);
  }, [said, room]);
  return (
    <div role="status">
      {said !== null && (
        <div class={said.tone === "err" ? "toast bad-news" : "toast"} key={said.serial}>
          <span>{said.text}</span>
          <Button kind="quiet" isSmall onClick={() => hush(room, said)}>
            {words.close}
          </Button>
        </div>
      )}
    </div>
  );
}
