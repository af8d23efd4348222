import { useEffect } from "preact/hooks";
import { useShared } from "../i18n/shared/index.ts";

/** Names the tab after the screen. */
export function useTitle(title: string): void {
  const { product } = useShared();
  useEffect(() => {
    document.title = `${title} – ${product}`;
  }, [title, product]);
}
