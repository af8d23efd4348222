import { ApiError } from "@bijak/contract";
import { openNote } from "@bijak/envelope/audit";
import type { Parts } from "../parts.ts";
import { ensure, refuseAs } from "../refusal.ts";
import { answerSignIn, fakeIdentifier, isSignInProved } from "./opaque.ts";
import { findByName } from "./store.ts";
import type { Throttle } from "./throttle.ts";
import type { TicketBox } from "./ticket.ts";

export type PasswordTicket = {
  readonly name: string;
  /** A member id, or for unknown names the fake of the same length. */
  readonly id: string;
  readonly isKnown: 0 | 1;
  readonly state: string;
};

export type PaperTicket = { readonly name: string };

export type SignIn = {
  readonly parts: Pick<Parts, "store" | "clock" | "secrets">;
  readonly throttle: Throttle;
  readonly passwordTickets: TicketBox<PasswordTicket>;
  readonly paperTickets: TicketBox<PaperTicket>;
};

/** First half by password. Unknown names get an answer of the same form. Throws `rate-limited`, `request-malformed`. */
export async function startByPassword(
  { parts, throttle, passwordTickets }: SignIn,
  { name, request, address }: { name: string; request: string; address: string },
): Promise<{ response: string; ticket: string }> {
  const { store, clock, secrets } = parts;
  throttle.ensureAllowed({ name, address }, clock.nowMs());
  const account = await findByName(store.db, name);
  const id = account?.member_id ?? fakeIdentifier(secrets.sessionKey, name);
  const record = account?.opaque_record ?? null;
  const { response, state } = await answerSignIn(
    secrets.opaqueSetup,
    { userIdentifier: id, record },
    request,
  );
  const isKnown = account === null ? 0 : 1;
  return { response, ticket: passwordTickets.seal({ name, id, isKnown, state }, clock.nowMs()) };
}

/** Second half: gives the member id. Throws `sign-in-refused` for every failure alike. */
export async function finishByPassword(
  { parts, throttle, passwordTickets }: SignIn,
  { ticket, finish, address }: { ticket: string; finish: string; address: string },
): Promise<string> {
  const content = passwordTickets.findContent(ticket, parts.clock.nowMs());
  ensure(content !== null, "sign-in-refused");
  const isProved = await isSignInProved(content.state, finish);
  ensure(isProved && content.isKnown === 1, "sign-in-refused");
  throttle.clear({ name: content.name, address });
  return content.id;
}

/** A challenge for the paper key of a name, known or not. */
export const startByPaper = ({ parts, paperTickets }: SignIn, name: string): string =>
  paperTickets.seal({ name }, parts.clock.nowMs());

/** The challenge, signed by the paper key: gives the member id. Throws `sign-in-refused` for every failure alike. */
export async function finishByPaper(
  { parts, paperTickets }: SignIn,
  { ticket, note }: { readonly ticket: string; readonly note: string },
): Promise<string> {
  const content = paperTickets.findContent(ticket, parts.clock.nowMs());
  const account = content === null ? null : await findByName(parts.store.db, content.name);
  const vkey = account?.paper_vkey ?? parts.secrets.logKey.vkey; // an unknown name takes the same work, and nobody signs tickets with the log's key
  const { text } = await refuseAs("sign-in-refused", () =>
    openNote(note, { vkeys: [vkey], threshold: 1 }),
  );
  if (account === null || text !== `${ticket}\n`) throw new ApiError("sign-in-refused");
  return account.member_id;
}
