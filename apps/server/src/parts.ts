import type { SigningKey } from "@bijak/envelope/audit";
import type { BlobStore } from "./blobs/blob-store.ts";
import type { Store } from "./store/store.ts";

/** Time as the server sees it, handed in so that tests can move it. */
export type Clock = { readonly today: () => number; readonly nowMs: () => number };

/** Keys of one institution's server (rulings R27). None of them opens a report. */
export type Secrets = {
  /** OPAQUE server setup: without it a stolen database allows no password guess. */
  readonly opaqueSetup: string;
  readonly logKey: SigningKey;
  /** HMAC keys, 32 bytes each. */
  readonly proofKey: Uint8Array;
  readonly uploadKey: Uint8Array;
  readonly sessionKey: Uint8Array;
};

export type Limits = {
  readonly reportBytes: number;
  readonly filesPerReport: number;
  /** Work asked of a client: PBKDF2 iterations per try and the range of tries. */
  readonly proof: { readonly cost: number; readonly report: readonly [number, number]; readonly mailbox: readonly [number, number]; readonly upload: readonly [number, number] };
  /** Bytes of free room below which evidence, and below which everything, is refused. */
  readonly roomForEvidenceBytes: number;
  readonly roomForReportsBytes: number;
};

/** Everything an institution's app is made of. Nothing else reaches it: no globals, no environment. */
export type Parts = {
  readonly publicOrigin: string;
  readonly staffOrigin: string;
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly limits: Limits;
  /** Folder with the built web client. */
  readonly webRoot: string;
  /** The one-time founding token, or null when the institution exists. */
  readonly foundingToken: string | null;
  /** Where per-request lines of the staff and public scopes go (rulings R13). */
  readonly logLine: (line: string) => void;
};
