import { createHash, timingSafeEqual } from "node:crypto";
import { ApiError } from "@bijak/contract";
import { parseBase64 } from "../encoding.ts";
import type { Reader } from "../store/store.ts";
import { findByLookup, type MailboxRow } from "./store.ts";

/** Compared when no row is there, so that both cases do the same work. */
const NOBODY = Buffer.alloc(32);

export type Holder = { readonly lookup: string; readonly auth: string };

/**
 * The mailbox under this lookup id; null when there is none. Throws `mailbox-not-found` when `auth` is not its own: what is unknown and what is
 * wrong end in the same refusal (rulings R42).
 */
export async function findOwn(
  db: Reader,
  lookup: string,
  auth: Uint8Array,
): Promise<MailboxRow | null> {
  const row = await findByLookup(db, lookup);
  const expected = row === null ? NOBODY : Buffer.from(row.auth_hash, "base64");
  const isOwn = timingSafeEqual(createHash("sha256").update(auth).digest(), expected);
  if (row !== null && !isOwn) throw new ApiError("mailbox-not-found");
  return row;
}

/** The mailbox that belongs to the holder of a receipt. Throws `mailbox-not-found`. */
export async function requireOwn(db: Reader, { lookup, auth }: Holder): Promise<MailboxRow> {
  parseBase64(lookup);
  const row = await findOwn(db, lookup, parseBase64(auth));
  if (row === null) throw new ApiError("mailbox-not-found");
  return row;
}
