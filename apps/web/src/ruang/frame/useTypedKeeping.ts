import { useEffect, useRef } from "preact/hooks";
import type { OwnWords } from "../copy/index.ts";
import { codeOf, isPassing } from "../errorText.ts";
import { say, type Room } from "../room.ts";
import { restoreTyped, saveTyped } from "../typing.ts";

const EVERY_MS = 10_000;

/** Brings the member's drafts back after unlocking, then stores them every ten seconds of change, and when the page is hidden. */
export function useTypedKeeping(room: Room, words: OwnWords): void {
  const toldRef = useRef(false);
  useEffect(() => {
    let isRestored = false;
    let isBusy = false;
    const keep = async (): Promise<void> => {
      if (isBusy) return;
      isBusy = true;
      try {
        if (!isRestored) await restoreTyped(room);
        else if (!room.areDraftsStored.value) await saveTyped(room);
        isRestored = true;
      } catch (fault) {
        // Tried again at the next turn; until it is stored, leaving the page asks first.
        if (isPassing(codeOf(fault)) || toldRef.current) return;
        toldRef.current = true;
        say(room, words.typed.stuck(codeOf(fault)), "err");
      } finally {
        isBusy = false;
      }
    };
    const onHidden = (): void => {
      if (document.visibilityState === "hidden") void keep();
    };
    void keep();
    const timer = setInterval(() => void keep(), EVERY_MS);
    document.addEventListener("visibilitychange", onHidden);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onHidden);
    };
  }, [room, words]);
}
