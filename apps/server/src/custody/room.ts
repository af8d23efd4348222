import type { Parts } from "../parts.ts";
import type {
  AccountsPort,
  AuditPort,
  CaseworkPort,
  DirectoryPort,
  IntakePort,
  MailboxPort,
} from "../ports.ts";

/** What custody needs of other capabilities. */
export type CustodyPorts = Pick<AccountsPort, "requireMember"> &
  Pick<AuditPort, "appendEntry"> &
  Pick<DirectoryPort, "members" | "currentDirectory"> &
  Pick<
    CaseworkPort,
    "addFromReporter" | "findFromReporter" | "ensureDeclared" | "ensureUnitKeys" | "addToReporter"
  > &
  Pick<MailboxPort, "findOwn"> &
  Pick<IntakePort, "checkProof" | "spendProof">;

export type Room = {
  readonly parts: Pick<Parts, "store" | "clock">;
  readonly ports: CustodyPorts;
};
