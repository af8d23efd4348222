import type { Parts } from "../parts.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { beginPasskey, type Owner, type RelyingParty, verifyNewPasskey } from "./passkey.ts";
import { insertPasskey } from "./passkey-store.ts";
import { spendTicket } from "./session-store.ts";
import type { TicketBox } from "./ticket.ts";
import { parseNewPasskeyAnswer } from "./webauthn-answer.ts";

/** Whose passkey is made is sealed in: a ticket of one member makes none for another. */
export type NewPasskeyTicket = { readonly challenge: string; readonly memberId: string };

export type PasskeyMaking = {
  readonly parts: Pick<Parts, "clock">;
  readonly party: RelyingParty;
  readonly newPasskeyTickets: TicketBox<NewPasskeyTicket>;
};

/** What a browser needs to make a passkey for the owner. */
export async function offerPasskey(
  { parts, party, newPasskeyTickets }: PasskeyMaking,
  owner: Owner,
): Promise<{ ticket: string; options: string }> {
  const { challenge, options } = await beginPasskey(party, owner);
  const { memberId } = owner;
  const ticket = newPasskeyTickets.seal({ challenge, memberId }, parts.clock.nowMs());
  return { ticket, options };
}

/** A passkey that was made as offered and may be stored once. */
export type MadePasskey = {
  /** Stores it in the caller's transaction, after the account. Throws `passkey-refused` when the ticket is spent or the passkey known. */
  readonly store: (tx: Tx) => Promise<void>;
};

/** Checks what the browser made for this member. Throws `passkey-refused`, `request-malformed`. */
export async function acceptPasskey(
  { parts, party, newPasskeyTickets }: PasskeyMaking,
  memberId: string,
  given: { readonly ticket: string; readonly response: string },
): Promise<MadePasskey> {
  const answer = parseNewPasskeyAnswer(given.response);
  const ticket = newPasskeyTickets.findTicket(given.ticket, parts.clock.nowMs());
  ensure(ticket !== null && ticket.content.memberId === memberId, "passkey-refused");
  const row = await verifyNewPasskey(party, answer, ticket.content);
  return {
    store: async (tx) => {
      ensure(await spendTicket(tx, ticket, parts.clock.nowMs()), "passkey-refused");
      ensure(await insertPasskey(tx, row), "passkey-refused");
    },
  };
}
