import { openBytes, sealBytes } from "./age.ts";
import { decodeText, encodeText } from "./bytes.ts";
import { ensure } from "./errors.ts";
import { SEALED_FORMS, type SealedKind } from "./kinds.ts";
import { signNote, type SigningKey } from "./note.ts";
import { packTar, paddedSizeOf, unpackTar } from "./tar.ts";
import type { Identity, Realm, Recipient } from "./types.ts";

/*
 * [Note: Sealed note]
 *
 *   age file                      [Note: Age header]
 *     archive, one entry <kind>   [Note: Padded archive]
 *       signed note               [Note: Signed note]
 *         bijak/v1/<kind> …       [Note: Lines]
 *
 * age keeps the content secret but says nothing about who sealed it. The signature inside does, and the lines say
 * where the object belongs. Every opener checks all three before it gives anything out.
 */
type Sealing = {
  readonly realm: Realm;
  readonly kind: SealedKind;
  readonly text: string;
  readonly keys: readonly SigningKey[];
  readonly recipients: readonly Recipient[];
  readonly atLeastBytes?: number;
};

type Resealing = Omit<Sealing, "text" | "keys"> & { readonly note: string };

/** Signs, pads and seals a text. Throws `too-large` for a text beyond what its kind may hold. */
export const sealNote = async ({ text, keys, ...rest }: Sealing): Promise<Uint8Array> =>
  resealNote({ ...rest, note: await signNote(text, keys) });

/** Pads and seals a note that is signed already. Throws `too-large` for one beyond what its kind may hold. */
export async function resealNote({
  realm,
  kind,
  note,
  recipients,
  atLeastBytes,
}: Resealing): Promise<Uint8Array> {
  const { sizing, maxBytes } = SEALED_FORMS[kind];
  const content = encodeText(note);
  const size = paddedSizeOf(sizing, content.length, atLeastBytes);
  ensure(size <= maxBytes, "too-large");
  return sealBytes(realm.suite, recipients, packTar(kind, content, size));
}

/** The note inside, its signatures NOT yet verified. Throws `not-openable`, `suite-mixed`, `archive-malformed`, `too-large`. */
export async function openSealed(
  kind: SealedKind,
  identities: readonly Identity[],
  ciphertext: Uint8Array,
): Promise<string> {
  const archive = await openBytes(identities, ciphertext);
  ensure(archive.length <= SEALED_FORMS[kind].maxBytes, "too-large");
  return decodeText(unpackTar(archive, kind));
}
