const GUARDED = "guarded";

const isGuard = (state: unknown): boolean => state === GUARDED;

/**
 * Keeps one history entry in front of the page, so that Back moves between steps while the address never changes
 * and an exit leaves at most one empty page behind.
 *
 * `onBack` is asked at each Back and says whether the page still has steps before it; while it has, the window
 * returns to the guard. Returning by `forward` instead of pushing again matters: browsers skip entries that
 * were pushed without a press of the person.
 *
 * Gives `arm`, to be called from a press or key of the person, and `stop`.
 */
export function guardHistory(onBack: () => boolean): { arm: () => void; stop: () => void } {
  const onPopState = (event: PopStateEvent): void => {
    if (isGuard(event.state)) return;
    if (onBack()) history.forward();
  };
  addEventListener("popstate", onPopState);
  return {
    arm: () => {
      if (!isGuard(history.state)) history.pushState(GUARDED, "");
    },
    stop: () => removeEventListener("popstate", onPopState),
  };
}
