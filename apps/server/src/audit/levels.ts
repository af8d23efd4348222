import { appendLeaf, emptyTree, type Hash, type MerkleTree, rootOf } from "@bijak/envelope/audit";

/*
 * [Note: Levels]
 *
 * The roots of all perfect subtrees, by height: level 0 holds the leaf hashes, an entry of level h covers 2^h of them. With these, a
 * proof of RFC 6962 takes as many hashes as the tree is high, and not as many as it has leaves. The words of the proofs (PATH, SUBPROOF)
 * are those of RFC 6962 section 2.1.
 */
export type Levels = {
  readonly size: () => number;
  readonly append: (leaf: Hash) => void;
  /** Root of the first `size` leaves. */
  readonly root: (size: number) => Hash;
  /** Proof that leaf `index` is among the first `size`. */
  readonly inclusion: (index: number, size: number) => readonly Hash[];
  /** Proof that the first `from` leaves are the beginning of the first `to`. */
  readonly consistency: (from: number, to: number) => readonly Hash[];
};

/** An empty log, in memory. See [Note: Levels]. Callers keep indices and sizes within it. */
export function createLevels(): Levels {
  const levels: Hash[][] = [[]];
  const size = (): number => levels[0]?.length ?? 0;

  const append = (leaf: Hash): void => {
    let hash = leaf;
    for (let height = 0; ; height += 1) {
      const level = (levels[height] ??= []);
      level.push(hash);
      const left = level.at(-2);
      if (level.length % 2 === 1 || left === undefined) return;
      hash = joined(left, hash);
    }
  };
  /** Root of the `count` leaves from `start` on; `start` is a multiple of every perfect subtree in that range. */
  const rangeRoot = (start: number, count: number): Hash =>
    rootOf({ size: count, peaks: peaksOf(levels, start, count) });

  const pathTo = (index: number, start: number, count: number): Hash[] => {
    if (count === 1) return [];
    const left = leftSize(count);
    return index < left
      ? [...pathTo(index, start, left), rangeRoot(start + left, count - left)]
      : [...pathTo(index - left, start + left, count - left), rangeRoot(start, left)];
  };
  const pathFrom = (from: number, start: number, count: number, isWhole: boolean): Hash[] => {
    if (from === count) return isWhole ? [] : [rangeRoot(start, count)];
    const left = leftSize(count);
    return from <= left
      ? [...pathFrom(from, start, left, isWhole), rangeRoot(start + left, count - left)]
      : [...pathFrom(from - left, start + left, count - left, false), rangeRoot(start, left)];
  };
  return Object.freeze({
    size,
    append,
    root: (count: number) => rangeRoot(0, count),
    inclusion: (index: number, count: number) => pathTo(index, 0, count),
    consistency: (from: number, to: number) =>
      from === 0 || from === to ? [] : pathFrom(from, 0, to, true),
  });
}

/** Roots of the perfect subtrees that make up a range, largest first: one for each bit of its size. */
function peaksOf(levels: readonly (readonly Hash[])[], start: number, count: number): Hash[] {
  const peaks: Hash[] = [];
  let at = start;
  for (let height = levels.length - 1; height >= 0; height -= 1) {
    const span = 2 ** height;
    if (at + span > start + count) continue;
    const peak = levels[height]?.[at / span];
    if (peak === undefined) throw new RangeError("the log has no such size");
    peaks.push(peak);
    at += span;
  }
  return peaks;
}

/** SHA-256(0x01 || left || right): what appending a second leaf hash to a first one gives. */
const joined = (left: Hash, right: Hash): Hash =>
  rootOf([left, right].reduce<MerkleTree>(appendLeaf, emptyTree()));

/** The largest power of two below `count`. */
const leftSize = (count: number): number => 2 ** Math.floor(Math.log2(count - 1));
