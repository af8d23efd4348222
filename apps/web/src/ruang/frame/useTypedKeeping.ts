import { useEffect } from "preact/hooks";
import type { Room } from "../room.ts";
import { restoreTyped, saveTyped } from "../typing.ts";

const EVERY_MS = 10_000;

/** Brings the member's drafts back after unlocking, then stores them every ten seconds of change, and when the page is hidden. */
export function useTypedKeeping(room: Room): void {
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
      } catch {
        // Tried again at the next turn; until it is stored, leaving the page asks first.
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
  }, [room]);
}
