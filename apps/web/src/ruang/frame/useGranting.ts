import { useEffect } from "preact/hooks";
import type { OwnWords } from "../copy/index.ts";
import { ask, say, type Room } from "../room.ts";

/** Seals the keys of own units to colleagues who were admitted since, quietly; says so when there was one. */
export function useGranting(room: Room, words: OwnWords): void {
  useEffect(() => {
    const grant = async (): Promise<void> => {
      const units = await ask(room, "grantKeyrings", {});
      if (units.length > 0) say(room, words.granted(units.join(", ")));
    };
    // What fails now is done by the next colleague who unlocks, or at the next unlock here.
    grant().catch(() => null);
  }, [room, words]);
}
