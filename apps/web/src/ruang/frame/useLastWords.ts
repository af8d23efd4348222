import { useEffect } from "preact/hooks";
import type { RoomWords } from "../copy/index.ts";
import { sendDue } from "../outbox.ts";
import type { Room } from "../room.ts";

/** Leaving the page sends what waits in its eight seconds, at once. */
export function useLastWords(room: Room, words: RoomWords): void {
  useEffect(() => {
    const send = (): void => void sendDue(room, Infinity, words);
    addEventListener("beforeunload", send);
    addEventListener("pagehide", send);
    return () => {
      removeEventListener("beforeunload", send);
      removeEventListener("pagehide", send);
    };
  }, [room, words]);
}
