import { useEffect, useState } from "preact/hooks";
import { idleStage } from "../state/idle.ts";
import type { Room } from "../room.ts";

const TOUCHES = ["pointerdown", "keydown", "wheel", "touchstart"] as const;
const LOOK_MS = 5_000;

/** Calls `onOver` after ten idle minutes; gives whether the last of them has begun. */
export function useIdleLock(room: Room, onOver: () => void): boolean {
  const [isWarning, setIsWarning] = useState(false);
  useEffect(() => {
    const look = (): void => {
      const stage = idleStage(room.touchedAt.current, Date.now());
      setIsWarning(stage === "warning");
      if (stage === "over") onOver();
    };
    const touch = (): void => {
      // A room left too long locks even if the first thing that happens afterwards is a touch.
      look();
      room.touchedAt.current = Date.now();
      setIsWarning(false);
    };
    for (const name of TOUCHES) addEventListener(name, touch, { passive: true, capture: true });
    document.addEventListener("visibilitychange", look);
    const timer = setInterval(look, LOOK_MS);
    return () => {
      for (const name of TOUCHES) removeEventListener(name, touch, { capture: true });
      document.removeEventListener("visibilitychange", look);
      clearInterval(timer);
    };
  }, [room, onOver]);
  return isWarning;
}
