import { encodeText, sha256 } from "./bytes.ts";
import { generateIdentity, identityFromSeed, seedOf } from "./identities.ts";
import { deriveKey } from "./kdf.ts";
import { signingKeyFromSeed, type SigningKey } from "./note.ts";
import type { Identity, Suite } from "./types.ts";

/** The key that a password opens: from the `exportKey` of OPAQUE. */
export const slotFromOpaque = async (suite: Suite, exportKey: Uint8Array): Promise<Identity> =>
  identityFromSeed(suite, await deriveKey(exportKey, "slot-opaque"));

/** What a passkey's PRF extension is asked for (its first input): the same for every passkey and institution. */
export const prfInput = (): Promise<Uint8Array> => sha256(encodeText("bijak/v1/prf-slot"));

/** The key that a passkey opens: from the 32-byte output of its PRF extension. */
export const slotFromPasskey = async (suite: Suite, prfOutput: Uint8Array): Promise<Identity> =>
  identityFromSeed(suite, await deriveKey(prfOutput, "slot-prf"));

/** A key to be printed. */
export const generatePaperKey = (suite: Suite): Promise<Identity> => generateIdentity(suite);

/** The key with which the holder of a paper key signs in, named `paper`. The server keeps its vkey. */
export const paperLoginKey = async (paper: Identity): Promise<SigningKey> =>
  signingKeyFromSeed("paper", await deriveKey(seedOf(paper), "paper-login"));
