import { createHash, randomBytes } from "node:crypto";
import { ApiError } from "@bijak/contract";

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** RFC 4648 with padding, canonical only. Throws `request-malformed` for any other writing of the same bytes. */
export function parseBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) throw new ApiError("request-malformed");
  return new Uint8Array(bytes);
}

/** As `parseBase64`, and of exactly this many bytes: a schema sees only the length of the text. Throws `request-malformed`. */
export function parseBytes(text: string, count: number): Uint8Array {
  const bytes = parseBase64(text);
  if (bytes.length !== count) throw new ApiError("request-malformed");
  return bytes;
}

/** SHA-256, base64: how the log and the notes name bytes or a text. */
export const digestOf = (content: Uint8Array | string): string =>
  createHash("sha256").update(content).digest("base64");

/** 96 random bits in base64url: 16 characters, no order, no time in them. */
export const randomId = (): string => randomBytes(12).toString("base64url");
