import { recipientOf } from "./age.ts";
import { encodeText } from "./bytes.ts";
import { identityFromSeed } from "./identities.ts";
import { REPORTER_KEY_NAME } from "./key-names.ts";
import { deriveKey, pbkdf2 } from "./kdf.ts";
import { signingKeyFromSeed, type SigningKey } from "./note.ts";
import type { Receipt } from "./receipt.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { ensureInstance } from "./words.ts";

/** All that a receipt stands for. Lives nowhere; recomputed from the 28 digits each time. */
export type ReporterKeys = {
  /** 16 bytes: finds the mailbox. */
  readonly lookup: Uint8Array;
  /** 32 bytes: opens the mailbox at the server, which keeps their SHA-256 only. */
  readonly auth: Uint8Array;
  readonly identity: Identity;
  readonly recipient: Recipient;
  /** Named `reporter`. */
  readonly signing: SigningKey;
};

const ITERATIONS = 600_000;

/** Takes a receipt, gives the reporter's keys at this institution (crypto.md 2.1). `iterations` is lower in tests only. */
export async function deriveReporterKeys(
  realm: Realm,
  receipt: Receipt,
  iterations = ITERATIONS,
): Promise<ReporterKeys> {
  ensureInstance(realm.instance);
  const salt = encodeText(`bijak/v1/receipt\n${realm.instance}\n`);
  const root = await pbkdf2(encodeText(receipt), salt, iterations);
  const [lookup, auth, ageSeed, signingSeed] = await Promise.all([
    deriveKey(root, "lookup", 16),
    deriveKey(root, "auth"),
    deriveKey(root, `reporter-age-${realm.suite}`),
    deriveKey(root, "reporter-ed25519"),
  ]);
  const identity = identityFromSeed(realm.suite, ageSeed);
  const signing = await signingKeyFromSeed(REPORTER_KEY_NAME, signingSeed);
  return Object.freeze({ lookup, auth, identity, recipient: await recipientOf(identity), signing });
}
