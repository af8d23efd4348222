import { ensure } from "./errors.ts";
import type { Suite } from "./types.ts";

/*
 * [Note: Age header]   https://c2sp.org/age
 *
 *   age-encryption.org/v1 LF
 *   -> X25519 <base64 of 32 bytes> LF                     suite x25519, once for each public key
 *   -> mlkem768x25519 <base64 of 1,120 bytes> LF          suite pq, once for each public key
 *   <base64 of the wrapped file key: 32 bytes> LF
 *   --- <base64 of the 32-byte MAC> LF
 *   nonce, 16 bytes
 *   chunks of 64 KiB, each 16 bytes longer than its plaintext
 *
 * age itself would accept foreign stanzas and both kinds side by side. We do not: one weak stanza would open all.
 * Reading the header takes no key, so the server can do it (R24); no part of age's own code is needed for it.
 */
const VERSION = "age-encryption.org/v1";
const MAX_RECIPIENTS = 512;
const KEY_LINE = /^[A-Za-z0-9+/]{43}$/;
const MAC_LINE = /^--- [A-Za-z0-9+/]{43}$/;
const STANZAS = Object.freeze({
  x25519: { form: /^-> X25519 [A-Za-z0-9+/]{43}$/, characters: 53 },
  pq: { form: /^-> mlkem768x25519 [A-Za-z0-9+/]{1494}$/, characters: 1_512 },
});
const MAX_LINE = 1_512;
const NONCE_BYTES = 16;
const CHUNK_BYTES = 65_536;
const TAG_BYTES = 16;

export type AgeHeader = {
  readonly suite: Suite;
  readonly recipients: number;
  readonly headerBytes: number;
};

/** Reads the header. Throws `shape-header` if it is none, `suite-mixed` for foreign or mixed stanzas. */
export function readAgeHeader(bytes: Uint8Array): AgeHeader {
  let at = 0;
  const next = (): string => {
    const line = lineAt(bytes, at);
    at += line.length + 1;
    return line;
  };
  ensure(next() === VERSION, "shape-header");
  const suites: Suite[] = [];
  let line = next();
  for (; line.startsWith("-> "); line = next()) {
    ensure(suites.length < MAX_RECIPIENTS, "shape-header");
    suites.push(suiteOfStanza(line));
    ensure(KEY_LINE.test(next()), "suite-mixed");
  }
  ensure(MAC_LINE.test(line), "shape-header");
  return Object.freeze({ suite: onlySuite(suites), recipients: suites.length, headerBytes: at });
}

function suiteOfStanza(line: string): Suite {
  if (STANZAS.x25519.form.test(line)) return "x25519";
  ensure(STANZAS.pq.form.test(line), "suite-mixed");
  return "pq";
}

function onlySuite(suites: readonly Suite[]): Suite {
  const [first] = suites;
  ensure(first !== undefined, "shape-header");
  ensure(
    suites.every((suite) => suite === first),
    "suite-mixed",
  );
  return first;
}

/** Bytes as characters, one each; the forms above allow ASCII only. */
function lineAt(bytes: Uint8Array, from: number): string {
  const end = bytes.subarray(from, from + MAX_LINE + 1).indexOf(0x0a);
  ensure(end >= 0, "shape-header");
  return String.fromCharCode(...bytes.subarray(from, from + end));
}

/** Bytes of the header of a file sealed to this many public keys. */
export const headerBytesOf = (suite: Suite, recipients: number): number =>
  VERSION.length + 1 + recipients * (STANZAS[suite].characters + 1 + 44) + 48;

/** Bytes of the file, without its header, that a plaintext becomes. */
export const payloadBytesOf = (plaintextBytes: number): number =>
  NONCE_BYTES + plaintextBytes + TAG_BYTES * Math.max(1, Math.ceil(plaintextBytes / CHUNK_BYTES));

/** The plaintext size that a payload (file without header) hides; null if no plaintext has it. */
export function plaintextBytesOf(payloadBytes: number): number | null {
  const chunks = Math.ceil((payloadBytes - NONCE_BYTES) / (CHUNK_BYTES + TAG_BYTES));
  const plaintext = payloadBytes - NONCE_BYTES - TAG_BYTES * Math.max(1, chunks);
  return plaintext >= 0 && payloadBytesOf(plaintext) === payloadBytes ? plaintext : null;
}
