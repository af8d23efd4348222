const KIB = 1_024;
const BUCKETS = Object.freeze([4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB]);

/**
 * The size, at most 12 % above `bytes`, that hides all but the leading digits of it: O(log log n) bits stay known.
 * Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", PETS 2019.
 */
export function padme(bytes: number): number {
  if (bytes < 2) return bytes;
  const exponent = Math.floor(Math.log2(bytes));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return step <= 1 ? bytes : Math.ceil(bytes / step) * step;
}

/** The smallest of 4, 16, 64, 256 KiB that holds `bytes`; above that Padmé. */
export const bucketOf = (bytes: number): number =>
  BUCKETS.find((bucket) => bytes <= bucket) ?? padme(bytes);

/** Padmé on whole KiB, for objects whose size says little and for files. */
export const wholeKibOf = (bytes: number): number =>
  Math.max(1, Math.ceil(padme(bytes) / KIB)) * KIB;

/** Which sizes a kind of object may have. */
export type Sizing = "bucket" | "whole-kib";

const SIZINGS: Readonly<Record<Sizing, (bytes: number) => number>> = Object.freeze({
  bucket: bucketOf,
  "whole-kib": wholeKibOf,
});

export const sizeFor = (sizing: Sizing, bytes: number): number => SIZINGS[sizing](bytes);

/** Whether `bytes` is one of the sizes of this kind. */
export const isSizeOf = (sizing: Sizing, bytes: number): boolean =>
  bytes > 0 && sizeFor(sizing, bytes) === bytes;
