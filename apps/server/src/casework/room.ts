import type { Parts } from "../parts.ts";
import type { AccountsPort, AuditPort, DirectoryPort, IntakePort, MailboxPort } from "../ports.ts";

/** What casework needs of other capabilities. */
export type CaseworkPorts = Pick<AccountsPort, "requireMember"> &
  Pick<AuditPort, "appendEntry"> &
  Pick<DirectoryPort, "members" | "currentDirectory"> &
  Pick<IntakePort, "findPart"> &
  Pick<MailboxPort, "replaceCard">;

export type Room = {
  readonly parts: Pick<Parts, "store" | "clock">;
  readonly ports: CaseworkPorts;
};
