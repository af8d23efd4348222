import { plaintextBytesOf, readAgeHeader, type AgeHeader } from "./age-header.ts";
import { EnvelopeError, ensure, refuse } from "./errors.ts";
import { PART_BYTES, REPORT_BYTES, SEALED_FORMS, type SealedForm } from "./kinds.ts";
import { isSizeOf } from "./padding.ts";
import type { Suite } from "./types.ts";

/** What the server can be handed. `report` is the first message of a case; `part` the first part of a file. */
export type ShapeKind =
  | "report"
  | "message"
  | "wrap"
  | "card"
  | "keyring"
  | "record"
  | "inbox-page"
  | "vault"
  | "member-record"
  | "offer"
  | "pack"
  | "identity"
  | "identity-share"
  | "identity-release"
  | "part";

type Shape = SealedForm & { readonly minBytes: number };

const SHAPES: Readonly<Record<ShapeKind, Shape>> = Object.freeze({
  report: { ...SEALED_FORMS.message, minBytes: REPORT_BYTES },
  message: { ...SEALED_FORMS.message, minBytes: 0 },
  wrap: { ...SEALED_FORMS["case-keys"], minBytes: 0 },
  card: { ...SEALED_FORMS["mailbox-card"], minBytes: 0 },
  keyring: { ...SEALED_FORMS["unit-keyring"], minBytes: 0 },
  record: { ...SEALED_FORMS.record, minBytes: 0 },
  "inbox-page": { ...SEALED_FORMS["inbox-page"], minBytes: 0 },
  vault: { ...SEALED_FORMS.vault, minBytes: 0 },
  "member-record": { ...SEALED_FORMS["member-record"], minBytes: 0 },
  offer: { ...SEALED_FORMS.offer, minBytes: 0 },
  pack: { ...SEALED_FORMS.pack, minBytes: 0 },
  identity: { ...SEALED_FORMS.identity, minBytes: 0 },
  "identity-share": { ...SEALED_FORMS["identity-share"], minBytes: 0 },
  "identity-release": { ...SEALED_FORMS["identity-release"], minBytes: 0 },
  part: { sizing: "whole-kib", maxBytes: 2 ** 34, minBytes: 0 },
});

export type ShapeExpectation = {
  readonly suite: Suite;
  /** How many public keys it may be sealed to. */
  readonly recipientCounts: readonly number[];
  readonly kind: ShapeKind;
  /** For `part`: all parts together. Otherwise the object is all there is. */
  readonly totalBytes?: number;
};

/**
 * What can be checked without any key (R24): the header, how many public keys of which suite, and that the size is
 * one of those its kind is padded to. Throws `shape-header`, `shape-stanzas`, `shape-size`.
 */
export function checkAgeShape(
  bytes: Uint8Array,
  expected: ShapeExpectation,
): { readonly recipients: number } {
  const { suite, recipients, headerBytes } = headerOf(bytes);
  ensure(
    suite === expected.suite && expected.recipientCounts.includes(recipients),
    "shape-stanzas",
  );
  const total = expected.kind === "part" ? (expected.totalBytes ?? bytes.length) : bytes.length;
  ensure(
    bytes.length === Math.min(total, expected.kind === "part" ? PART_BYTES : total),
    "shape-size",
  );
  const plaintext = plaintextBytesOf(total - headerBytes);
  const { sizing, minBytes, maxBytes } = SHAPES[expected.kind];
  ensure(plaintext !== null && isSizeOf(sizing, plaintext), "shape-size");
  ensure(plaintext >= minBytes && plaintext <= maxBytes, "shape-size");
  return Object.freeze({ recipients });
}

/** How many public keys a sealed object is sealed to, as its header says. Throws `shape-header`, `shape-stanzas`. */
export const countRecipients = (ciphertext: Uint8Array): number => headerOf(ciphertext).recipients;

function headerOf(bytes: Uint8Array): AgeHeader {
  try {
    return readAgeHeader(bytes);
  } catch (error) {
    if (error instanceof EnvelopeError && error.code === "suite-mixed")
      return refuse("shape-stanzas");
    throw error;
  }
}
