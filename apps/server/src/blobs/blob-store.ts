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
