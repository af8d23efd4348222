import { useEffect } from "preact/hooks";
import { useWords } from "../copy/index.ts";

/** Names the tab after the screen. */
export function useTitle(title: string): void {
  const words = useWords();
  useEffect(() => {
    document.title = words.pageTitle(title);
  }, [words, title]);
}
