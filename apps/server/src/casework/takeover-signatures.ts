import {
  type Act,
  type Directory,
  type MemberEntry,
  parseNoteText,
  readAct,
  requireTwo,
} from "@bijak/envelope/audit";
import { digestOf } from "../encoding.ts";
import { ensure, refuseAs } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { isCaseworker } from "./holders.ts";
import type { Takeover } from "./sharing-store.ts";
import { listDeclared } from "./word-store.ts";

export type Signing = {
  /** Who confirms, for which unit. */
  readonly asked: {
    readonly member: MemberEntry;
    readonly directory: Pick<Directory, "instance">;
    readonly unit: string;
  };
  readonly members: readonly MemberEntry[];
  readonly proposed: Takeover;
};

/**
 * Throws `act-refused` unless exactly two signed the words of the proposal, who proposed and who confirms now, both of the unit and
 * without a conflict of interest; `role-missing` unless one is a supervisor.
 */
export async function ensureSigned(
  tx: Tx,
  note: string,
  { asked: { member, directory, unit }, members, proposed }: Signing,
): Promise<void> {
  const expected: Partial<Act> = {
    instance: directory.instance,
    caseId: proposed.case_id,
    kind: "takeover",
    hash: digestOf(proposed.reason),
  };
  const { signers } = await refuseAs("act-refused", () => requireTwo(note, members, expected));
  const first = await refuseAs("act-refused", () => readAct(proposed.note, members));
  const other = first.signers.find(({ id }) => id !== member.id);
  ensure(parseNoteText(note) === parseNoteText(proposed.note), "act-refused");
  ensure(other !== undefined && signers.length === 2, "act-refused");
  const ids = signers.map(({ id }) => id);
  ensure(ids.includes(member.id) && ids.includes(other.id), "act-refused");
  const { conflict } = await listDeclared(tx, proposed.case_id);
  const maySign = (signer: MemberEntry): boolean =>
    isCaseworker(signer) && signer.units.includes(unit) && !conflict.includes(signer.id);
  ensure(signers.every(maySign), "act-refused");
  ensure(
    signers.some(({ roles }) => roles.includes("supervisor")),
    "role-missing",
  );
}
