const GUARD = "guard";

/*
 * [Note: Guard entry]
 *
 * One history entry stands in front of the page, so that Back moves between steps while the address never changes, and
 * an exit leaves at most one empty page behind. After a Back the window returns to the guard by `forward` instead of
 * pushing it again: browsers skip entries that were pushed without a press of the person.
 */

/** Sets the guard entry. Call it from a press or key of the person. See [Note: Guard entry]. */
export function armGuard(): void {
  if (history.state !== GUARD) history.pushState(GUARD, "");
}

/**
 * Calls `onBack` at each Back; it says whether the page still has steps before it, and while it has, the window returns
 * to the guard. Gives a function that stops listening. See [Note: Guard entry].
 */
export function listenForBack(onBack: () => boolean): () => void {
  const onPopState = (event: PopStateEvent): void => {
    if (event.state !== GUARD && onBack()) history.forward();
  };
  addEventListener("popstate", onPopState);
  return () => removeEventListener("popstate", onPopState);
}
