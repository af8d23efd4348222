import {
  parseNoteText,
  type Identity,
  type Realm,
  type Recipient,
  type SigningKey,
} from "@bijak/envelope";
import type { SealedKind } from "../src/kinds.ts";
import { openSealed, sealNote } from "../src/sealed-note.ts";

/**
 * What an attacker makes who can open an object, or knows what it must look like, but lacks its author's key: the
 * same lines, changed where `change` says so, signed by other keys and sealed again.
 */
export async function forge(
  original: {
    readonly realm: Realm;
    readonly kind: SealedKind;
    readonly bytes: Uint8Array;
    readonly key: Identity;
  },
  keys: readonly SigningKey[],
  recipients: readonly Recipient[],
  change: (text: string) => string = (text) => text,
): Promise<Uint8Array> {
  const { realm, kind, bytes, key } = original;
  const text = change(parseNoteText(await openSealed(kind, [key], bytes)));
  return sealNote({ realm, kind, text, keys, recipients });
}
