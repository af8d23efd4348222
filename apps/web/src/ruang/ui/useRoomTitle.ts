import { useEffect } from "preact/hooks";
import { useWords } from "../copy/index.ts";

/** Names the tab after the page of the room. */
export function useRoomTitle(title: string): void {
  const words = useWords();
  useEffect(() => {
    document.title = words.pageTitle(title);
  }, [words, title]);
}
