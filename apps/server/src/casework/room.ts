import type { MemberEntry } from "@bijak/envelope/audit";
import type { Parts } from "../parts.ts";
import type { AccountsPort, AuditPort, DirectoryPort, IntakePort, MailboxPort } from "../ports.ts";

/** What casework needs of other capabilities. */
export type CaseworkPorts = Pick<AccountsPort, "requireMember"> &
  Pick<AuditPort, "appendEntry" | "holdLog" | "proofsOf"> &
  Pick<DirectoryPort, "members" | "currentDirectory" | "epochSerial" | "isFrozen"> &
  Pick<IntakePort, "findPart"> &
  Pick<MailboxPort, "replaceCard" | "receiptChangesOf">;

export type Room = {
  readonly parts: Pick<Parts, "store" | "clock">;
  readonly ports: CaseworkPorts;
};

/** Who asks, and everybody whom the signed list of members names. */
export type Viewer = {
  readonly member: MemberEntry;
  readonly members: readonly MemberEntry[];
};

export const viewerOf = async ({ ports }: Room, member: MemberEntry): Promise<Viewer> => ({
  member,
  members: await ports.members(),
});
