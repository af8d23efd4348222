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
  readonly proof: {
    readonly cost: number;
    readonly report: readonly [number, number];
    readonly mailbox: readonly [number, number];
    readonly upload: readonly [number, number];
  };
  /** Bytes of free room below which evidence, and below which everything, is refused. */
  readonly roomForEvidenceBytes: number;
  readonly roomForReportsBytes: number;
  /** Most bytes of evidence that no message has claimed yet, all together; it also holds where a store does not tell its free room. */
  readonly unclaimedEvidenceBytes: number;
  /** What a reporter may send to one case, the report included: messages in all and on one day, sealed bytes in all. */
  readonly fromReporter: {
    readonly messages: number;
    readonly messagesPerDay: number;
    readonly sealedBytes: number;
  };
  /** Requests that one network (/24 or /48) may make at the reporter's doors in ten minutes. */
  readonly requestsPerNetwork: number;
  /** The same for the doors at which members sign in; a whole office may share one network. */
  readonly signInsPerNetwork: number;
};

/** Limits of an installation: work as measured in crypto.md 7, sizes of rulings R20. */
export const DEFAULT_LIMITS: Limits = Object.freeze({
  reportBytes: 500 * 1_048_576,
  filesPerReport: 10,
  proof: Object.freeze({
    cost: 5_000,
    report: [1_000, 2_000],
    mailbox: [100, 200],
    upload: [100, 200],
  } as const),
  roomForEvidenceBytes: 1_073_741_824,
  roomForReportsBytes: 67_108_864,
  unclaimedEvidenceBytes: 20_000_000_000,
  fromReporter: Object.freeze({
    messages: 200,
    messagesPerDay: 30,
    sealedBytes: 32 * 1_048_576,
  }),
  requestsPerNetwork: 6_000,
  signInsPerNetwork: 600,
});

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
  /** Where the lines of the log go (rulings R13). */
  readonly logLine: (line: string) => void;
};
