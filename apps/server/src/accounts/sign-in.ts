import { openNote } from "@bijak/envelope/audit";
import type { Parts } from "../parts.ts";
import { ensure, refuseAs } from "../refusal.ts";
import { answerSignIn, fakeIdentifier, isSignInProved } from "./opaque.ts";
import type { Proved } from "./session.ts";
import { spendTicket } from "./session-store.ts";
import { findByName } from "./store.ts";
import type { Throttle } from "./throttle.ts";
import type { TicketBox, TicketStub } from "./ticket.ts";

export type PasswordTicket = {
  readonly name: string;
  /** A member id, or for unknown names the fake of the same length. */
  readonly id: string;
  /** Whether the name has a password. */
  readonly hasPassword: 0 | 1;
  readonly state: string;
};

export type PaperTicket = { readonly name: string };

export type SignIn = {
  readonly parts: Pick<Parts, "store" | "clock" | "secrets">;
  readonly throttle: Throttle;
  readonly passwordTickets: TicketBox<PasswordTicket>;
  readonly paperTickets: TicketBox<PaperTicket>;
};

/** First half by password. Names that are unknown or have no password get an answer of the same form. Throws `rate-limited`, `request-malformed`. */
export async function startByPassword(
  { parts, throttle, passwordTickets }: SignIn,
  { name, request, address }: { name: string; request: string; address: string },
): Promise<{ response: string; ticket: string }> {
  const { store, clock, secrets } = parts;
  throttle.ensureAllowed({ name, address }, clock.nowMs());
  const account = await findByName(store.db, name);
  const id = account?.member_id ?? fakeIdentifier(secrets.sessionKey, name);
  const record = account?.opaque_record ?? null;
  const hasPassword = record === null ? 0 : 1;
  const { response, state } = await answerSignIn(
    secrets.opaqueSetup,
    { userIdentifier: id, record },
    request,
  );
  return {
    response,
    ticket: passwordTickets.seal({ name, id, hasPassword, state }, clock.nowMs()),
  };
}

/** Second half. Throws `sign-in-refused` for every failure alike. */
export async function finishByPassword(
  { parts, throttle, passwordTickets }: SignIn,
  given: { ticket: string; finish: string; address: string },
): Promise<Proved> {
  const ticket = passwordTickets.findTicket(given.ticket, parts.clock.nowMs());
  ensure(ticket !== null, "sign-in-refused");
  const { name, id, hasPassword, state } = ticket.content;
  const isProved = await isSignInProved(state, given.finish);
  ensure(isProved && hasPassword === 1, "sign-in-refused");
  throttle.clear({ name, address: given.address });
  return { memberId: id, method: "password", spend: spendingOf(parts, ticket) };
}

/** A challenge for the paper key of a name, known or not. */
export const startByPaper = ({ parts, paperTickets }: SignIn, name: string): string =>
  paperTickets.seal({ name }, parts.clock.nowMs());

/** The challenge, signed by the paper key. Throws `sign-in-refused` for every failure alike. */
export async function finishByPaper(
  { parts, paperTickets }: SignIn,
  given: { readonly ticket: string; readonly note: string },
): Promise<Proved> {
  const ticket = paperTickets.findTicket(given.ticket, parts.clock.nowMs());
  const account = ticket === null ? null : await findByName(parts.store.db, ticket.content.name);
  const paperVkey = account?.paper_vkey ?? null;
  const vkey = paperVkey ?? parts.secrets.logKey.vkey; // a name without a paper key takes the same work
  const { text } = await refuseAs("sign-in-refused", () =>
    openNote(given.note, { vkeys: [vkey], threshold: 1 }),
  );
  ensure(ticket !== null && account !== null && paperVkey !== null, "sign-in-refused");
  ensure(text === `${given.ticket}\n`, "sign-in-refused");
  return { memberId: account.member_id, method: "paper", spend: spendingOf(parts, ticket) };
}

const spendingOf =
  ({ clock }: SignIn["parts"], ticket: TicketStub): Proved["spend"] =>
  async (tx) =>
    ensure(await spendTicket(tx, ticket, clock.nowMs()), "sign-in-refused");
