import { createHash, timingSafeEqual } from "node:crypto";
import { ApiError } from "@bijak/contract";
import { parseBytes } from "../encoding.ts";
import type { ReceiptHolder } from "../ports.ts";
import type { Reader } from "../store/store.ts";
import { findByLookup, type MailboxRow } from "./store.ts";

/** Compared when no row is there, so that both cases do the same work. */
const NOBODY = Buffer.alloc(32);

const LOOKUP_BYTES = 16;
const AUTH_BYTES = 32;

/** What is stored of a holder. Throws `request-malformed` for a lookup id or a secret of another size. */
export function parseHolder({ lookup, auth }: ReceiptHolder): {
  readonly lookup: string;
  readonly authHash: Buffer;
} {
  parseBytes(lookup, LOOKUP_BYTES);
  const authHash = createHash("sha256").update(parseBytes(auth, AUTH_BYTES)).digest();
  return { lookup, authHash };
}

/**
 * The mailbox of this holder; null when there is none. Throws `mailbox-not-found` when the secret is not its own: what is unknown and what is
 * wrong end in the same refusal (rulings R42). Throws `request-malformed`.
 */
export async function findOwn(db: Reader, holder: ReceiptHolder): Promise<MailboxRow | null> {
  const { lookup, authHash } = parseHolder(holder);
  const row = await findByLookup(db, lookup);
  const isOwn = timingSafeEqual(
    authHash,
    row === null ? NOBODY : Buffer.from(row.auth_hash, "base64"),
  );
  if (row !== null && !isOwn) throw new ApiError("mailbox-not-found");
  return row;
}

/** The same; throws `mailbox-not-found` when there is none, too. */
export async function requireOwn(db: Reader, holder: ReceiptHolder): Promise<MailboxRow> {
  const row = await findOwn(db, holder);
  if (row === null) throw new ApiError("mailbox-not-found");
  return row;
}
