import type { NoteKind } from "./note-lines.ts";
import type { Sizing } from "./padding.ts";

/** Which notes are sealed, how their size is hidden, and how large their plaintext may be at most. */
export type SealedKind = Extract<
  NoteKind,
  | "unit-keyring"
  | "case-keys"
  | "mailbox-card"
  | "message"
  | "authorship"
  | "record"
  | "inbox-page"
  | "vault"
  | "member-record"
  | "offer"
  | "pack"
  | "identity"
  | "identity-share"
  | "identity-release"
>;

export type SealedForm = { readonly sizing: Sizing; readonly maxBytes: number };

const KIB = 1_024;

export const SEALED_FORMS: Readonly<Record<SealedKind, SealedForm>> = Object.freeze({
  "unit-keyring": { sizing: "whole-kib", maxBytes: 64 * KIB },
  "case-keys": { sizing: "whole-kib", maxBytes: 32 * KIB },
  "mailbox-card": { sizing: "whole-kib", maxBytes: 12 * KIB },
  message: { sizing: "bucket", maxBytes: 1_024 * KIB },
  authorship: { sizing: "whole-kib", maxBytes: 4 * KIB },
  record: { sizing: "bucket", maxBytes: 512 * KIB },
  "inbox-page": { sizing: "bucket", maxBytes: 1_024 * KIB },
  vault: { sizing: "whole-kib", maxBytes: 40 * KIB },
  "member-record": { sizing: "bucket", maxBytes: 512 * KIB },
  offer: { sizing: "bucket", maxBytes: 64 * KIB },
  pack: { sizing: "bucket", maxBytes: 1_024 * KIB },
  identity: { sizing: "bucket", maxBytes: 4 * KIB },
  "identity-share": { sizing: "whole-kib", maxBytes: KIB },
  "identity-release": { sizing: "whole-kib", maxBytes: KIB },
});

/** The first message of a case is never smaller: its size says nothing about the report (R20). */
export const REPORT_BYTES = 16 * KIB;

/** The unit of hash, retry and storage of files: 1 MiB of ciphertext (R20). */
export const PART_BYTES = 1_024 * KIB;
