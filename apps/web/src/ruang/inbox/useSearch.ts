import { useEffect, useState } from "preact/hooks";
import { useWords } from "../copy/index.ts";
import { readErrorText } from "../errorText.ts";
import type { IndexHit } from "../model.ts";
import { ask, say } from "../room.ts";
import { useRoom } from "../useRoom.ts";

const PAUSE_MS = 150;

/** The cards that match, or null while nothing is searched for. The words never leave the device. */
export function useSearch(unit: string, text: string): readonly IndexHit[] | null {
  const room = useRoom();
  const words = useWords();
  const [found, setFound] = useState<readonly IndexHit[] | null>(null);
  const asked = text.trim();
  useEffect(() => {
    if (asked === "") {
      setFound(null);
      return;
    }
    let isShown = true;
    const timer = setTimeout(() => {
      ask(room, "searchIndex", { unit, text: asked }).then(
        (rows) => {
          if (isShown) setFound(rows);
        },
        (fault: unknown) => {
          if (!isShown) return;
          setFound(null);
          say(room, readErrorText(fault, words.errors), "err");
        },
      );
    }, PAUSE_MS);
    return () => {
      isShown = false;
      clearTimeout(timer);
    };
  }, [room, words, unit, asked]);
  return asked === "" ? null : found;
}
