import { useCallback, useEffect, useState } from "preact/hooks";
import { LocationProvider } from "preact-iso/router";
import { LanguageContext, type Language } from "../lib/i18n/language.ts";
import { OpenRoom } from "./OpenRoom.tsx";
import type { Room } from "./room.ts";
import { LockScreen } from "./signin/LockScreen.tsx";
import { SignIn } from "./signin/SignIn.tsx";
import { isTypedAtRisk } from "./typing.ts";
import { RoomContext } from "./useRoom.ts";

type Props = { room: Room; firstLanguage: Language };

/** The staff pages: signed out, locked, or open. */
export function App({ room, firstLanguage }: Props) {
  const [language, setLanguage] = useState(firstLanguage);
  return (
    <LanguageContext.Provider value={language}>
      <RoomContext.Provider value={room}>
        <LocationProvider>
          <Seat room={room} onLanguage={setLanguage} />
        </LocationProvider>
      </RoomContext.Provider>
    </LanguageContext.Provider>
  );
}

function Seat({ room, onLanguage }: { room: Room; onLanguage: (language: Language) => void }) {
  const seat = room.seat.value;
  useLeaveWarning(room);
  switch (seat.kind) {
    case "out":
      return <SignIn onLanguage={onLanguage} />;
    case "locked":
      return <LockScreen seat={seat} onLanguage={onLanguage} />;
    case "open":
      return <OpenRoom seat={seat} onLanguage={onLanguage} />;
  }
}

/** The browser asks before a page is closed whose typed text would be lost. */
function useLeaveWarning(room: Room): void {
  const warn = useCallback(
    (event: BeforeUnloadEvent) => {
      if (isTypedAtRisk(room)) event.preventDefault();
    },
    [room],
  );
  useEffect(() => {
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [warn]);
}
