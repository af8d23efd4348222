const wipes = new Set<() => void>();

/**
 * Registers what must be forgotten before the page is left: text, code, keys, leave warnings.
 * Gives a function that takes the registration back.
 */
export function onLeave(wipe: () => void): () => void {
  wipes.add(wipe);
  return () => wipes.delete(wipe);
}

/** Forgets everything registered. A wipe that fails must not keep the others from running. */
function wipeAll(): void {
  for (const wipe of wipes) {
    try {
      wipe();
    } catch {
      // The page is being left; whatever is still held dies with it.
    }
  }
  wipes.clear();
}

/** Blanks the window at once, forgets everything and replaces this page in the history by `address`. */
export function leaveTo(address: string): void {
  document.body.replaceChildren();
  document.body.classList.add("blank");
  document.title = "";
  wipeAll();
  location.replace(address);
}

const PRESSES = 3;
const WITHIN_MS = 5_000;

/**
 * Listens for Shift pressed three times within five seconds, with no other key between.
 * Gives a function that stops listening.
 */
export function listenForExitKeys(leave: () => void): () => void {
  let pressedAt: readonly number[] = [];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.repeat) return;
    pressedAt = event.key === "Shift" ? [...pressedAt, event.timeStamp].slice(-PRESSES) : [];
    const first = pressedAt[0];
    if (pressedAt.length === PRESSES && first !== undefined && event.timeStamp - first <= WITHIN_MS)
      leave();
  };
  addEventListener("keydown", onKeyDown);
  return () => removeEventListener("keydown", onKeyDown);
}
