import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { readAgeHeader } from "./age-header.ts";
import { EnvelopeError, ensure, refuse } from "./errors.ts";
import { parseRecipient, suiteOf } from "./identities.ts";
import type { Identity, Recipient, Suite } from "./types.ts";

/*
 * [Note: The only door to age]
 *
 * No other file imports age-encryption. What passes here is sealed to a non-empty list of public keys of one suite,
 * and what is opened has a header of one suite, is opened by keys of that suite and is complete: age's streaming
 * decrypter gives out plaintext before the end is verified, so it is never handed on before it has closed.
 */

/** The public key of a private key. */
export const recipientOf = async (identity: Identity): Promise<Recipient> =>
  parseRecipient(suiteOf(identity), await identityToRecipient(identity));

/** Seals bytes to every recipient. Throws `recipients-empty`, `recipients-doubled`, `recipient-invalid`. */
export async function sealBytes(
  suite: Suite,
  recipients: readonly Recipient[],
  plaintext: Uint8Array,
): Promise<Uint8Array> {
  return encrypterFor(suite, recipients).encrypt(plaintext);
}

/** As `sealBytes`, piece by piece. */
export const sealStream = (
  suite: Suite,
  recipients: readonly Recipient[],
  plaintext: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> => encrypterFor(suite, recipients).encrypt(plaintext);

/**
 * Opens the whole ciphertext with any of the identities. Throws `suite-mixed` for foreign or mixed stanzas and for
 * keys of another suite, `not-openable` for everything else; nothing is given out in part.
 */
export async function openBytes(
  identities: readonly Identity[],
  ciphertext: Uint8Array,
): Promise<Uint8Array> {
  const decrypter = decrypterFor(identities, ciphertext);
  return refuseUnopened(() => decrypter.decrypt(ciphertext));
}

/**
 * Hands the plaintext to `take` piece by piece and ends only when all of it was authentic. Until then it must not
 * be used: a refusal may come after any piece. `first` holds at least the header.
 */
export async function openStream(
  identities: readonly Identity[],
  source: { readonly first: Uint8Array; readonly all: ReadableStream<Uint8Array> },
  take: (piece: Uint8Array) => void,
): Promise<void> {
  const decrypter = decrypterFor(identities, source.first);
  await refuseUnopened(async () => {
    const reader = (await decrypter.decrypt(source.all)).getReader();
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read())
        take(piece.value);
    } finally {
      await reader.cancel();
    }
  });
}

function encrypterFor(suite: Suite, recipients: readonly Recipient[]): Encrypter {
  ensure(recipients.length > 0, "recipients-empty");
  ensure(new Set(recipients).size === recipients.length, "recipients-doubled");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(parseRecipient(suite, recipient));
  return encrypter;
}

function decrypterFor(identities: readonly Identity[], ciphertext: Uint8Array): Decrypter {
  const { suite } = headerOf(ciphertext);
  const fitting = identities.filter((identity) => suiteOf(identity) === suite);
  ensure(fitting.length === identities.length, "suite-mixed");
  const decrypter = new Decrypter();
  for (const identity of fitting) decrypter.addIdentity(identity);
  return decrypter;
}

/** To those who open, a broken header is one more way of not being openable. */
function headerOf(ciphertext: Uint8Array): { readonly suite: Suite } {
  try {
    return readAgeHeader(ciphertext);
  } catch (error) {
    if (error instanceof EnvelopeError && error.code === "suite-mixed") throw error;
    return refuse("not-openable");
  }
}

/** age names the same damage differently in each browser ("Failed to fetch" in Chromium), so all of it is one refusal. */
async function refuseUnopened<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof EnvelopeError) throw error;
    return refuse("not-openable");
  }
}
