import { sha256 } from "@noble/hashes/sha2.js";
import { concat, isEqual } from "./bytes.ts";
import { ensure, refuse } from "./errors.ts";
import { isCount } from "./words.ts";

/*
 * [Note: Merkle tree]   RFC 6962 section 2.1, verification as in RFC 9162 section 2.1.3 and 2.1.4
 *
 *   leaf hash  = SHA-256(0x00 || data)
 *   node hash  = SHA-256(0x01 || left || right), left being the largest perfect tree that is not all
 *   empty root = SHA-256("")
 *
 * Written in JavaScript and not with WebCrypto, because a call there costs more than hashing these few bytes.
 */
export type Hash = Uint8Array;

/** A tree to append to: the roots of its perfect subtrees, largest first. */
export type MerkleTree = { readonly size: number; readonly peaks: readonly Hash[] };

export const leafHash = (data: Uint8Array): Hash => sha256(concat(Uint8Array.of(0x00), data));

const nodeHash = (left: Hash, right: Hash): Hash =>
  sha256(concat(Uint8Array.of(0x01), left, right));

export const emptyTree = (): MerkleTree => Object.freeze({ size: 0, peaks: Object.freeze([]) });

/** The tree with one leaf more; the old one stays as it was. */
export function appendLeaf(tree: MerkleTree, leaf: Hash): MerkleTree {
  const peaks = [...tree.peaks];
  let merged = leaf;
  for (let size = tree.size; size % 2 === 1; size = Math.floor(size / 2)) {
    merged = nodeHash(peaks.pop() ?? merged, merged);
  }
  return Object.freeze({ size: tree.size + 1, peaks: Object.freeze([...peaks, merged]) });
}

export function rootOf(tree: MerkleTree): Hash {
  const [last, ...rest] = tree.peaks.toReversed();
  if (last === undefined) return sha256(new Uint8Array());
  return rest.reduce((root, peak) => nodeHash(peak, root), last);
}

/** Proves that leaf `index` is in the tree of all these leaf hashes. Throws `tree-malformed` for an index outside. */
export function inclusionProof(leaves: readonly Hash[], index: number): readonly Hash[] {
  ensure(isCount(index) && index < leaves.length, "tree-malformed");
  return Object.freeze(pathTo(rangeOf(leaves), index));
}

/** Proves that the tree of the first `oldSize` leaf hashes is a beginning of the tree of all. Throws `tree-malformed`. */
export function consistencyProof(leaves: readonly Hash[], oldSize: number): readonly Hash[] {
  ensure(isCount(oldSize) && oldSize <= leaves.length, "tree-malformed");
  if (oldSize === 0 || oldSize === leaves.length) return Object.freeze([]);
  return Object.freeze(pathFrom(rangeOf(leaves), oldSize, true));
}

export type Inclusion = {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Hash[];
  readonly root: Hash;
};

/** Whether the proof shows the leaf hash at this index of the tree with this size and root. */
export function verifyInclusion({ leaf, index, size, proof, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, ...proof]))
    return false;
  let position = index;
  let last = size - 1;
  let hash = leaf;
  for (const step of proof) {
    if (last === 0) return false;
    const isRight = position % 2 === 1 || position === last;
    hash = isRight ? nodeHash(step, hash) : nodeHash(hash, step);
    [position, last] = isRight ? climb(position, last) : [position, last];
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && isEqual(hash, root);
}

export type Consistency = {
  readonly oldSize: number;
  readonly oldRoot: Hash;
  readonly size: number;
  readonly root: Hash;
  readonly proof: readonly Hash[];
};

/** Whether the proof shows that the old tree is a beginning of the new one, so that nothing was taken out or changed. */
export function verifyConsistency({ oldSize, oldRoot, size, root, proof }: Consistency): boolean {
  if (!isCount(oldSize) || !isCount(size) || oldSize > size || !areHashes(proof)) return false;
  if (oldSize === size) return proof.length === 0 && isEqual(oldRoot, root);
  if (oldSize === 0) return proof.length === 0 && isEqual(oldRoot, rootOf(emptyTree()));
  let [position, last] = skipRight(oldSize - 1, size - 1);
  const [start, ...steps] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  if (start === undefined) return false;
  let old = start;
  let whole = start;
  for (const step of steps) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      old = nodeHash(step, old);
      whole = nodeHash(step, whole);
      [position, last] = climb(position, last);
    } else whole = nodeHash(whole, step);
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && isEqual(old, oldRoot) && isEqual(whole, root);
}

/** Up through levels at which the last node has no sibling. */
function climb(position: number, last: number): readonly [number, number] {
  let [p, l] = [position, last];
  while (p % 2 === 0 && p !== 0) [p, l] = [p / 2, Math.floor(l / 2)];
  return [p, l];
}

/** Up through levels at which the old tree is complete. */
function skipRight(position: number, last: number): [number, number] {
  let [p, l] = [position, last];
  while (p % 2 === 1) [p, l] = [Math.floor(p / 2), Math.floor(l / 2)];
  return [p, l];
}

/** The leaves from `from` up to, but not including, `to`. */
type Range = { readonly leaves: readonly Hash[]; readonly from: number; readonly to: number };

const rangeOf = (leaves: readonly Hash[]): Range => ({ leaves, from: 0, to: leaves.length });

/** The left and right subtree of more than one leaf. */
function halves({ leaves, from, to }: Range): readonly [left: Range, right: Range] {
  const middle = from + leftSize(to - from);
  return [
    { leaves, from, to: middle },
    { leaves, from: middle, to },
  ];
}

function rangeRoot(range: Range): Hash {
  if (range.to - range.from === 1) return range.leaves[range.from] ?? refuse("tree-malformed");
  const [left, right] = halves(range);
  return nodeHash(rangeRoot(left), rangeRoot(right));
}

/** PATH(m, D[n]) of RFC 6962 section 2.1.1. */
function pathTo(range: Range, index: number): Hash[] {
  if (range.to - range.from === 1) return [];
  const [left, right] = halves(range);
  return index < right.from
    ? [...pathTo(left, index), rangeRoot(right)]
    : [...pathTo(right, index), rangeRoot(left)];
}

/** SUBPROOF(m, D[n], b) of RFC 6962 section 2.1.2; the old tree ends before `oldSize`. */
function pathFrom(range: Range, oldSize: number, isWhole: boolean): Hash[] {
  if (oldSize === range.to) return isWhole ? [] : [rangeRoot(range)];
  const [left, right] = halves(range);
  return oldSize <= right.from
    ? [...pathFrom(left, oldSize, isWhole), rangeRoot(right)]
    : [...pathFrom(right, oldSize, false), rangeRoot(left)];
}

/** The largest power of two below `size`. */
const leftSize = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

const isPowerOfTwo = (size: number): boolean => 2 ** Math.floor(Math.log2(size)) === size;

const areHashes = (hashes: readonly Hash[]): boolean => hashes.every((hash) => hash.length === 32);
