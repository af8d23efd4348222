import type { Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { AccountsPort } from "../ports.ts";
import { openEnrolmentDoors } from "./enrolment-doors.ts";
import { storeAccounts } from "./founding.ts";
import { methodsOf } from "./methods.ts";
import type { NewPasskeyTicket } from "./new-passkey.ts";
import { answerRegistration } from "./opaque.ts";
import { openOwnDoors } from "./own-doors.ts";
import { partyOf } from "./passkey.ts";
import type { AccountsPorts, Room } from "./room.ts";
import { requireMember } from "./session.ts";
import { eraseSessionsOf } from "./session-store.ts";
import type { PaperTicket, PasswordTicket } from "./sign-in.ts";
import { openSignInDoors } from "./sign-in-doors.ts";
import type { PasskeyTicket } from "./sign-in-passkey.ts";
import { createThrottle } from "./throttle.ts";
import { createTicketBox } from "./ticket.ts";

export type AccountsRoom = AccountsPort & { readonly openDoors: (app: Scopes) => void };

/** Invites and enrols people, signs members in, keeps their sessions, credentials and sealed vaults. */
export function createAccounts(parts: Parts, ports: AccountsPorts): AccountsRoom {
  const { sessionKey, opaqueSetup } = parts.secrets;
  const port: AccountsPort = {
    requireMember: (request) => requireMember(parts, ports.members, request),
    registrationResponse: (memberId, request) => answerRegistration(opaqueSetup, memberId, request),
    storeAccounts,
    endSessionsOf: eraseSessionsOf,
    methodsOf: (memberIds) => methodsOf(parts.store.db, memberIds),
  };
  const room: Room = {
    parts,
    ports,
    requireMember: port.requireMember,
    throttle: createThrottle(),
    party: partyOf(parts.staffOrigin),
    passwordTickets: createTicketBox<PasswordTicket>(sessionKey, "password"),
    paperTickets: createTicketBox<PaperTicket>(sessionKey, "paper"),
    passkeyTickets: createTicketBox<PasskeyTicket>(sessionKey, "passkey"),
    newPasskeyTickets: createTicketBox<NewPasskeyTicket>(sessionKey, "new-passkey"),
  };
  const openDoors = (app: Scopes): void => {
    openSignInDoors(app, room);
    openOwnDoors(app, room);
    openEnrolmentDoors(app, room);
  };
  return Object.freeze({ ...port, openDoors });
}
