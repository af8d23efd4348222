import type { Parts } from "../parts.ts";
import { ensure } from "../refusal.ts";
import { beginSignIn, type RelyingParty, verifyPasskey } from "./passkey.ts";
import { findPasskey, moveCounter } from "./passkey-store.ts";
import type { Proved } from "./session.ts";
import { spendTicket } from "./session-store.ts";
import type { TicketBox } from "./ticket.ts";
import { parsePasskeyAnswer } from "./webauthn-answer.ts";

export type PasskeyTicket = { readonly challenge: string };

export type PasskeySignIn = {
  readonly parts: Pick<Parts, "store" | "clock">;
  readonly party: RelyingParty;
  readonly passkeyTickets: TicketBox<PasskeyTicket>;
};

/** A challenge for whichever passkey of this host name answers. A passkey cannot be guessed, so nothing but the network's share limits tries. */
export async function startByPasskey({
  parts,
  party,
  passkeyTickets,
}: PasskeySignIn): Promise<{ ticket: string; options: string }> {
  const { challenge, options } = await beginSignIn(party);
  return { ticket: passkeyTickets.seal({ challenge }, parts.clock.nowMs()), options };
}

/** The signed challenge. Throws `passkey-refused` for every failure alike, `request-malformed`. */
export async function finishByPasskey(
  { parts, party, passkeyTickets }: PasskeySignIn,
  given: { readonly ticket: string; readonly response: string },
): Promise<Proved> {
  const { store, clock } = parts;
  const answer = parsePasskeyAnswer(given.response);
  const ticket = passkeyTickets.findTicket(given.ticket, clock.nowMs());
  const passkey = await findPasskey(store.db, answer.id);
  ensure(ticket !== null && passkey !== null, "passkey-refused");
  const { challenge } = ticket.content;
  const after = await verifyPasskey(party, answer, { challenge, passkey });
  const spend: Proved["spend"] = async (tx) => {
    ensure(await spendTicket(tx, ticket, clock.nowMs()), "passkey-refused");
    const isNext = await moveCounter(tx, passkey.id, { before: passkey.counter, after });
    ensure(isNext, "passkey-refused");
  };
  return { memberId: passkey.member_id, method: "passkey", spend };
}
