import { createHmac, timingSafeEqual } from "node:crypto";
import { ApiError } from "@bijak/contract";
import { randomId } from "../encoding.ts";
import type { Parts } from "../parts.ts";

/*
 * [Note: Upload token]
 *
 *   <random id>.<end, ms since 1970>.<sealed bytes>.<HMAC-SHA256 of the text before, base64url>
 *
 * The server keeps nothing of it but the random id, beside the one file that is sent under it (rulings R23).
 */
export type Upload = { readonly id: string; readonly sealedBytes: number };

const LIFE_MS = 86_400_000;
const FORM = /^([A-Za-z0-9_-]{16})\.([0-9]{1,16})\.([1-9][0-9]{0,15})\.([A-Za-z0-9_-]{43})$/u;

type TokenParts = Pick<Parts, "secrets" | "clock">;

/** A token under which one file of exactly this sealed size may be sent for 24 hours. */
export function issueUpload({ secrets, clock }: TokenParts, sealedBytes: number): string {
  const text = `${randomId()}.${clock.nowMs() + LIFE_MS}.${sealedBytes}`;
  return `${text}.${macOf(secrets, text).toString("base64url")}`;
}

/** What a token allows. Throws `upload-refused` when it is not ours or has expired. */
export function readUpload({ secrets, clock }: TokenParts, token: string): Upload {
  const [, id, end, sealedBytes, mac] = FORM.exec(token) ?? [];
  if (id === undefined || end === undefined || sealedBytes === undefined || mac === undefined)
    throw new ApiError("upload-refused");
  const isOurs = timingSafeEqual(
    macOf(secrets, `${id}.${end}.${sealedBytes}`),
    Buffer.from(mac, "base64url"),
  );
  if (!isOurs || clock.nowMs() >= Number(end)) throw new ApiError("upload-refused");
  return { id, sealedBytes: Number(sealedBytes) };
}

const macOf = ({ uploadKey }: Parts["secrets"], text: string): Buffer =>
  createHmac("sha256", uploadKey).update(`bijak/v1/upload\n${text}`).digest();
