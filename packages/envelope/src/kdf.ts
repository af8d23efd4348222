import { encodeText, unshared } from "./bytes.ts";

/** PBKDF2-HMAC-SHA256 (RFC 8018), native, 32 bytes. */
export async function pbkdf2(
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", unshared(password), "PBKDF2", false, [
    "deriveBits",
  ]);
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt: unshared(salt), iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256));
}

/** HKDF-SHA256 (RFC 5869), native. */
export async function hkdf(
  secret: Uint8Array,
  {
    salt,
    info,
    bytes,
  }: { readonly salt: Uint8Array; readonly info: Uint8Array; readonly bytes: number },
): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", unshared(secret), "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt: unshared(salt), info: unshared(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, bytes * 8));
}

/** Every purpose for which a key is derived. Two purposes never share a label. */
export type Label =
  | "lookup"
  | "auth"
  | "reporter-age-pq"
  | "reporter-age-x25519"
  | "reporter-ed25519"
  | "slot-prf"
  | "slot-opaque"
  | "paper-login";

/** A key for one purpose: HKDF with 32 zero bytes as salt and `bijak/v1/<label>` as info. */
export const deriveKey = (secret: Uint8Array, label: Label, bytes = 32): Promise<Uint8Array> =>
  hkdf(secret, { salt: new Uint8Array(32), info: encodeText(`bijak/v1/${label}`), bytes });
