import { base64 } from "@scure/base";
import { refuse } from "./errors.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const encodeText = (text: string): Uint8Array => encoder.encode(text);

/** Takes UTF-8; throws `note-malformed` for anything else. A byte order mark stays what it is. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return refuse("note-malformed");
  }
}

export const encodeBase64 = (bytes: Uint8Array): string => base64.encode(bytes);

/** RFC 4648 with padding, canonical only; throws `note-malformed` for anything else. */
export function decodeBase64(text: string): Uint8Array {
  try {
    return base64.decode(text);
  } catch {
    return refuse("note-malformed");
  }
}

export function concat(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export const isEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

export const randomBytes = (count: number): Uint8Array =>
  crypto.getRandomValues(new Uint8Array(count));

const isUnshared = (bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer;

/** The same bytes in memory that only this thread can change, as WebCrypto and Blob demand. */
export const unshared = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  isUnshared(bytes) ? bytes : new Uint8Array(bytes);

export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", unshared(bytes)));
}

/** SHA-256 in base64, 44 characters: how one object names another. */
export const sha256Base64 = async (bytes: Uint8Array): Promise<string> =>
  encodeBase64(await sha256(bytes));
