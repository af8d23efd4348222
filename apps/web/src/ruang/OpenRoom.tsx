import { useCallback, useEffect, useState } from "preact/hooks";
import type { Language } from "../lib/i18n/language.ts";
import { Button } from "../lib/ui/Button.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { BrokenAudit } from "./account/Audit.tsx";
import { useWords } from "./copy/index.ts";
import { Frame } from "./frame/Frame.tsx";
import { Help } from "./frame/Help.tsx";
import { Toasts } from "./frame/Toasts.tsx";
import { useGranting } from "./frame/useGranting.ts";
import { useIdleLock } from "./frame/useIdleLock.ts";
import { useLastWords } from "./frame/useLastWords.ts";
import { useTypedKeeping } from "./frame/useTypedKeeping.ts";
import { lockRoom } from "./outbox.ts";
import { Pages } from "./Pages.tsx";
import { ask, type OpenSeat } from "./room.ts";
import { useCommands, useRoom } from "./useRoom.ts";

type Props = { seat: OpenSeat; onLanguage: (language: Language) => void };

/** The room while it is open. */
export function OpenRoom({ seat, onLanguage }: Props) {
  const room = useRoom();
  const words = useWords();
  const { info } = seat;
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const lock = useCallback(() => lockRoom(room, "manual", words), [room, words]);
  const lockIdle = useCallback(() => lockRoom(room, "idle", words), [room, words]);
  const isWarning = useIdleLock(room, lockIdle);
  useCommands({ lock, help: () => setIsHelpOpen(true) });
  useLastWords(room, words);
  useTypedKeeping(room, words.own);
  useGranting(room, words.own);
  useEffect(() => {
    // Facts of earlier days go out as soon as somebody of the unit is here; what fails now goes out next time.
    ask(room, "sendPendingFacts", {}).catch(() => null);
  }, [room]);
  return (
    <Frame info={info} onLock={lock} onLanguage={onLanguage}>
      {!(room.audit.value ?? info.audit).isConsistent && (
        <div class="wide above">
          <BrokenAudit />
        </div>
      )}
      <Pages seat={seat} />
      <Toasts />
      {isWarning && (
        <div class="toasts on-top">
          <Notice tone="warn" isLive>
            <p>{words.lock.warning}</p>
            <Button isSmall>{words.lock.stay}</Button>
          </Notice>
        </div>
      )}
      {isHelpOpen && <Help onClose={() => setIsHelpOpen(false)} />}
    </Frame>
  );
}
