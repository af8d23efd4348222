import type { Origins } from "../config.ts";
import type { Sides } from "../http/side.ts";
import type { Listeners } from "./listen.ts";

type Closable = { readonly close: () => Promise<void> };

/** Doors to found an institution. */
export type Porch = Origins & Closable & { readonly sides: Sides };

/** An institution that answers. */
export type Hosted = Porch & { readonly instance: string; readonly sweep: () => Promise<void> };

/** Who answers on the two ports, and how it all ends. */
export type Stage = {
  readonly ports: { readonly public: number; readonly staff: number };
  /** From now on these institutions answer. */
  readonly host: (hosted: readonly Hosted[]) => void;
  /** From now on the founding doors answer, until an institution is hosted. */
  readonly await: (porch: Porch) => void;
  readonly hosted: () => readonly Hosted[];
  /** Those of the first that answers. Throws before anything does. */
  readonly origins: () => Origins;
  readonly close: () => Promise<void>;
};

/** A stage on open listeners; until something is hosted every request is told to come back. */
export function createStage(listeners: Listeners): Stage {
  let hosted: readonly Hosted[] = [];
  let porch: Porch | null = null;
  const show = (shown: readonly Porch[]): void => {
    listeners.public.show(
      shown.map(({ publicOrigin, sides }) => ({ origin: publicOrigin, side: sides.publicSide })),
    );
    listeners.staff.show(
      shown.map(({ staffOrigin, sides }) => ({ origin: staffOrigin, side: sides.staffSide })),
    );
  };
  return Object.freeze({
    ports: { public: listeners.public.port, staff: listeners.staff.port },
    host: (institutions: readonly Hosted[]) => show((hosted = institutions)),
    await: (given: Porch) => show([(porch = given)]),
    hosted: () => hosted,
    origins: () => {
      const first = hosted[0] ?? porch;
      if (first === null || first === undefined) throw new Error("nothing is hosted yet");
      return { publicOrigin: first.publicOrigin, staffOrigin: first.staffOrigin };
    },
    close: async () => {
      await closeAll([listeners.public, listeners.staff]);
      await closeAll(porch === null ? hosted : [...hosted, porch]);
    },
  });
}

async function closeAll(things: readonly Closable[]): Promise<void> {
  await Promise.all(things.map((thing) => thing.close()));
}
