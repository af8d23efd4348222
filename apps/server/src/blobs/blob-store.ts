import { createHash } from "node:crypto";
import { ApiError } from "@bijak/contract";

/** Keeps ciphertext parts under random names. Never overwrites; what `put` acknowledged survives a crash. */
export type BlobStore = {
  /** Stores `bytes` under `name` (40 url-safe characters) and checks them by digest after the write. Throws `storage-full` or `storage-lost`. */
  readonly put: (name: string, bytes: Uint8Array) => Promise<void>;
  /** The bytes, or null when there is no such object. Throws `storage-lost`. */
  readonly find: (name: string) => Promise<Uint8Array | null>;
  /** Erases the object; nothing happens when it is gone already. */
  readonly erase: (name: string) => Promise<void>;
  /** Free bytes, or null when the store does not say. */
  readonly freeBytes: () => Promise<number | null>;
};

const NAME = /^[A-Za-z0-9_-]{40}$/u;

/** Throws RangeError for anything but a name of our own making, so that no name can lead out of the store. */
export function ensureName(name: string): void {
  if (!NAME.test(name)) throw new RangeError("an object has a name of 40 url-safe characters");
}

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");

/** Throws `storage-lost` unless what was read back is what was written. */
export function ensureSame(written: Uint8Array, read: Uint8Array | null): void {
  if (read === null || digest(read) !== digest(written)) throw new ApiError("storage-lost");
}
