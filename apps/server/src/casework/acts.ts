import { type MemberEntry, readAct } from "@bijak/envelope/audit";
import { digestOf, randomId } from "../encoding.ts";
import { ensure, refuseAs } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { ensureCaseworker, ensureDeclared } from "./access.ts";
import { listClocks, lockCase, saveCase } from "./case-store.ts";
import { entryOf } from "./entries.ts";
import { ownUnits } from "./holders.ts";
import { ensureKeysOfToday, ensureNotFrozen } from "./keys-of-today.ts";
import { parseSealed } from "./parse-sealed.ts";
import { type Room, viewerOf } from "./room.ts";
import { isProposable } from "./step-moves.ts";
import { appendRecord } from "./thread-store.ts";
import { eraseAct, eraseActs, insertAct } from "./word-store.ts";

export type Proposal = {
  readonly revision: number;
  readonly note: string;
  readonly record: string;
  readonly serial?: number | undefined;
};

/**
 * Takes the first signature under a step of two persons (R15), with the sealed record of what is proposed: the note approves its
 * digest, at the revision that the case has once the proposal is stored. Throws `act-refused`, `move-impossible`,
 * `revision-conflict`, `ciphertext-refused`.
 */
export async function proposeAct(
  room: Room,
  member: MemberEntry,
  { caseId, proposal }: { readonly caseId: string; readonly proposal: Proposal },
): Promise<{ id: string; revision: number }> {
  ensureCaseworker(member);
  const { parts, ports } = room;
  const viewer = await viewerOf(room, member);
  const { units } = await ensureDeclared(parts.store.db, viewer, caseId);
  await ensureNotFrozen(ports, ownUnits(member, units));
  const { instance, suite } = await ports.currentDirectory();
  const record = parseSealed(proposal.record, "record", suite);
  const { act, signers } = await refuseAs("act-refused", () =>
    readAct(proposal.note, viewer.members),
  );
  ensure(signers.length === 1 && signers[0]?.id === member.id, "act-refused");
  ensure(act.instance === instance && act.caseId === caseId, "act-refused");
  const revision = proposal.revision + 1;
  ensure(act.hash === digestOf(record) && act.revision === revision, "act-refused");
  const id = randomId();
  await parts.store.transact(async (tx) => {
    const access = await ensureDeclared(tx, viewer, caseId);
    ensure(access.row.revision === proposal.revision, "revision-conflict");
    ensure(isProposable(act.kind, access), "move-impossible");
    await moveOn(tx, { caseId, revision: proposal.revision, today: parts.clock.today() });
    await appendRecord(tx, caseId, record);
    await insertAct(tx, { id, case_id: caseId, kind: act.kind, revision, note: proposal.note });
    const own = ownUnits(member, access.units);
    await ensureKeysOfToday(ports, tx, { serial: proposal.serial, units: own });
    const about = { caseId, memberId: member.id };
    await ports.appendEntry(tx, entryOf("record", record, about));
    await ports.appendEntry(tx, entryOf("act", proposal.note, about));
  });
  return { id, revision };
}

async function moveOn(
  tx: Tx,
  { caseId, revision, today }: { caseId: string; revision: number; today: number },
): Promise<void> {
  const row = await lockCase(tx, caseId, revision);
  ensure(row !== null, "revision-conflict");
  const clocks = (await listClocks(tx, [caseId])).get(caseId) ?? [];
  await saveCase(tx, { ...row, staff_active_on: today }, clocks);
  await eraseActs(tx, caseId);
}

/** Takes a proposal back or turns it down. Throws `not-available` when there is none of that id. */
export async function withdrawAct(
  room: Room,
  member: MemberEntry,
  { caseId, actId }: { readonly caseId: string; readonly actId: string },
): Promise<void> {
  ensureCaseworker(member);
  const { parts, ports } = room;
  const viewer = await viewerOf(room, member);
  await parts.store.transact(async (tx) => {
    await ensureDeclared(tx, viewer, caseId);
    ensure(await eraseAct(tx, caseId, actId), "not-available");
    const about = { caseId, memberId: member.id };
    await ports.appendEntry(tx, entryOf("act-withdrawn", `act-withdrawn ${actId}`, about));
  });
}
