import type { Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { AccountsPort, AuditPort, DirectoryPort } from "../ports.ts";
import { storeAccounts } from "./founding.ts";
import { answerRegistration } from "./opaque.ts";
import { openAccountDoors } from "./routes.ts";
import { requireMember } from "./session.ts";
import type { PaperTicket, PasswordTicket, SignIn } from "./sign-in.ts";
import { createThrottle } from "./throttle.ts";
import { createTicketBox } from "./ticket.ts";

export type AccountsPorts = Pick<DirectoryPort, "members" | "currentDirectory"> &
  Pick<AuditPort, "appendEntry">;

export type AccountsRoom = AccountsPort & { readonly openDoors: (app: Scopes) => void };

/** Signs members in, keeps their sessions and their sealed vaults. */
export function createAccounts(parts: Parts, ports: AccountsPorts): AccountsRoom {
  const { sessionKey, opaqueSetup } = parts.secrets;
  const signIn: SignIn = {
    parts,
    throttle: createThrottle(),
    passwordTickets: createTicketBox<PasswordTicket>(sessionKey, "password"),
    paperTickets: createTicketBox<PaperTicket>(sessionKey, "paper"),
  };
  const port: AccountsPort = {
    requireMember: (request) => requireMember(parts, ports.members, request),
    registrationResponse: (memberId, request) => answerRegistration(opaqueSetup, memberId, request),
    storeAccounts,
  };
  const openDoors = (app: Scopes): void =>
    openAccountDoors(app, { parts, ports, signIn, requireMember: port.requireMember });
  return Object.freeze({ ...port, openDoors });
}
