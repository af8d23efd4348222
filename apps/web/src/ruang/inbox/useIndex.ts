import { useEffect, useState } from "preact/hooks";
import { ask } from "../room.ts";
import { useRoom } from "../useRoom.ts";

export type IndexPhase =
  | { readonly kind: "building"; readonly done: number; readonly total: number }
  | { readonly kind: "ready"; readonly cards: number }
  | { readonly kind: "failed" };

/**
 * Builds the unit's search index in the worker, in the background, whenever the unit changes or `wish` grows. Calls
 * `onReady` when it stands: rows then know their category.
 */
export function useIndex(unit: string, wish: number, onReady: () => Promise<void>): IndexPhase {
  const room = useRoom();
  const [phase, setPhase] = useState<IndexPhase>({ kind: "building", done: 0, total: 0 });
  useEffect(() => {
    let isShown = true;
    const show = (next: IndexPhase): void => {
      if (isShown) setPhase(next);
    };
    show({ kind: "building", done: 0, total: 0 });
    ask(room, "refreshIndex", { unit }, (done, total) =>
      show({ kind: "building", done, total }),
    ).then(
      (cards) => {
        show({ kind: "ready", cards });
        if (isShown) void onReady();
      },
      () => show({ kind: "failed" }),
    );
    return () => {
      isShown = false;
    };
  }, [room, unit, wish, onReady]);
  return phase;
}
