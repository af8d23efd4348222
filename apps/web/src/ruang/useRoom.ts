import { createContext } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import { commandOf, type Command } from "./state/keyboard.ts";
import type { Room } from "./room.ts";

export const RoomContext = createContext<Room | null>(null);

/** The room of the page. Throws outside of `<RoomContext.Provider>`. */
export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (room === null) throw new Error("no room around this component");
  return room;
}

const FIELD = "input:not([type=checkbox], [type=radio]), textarea, select";
const CONTROL = "a[href], button, summary, input, select, textarea";

function isWithin(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

export type Handlers = Partial<Record<Command, () => void>>;

/** Runs the handlers of a screen on its keys while it is shown. Where two screens know a key, the later one wins. */
export function useCommands(handlers: Handlers): void {
  const room = useRoom();
  const latestRef = useRef(handlers);
  useEffect(() => {
    latestRef.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandOf(
        {
          key: event.key,
          code: event.code,
          isAltGraph: event.getModifierState("AltGraph"),
          isCtrl: event.ctrlKey,
          isAlt: event.altKey,
          isMeta: event.metaKey,
        },
        {
          isInField: isWithin(event.target, FIELD),
          isOnControl: isWithin(event.target, CONTROL),
          isInDialog: document.querySelector("dialog:modal") !== null,
          areKeysOff: room.areKeysOff.value,
        },
      );
      const run = command === null ? undefined : latestRef.current[command];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [room]);
}
