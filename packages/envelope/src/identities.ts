import { bech32 } from "@scure/base";
import { randomBytes } from "./bytes.ts";
import { ensure } from "./errors.ts";
import type { Identity, Recipient, Suite } from "./types.ts";

/*
 * [Note: Key texts]   https://c2sp.org/age
 *
 *   suite      private key, from a 32-byte seed    public key
 *   x25519     AGE-SECRET-KEY-1…                   age1…      32 bytes, 62 characters
 *   pq         AGE-SECRET-KEY-PQ-1…                age1pq1…   1,216 bytes, 1,959 characters
 *
 * All are bech32 with a checksum; public keys are lower case, private keys upper case.
 */
const FORMS = Object.freeze({
  x25519: {
    recipientPrefix: "age",
    recipientBytes: 32,
    recipientCharacters: 62,
    identityPrefix: "age-secret-key-",
  },
  pq: {
    recipientPrefix: "age1pq",
    recipientBytes: 1_216,
    recipientCharacters: 1_959,
    identityPrefix: "age-secret-key-pq-",
  },
});
const SEED_BYTES = 32;

/** Takes text from outside, gives a public key of this suite. Throws `recipient-invalid`. */
export function parseRecipient(suite: Suite, text: string): Recipient {
  ensure(isRecipient(suite, text), "recipient-invalid");
  return text;
}

/** Takes text from outside, gives a private key of this suite. Throws `identity-invalid`. */
export function parseIdentity(suite: Suite, text: string): Identity {
  ensure(isIdentity(suite, text), "identity-invalid");
  return text;
}

/** The private key that a 32-byte seed stands for. Throws `identity-invalid` for another length. */
export function identityFromSeed(suite: Suite, seed: Uint8Array): Identity {
  return parseIdentity(
    suite,
    bech32.encodeFromBytes(FORMS[suite].identityPrefix, seed).toUpperCase(),
  );
}

/** The 32-byte seed of a private key. */
export const seedOf = (identity: Identity): Uint8Array => bech32.decodeToBytes(identity).bytes;

/** Makes a new private key. */
export const generateIdentity = (suite: Suite): Promise<Identity> =>
  Promise.resolve(identityFromSeed(suite, randomBytes(SEED_BYTES)));

export const suiteOf = (identity: Identity): Suite =>
  isIdentity("pq", identity) ? "pq" : "x25519";

function isRecipient(suite: Suite, text: string): text is Recipient {
  const form = FORMS[suite];
  if (text.length !== form.recipientCharacters || text !== text.toLowerCase()) return false;
  const decoded = decode(text);
  return decoded?.prefix === form.recipientPrefix && decoded.bytes.length === form.recipientBytes;
}

function isIdentity(suite: Suite, text: string): text is Identity {
  if (text.length > 90 || text !== text.toUpperCase()) return false;
  const decoded = decode(text);
  return decoded?.prefix === FORMS[suite].identityPrefix && decoded.bytes.length === SEED_BYTES;
}

/** Null when the text is no bech32 or its checksum is wrong. */
function decode(text: string): { readonly prefix: string; readonly bytes: Uint8Array } | null {
  const decoded = bech32.decodeUnsafe(text, false);
  const bytes = decoded === undefined ? undefined : bech32.fromWordsUnsafe(decoded.words);
  return decoded === undefined || !bytes ? null : { prefix: decoded.prefix.toLowerCase(), bytes };
}
