import type { Parts } from "../parts.ts";
import type { AccountsPort, AuditPort, CaseworkPort, PublicationPort } from "../ports.ts";
import type { Current } from "./current.ts";

export type DirectoryPorts = Pick<
  AuditPort,
  "appendEntry" | "holdLog" | "logRootAt" | "hasEntrySince"
> &
  Pick<PublicationPort, "renderPages"> &
  Pick<AccountsPort, "requireMember" | "endSessionsOf" | "methodsOf"> &
  Pick<CaseworkPort, "countToRekey" | "hasRehearsed">;

/** What every rule of this capability works with. */
export type Room = {
  readonly parts: Parts;
  readonly ports: DirectoryPorts;
  readonly current: () => Promise<Current>;
};
