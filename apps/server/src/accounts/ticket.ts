import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/*
 * [Note: Ticket]
 *
 *   base64url( nonce, 12 bytes || AES-256-GCM( JSON ) || tag, 16 bytes )
 *
 * Between the two halves of a sign-in the server keeps nothing: what it must remember it hands out, sealed under a key that
 * only it has, for two minutes; for the making of a passkey, before which people read and choose, for ten. The kind is
 * authenticated beside the JSON, so a ticket of one door opens no other. A ticket that did its work is spent: its nonce stays in
 * the database until the ticket would have ended anyway, so that the same answer sent again finds nothing, also after a restart
 * and at another process.
 */
export const TICKET_MS = 120_000;
export const LONG_TICKET_MS = 600_000;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORM = /^[A-Za-z0-9_-]{40,4096}$/;

const LIVES = Object.freeze({
  password: TICKET_MS,
  paper: TICKET_MS,
  passkey: TICKET_MS,
  "new-passkey": LONG_TICKET_MS,
});

export type TicketKind = keyof typeof LIVES;

/** What is remembered of a ticket that is spent. */
export type TicketStub = { readonly nonce: string; readonly endsAt: number };

export type Ticket<Content extends object> = TicketStub & { readonly content: Content };

export type TicketBox<Content extends object> = {
  readonly seal: (content: Content, nowMs: number) => string;
  /** Null when it is none of ours, of another kind, or too old. Whether it is spent, `spendTicket` tells. */
  readonly findTicket: (ticket: string, nowMs: number) => Ticket<Content> | null;
};

/** Makes and opens tickets of one kind under a key derived from the session key. See [Note: Ticket]. */
export function createTicketBox<Content extends object>(
  sessionKey: Uint8Array,
  kind: TicketKind,
): TicketBox<Content> {
  const info = `bijak/v1/ticket-${kind}`;
  const key = new Uint8Array(hkdfSync("sha256", sessionKey, new Uint8Array(32), info, 32));
  return Object.freeze({
    seal: (content, nowMs) => seal(key, JSON.stringify({ content, endsAt: nowMs + LIVES[kind] })),
    findTicket: (ticket, nowMs) => {
      const sealed = Buffer.from(FORM.test(ticket) ? ticket : "", "base64url");
      const json = findJson(key, sealed);
      if (json === null) return null;
      const { content, endsAt } = JSON.parse(json) as { content: Content; endsAt: number }; // authenticated: seal wrote it
      const nonce = sealed.toString("base64url", 0, NONCE_BYTES);
      return nowMs < endsAt ? { content, endsAt, nonce } : null;
    },
  });
}

function seal(key: Uint8Array, json: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(json, "utf8"), cipher.final()]);
  return Buffer.concat([sealed, cipher.getAuthTag()]).toString("base64url");
}

function findJson(key: Uint8Array, sealed: Buffer): string | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const json = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([json, decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
