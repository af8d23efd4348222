import { base64urlnopad } from "@scure/base";
import { concat, unshared } from "./bytes.ts";

/** What RFC 8410 puts before the 32-byte seed of an Ed25519 key in PKCS #8. */
const PKCS8_PREFIX = Uint8Array.of(
  0x30,
  0x2e,
  2,
  1,
  0,
  0x30,
  5,
  6,
  3,
  0x2b,
  0x65,
  0x70,
  4,
  0x22,
  4,
  0x20,
);
const ALGORITHM = Object.freeze({ name: "Ed25519" });

/** Loaded only where WebCrypto lacks the algorithm: it would be an eighth of what a reporter's page loads. */
const library = async () => (await import("@noble/curves/ed25519.js")).ed25519;

/** The public key, 32 bytes, of a 32-byte seed (RFC 8032). */
export function publicKeyOf(seed: Uint8Array): Promise<Uint8Array> {
  return nativeOr(
    async () => {
      const jwk = await crypto.subtle.exportKey("jwk", await importSeed(seed, true));
      return jwk.x === undefined
        ? (await library()).getPublicKey(seed)
        : base64urlnopad.decode(jwk.x);
    },
    async () => (await library()).getPublicKey(seed),
  );
}

/** The signature, 64 bytes, of a message by a 32-byte seed (RFC 8032). */
export function sign(seed: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  return nativeOr(
    async () =>
      new Uint8Array(
        await crypto.subtle.sign(ALGORITHM, await importSeed(seed, false), unshared(message)),
      ),
    async () => (await library()).sign(message, seed),
  );
}

/** Whether the signature is the public key's over this message. */
export async function isSignedBy(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  return nativeOr(
    () => verifyNative(publicKey, message, signature),
    async () => (await library()).verify(signature, message, publicKey, { zip215: false }),
  );
}

async function verifyNative(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey("raw", unshared(publicKey), ALGORITHM, false, [
      "verify",
    ]);
    return await crypto.subtle.verify(ALGORITHM, key, unshared(signature), unshared(message));
  } catch (error) {
    // WebKit refuses 32 bytes that are no point of the curve already at import.
    if (error instanceof DOMException && error.name === "DataError") return false;
    throw error;
  }
}

const importSeed = (seed: Uint8Array, isExtractable: boolean) =>
  crypto.subtle.importKey("pkcs8", concat(PKCS8_PREFIX, seed), ALGORITHM, isExtractable, ["sign"]);

/** Chrome before 137, Firefox before 129 and Safari before 17 have no Ed25519 in WebCrypto and say so by this error. */
async function nativeOr<T>(native: () => Promise<T>, fallback: () => Promise<T>): Promise<T> {
  try {
    return await native();
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotSupportedError") return fallback();
    throw error;
  }
}
