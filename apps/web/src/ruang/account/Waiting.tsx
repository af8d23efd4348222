import { useState } from "preact/hooks";
import { Fingerprint } from "../../lib/keys/Fingerprint.tsx";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { readErrorText } from "../errorText.ts";
import type { RoomInfo } from "../model.ts";
import { ask, keepInfo, say } from "../room.ts";
import { lackingNames } from "../state/units.ts";
import { useRoom } from "../useRoom.ts";

/** Looks whether a colleague has sealed the unit's key to this member meanwhile. */
function LookAgain({ lacking }: { lacking: string }) {
  const room = useRoom();
  const words = useWords();
  const own = words.own.waiting;
  const [isBusy, setIsBusy] = useState(false);
  const look = async (): Promise<void> => {
    setIsBusy(true);
    try {
      const info = await ask(room, "lookAgain", {});
      say(room, info.lacks.length > 0 ? own.still : own.got(lacking));
      keepInfo(room, info);
    } catch (fault) {
      say(room, readErrorText(fault, words.errors), "err");
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Button disabled={isBusy} onClick={() => void look()}>
      {own.look}
    </Button>
  );
}

/** The room of a member who holds no unit's key yet. */
export function WaitingPage({ info }: { info: RoomInfo }) {
  const words = useWords().own;
  const lacking = lackingNames(info);
  return (
    <main id="content" tabIndex={-1}>
      <div class="page narrow stack loose">
        <div class="stack">
          <Heading>{words.waiting.title}</Heading>
          <p>{words.waiting.what(lacking)}</p>
          <p>{words.waiting.how}</p>
          <div>
            <LookAgain lacking={lacking} />
          </div>
        </div>
        <section class="card stack tight" aria-labelledby="own-keys">
          <h2 id="own-keys">{words.fingerprint.title}</h2>
          <Fingerprint groups={info.fingerprint} />
          <p class="muted">{words.fingerprint.note}</p>
        </section>
      </div>
    </main>
  );
}

/** Stands above the list of a member who holds some of their units' keys and not others. */
export function WaitingNotice({ info }: { info: RoomInfo }) {
  const words = useWords().own.waiting;
  const lacking = lackingNames(info);
  return (
    <Notice>
      <p>
        <b>{words.title}.</b> {words.what(lacking)} {words.how}
      </p>
      <LookAgain lacking={lacking} />
    </Notice>
  );
}
