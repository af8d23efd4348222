import { useEffect } from "preact/hooks";
import { onLeave } from "./exit.ts";

/** While `isNeeded`, the browser asks before the page is closed. A quick exit is never asked. */
export function useLeaveWarning(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", warn);
    const stop = (): void => removeEventListener("beforeunload", warn);
    const forget = onLeave(stop);
    return () => {
      stop();
      forget();
    };
  }, [isNeeded]);
}
