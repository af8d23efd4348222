/** Random choices that the same seed makes again. */
export type Draw = {
  /** A whole number from 0, below `end`. */
  readonly below: (end: number) => number;
  readonly chance: (part: number) => boolean;
  /** One of these; throws RangeError when there are none. */
  readonly pick: <T>(list: readonly T[]) => T;
};

/** mulberry32, which is in the public domain: small, and good enough to choose acts by. */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    chance: (part) => next() < part,
    pick: (list) => {
      const found = list[below(list.length)];
      if (found === undefined) throw new RangeError("nothing to choose from");
      return found;
    },
  };
}
