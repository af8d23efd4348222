import { useCallback, useEffect, useState } from "preact/hooks";
import { Route, Router, useLocation } from "preact-iso/router";
import type { Language } from "../lib/i18n/language.ts";
import { Button } from "../lib/ui/Button.tsx";
import { Heading } from "../lib/ui/Heading.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { AccountPage } from "./account/AccountPage.tsx";
import { BrokenAudit } from "./account/Audit.tsx";
import { CasePage } from "./case/CasePage.tsx";
import { useWords } from "./copy/index.ts";
import { FiguresPage } from "./figures/FiguresPage.tsx";
import { Frame } from "./frame/Frame.tsx";
import { Help } from "./frame/Help.tsx";
import { Toasts } from "./frame/Toasts.tsx";
import { useIdleLock } from "./frame/useIdleLock.ts";
import { InboxPage } from "./inbox/InboxPage.tsx";
import { lockRoom, sendDue } from "./outbox.ts";
import { ask, type OpenSeat, type Room } from "./room.ts";
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
  useDailyFacts(room);
  useLastWords(room);
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

function Pages({ seat: { info, login } }: { seat: OpenSeat }) {
  const words = useWords();
  const { path, route } = useLocation();
  const isDoor = path === "/masuk" || path === "/ruang";
  useEffect(() => {
    if (isDoor) route("/ruang/kotak-masuk", true);
  }, [isDoor, route]);
  const [unit] = info.units;
  if (isDoor) return null;
  return (
    <Router>
      <Route
        path="/ruang/kotak-masuk"
        component={() =>
          unit === undefined ? (
            <Plain text={words.inbox.noUnit} title={words.inbox.title} />
          ) : (
            <InboxPage info={info} firstUnit={unit.id} />
          )
        }
      />
      <Route path="/ruang/kasus/:id" component={CaseRoute} info={info} />
      <Route path="/ruang/angka" component={() => <FiguresPage info={info} />} />
      <Route path="/ruang/akun" component={() => <AccountPage info={info} login={login} />} />
      <Route default component={() => <Plain text={words.notFound} title={words.room} />} />
    </Router>
  );
}
