const CHUNK = 0x8000;

export const encodeText = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** RFC 4648 base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}

/** Takes base64 or base64url, with or without padding. Throws a DOMException for anything else. */
export function parseBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** RFC 4648 base64url without padding. */
export const encodeBase64Url = (bytes: Uint8Array): string =>
  encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** What a private key is made of: 256 random bits. */
export const randomSeed = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));

/** 96 random bits in base64url that begin with a letter or digit: no order, no time in them. */
export function randomId(): string {
  const id = encodeBase64Url(crypto.getRandomValues(new Uint8Array(12)));
  return /^[A-Za-z0-9]/.test(id) ? id : randomId();
}

/** A whole number from 0 up to, not including, `below` (at most 2^32), each equally likely. */
export function randomBelow(below: number): number {
  const largest = Math.floor(2 ** 32 / below) * below;
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return drawn < largest ? drawn % below : randomBelow(below);
}
