import { type Directory, type MemberEntry, readAct } from "@bijak/envelope/audit";
import { digestOf, randomId } from "../encoding.ts";
import { ensure, refuseAs } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { ensureCaseworker, ensureOwnUnit } from "./access.ts";
import {
  type CaseRow,
  type Db,
  findCaseRow,
  holdCase,
  listClocks,
  lockCase,
  saveCase,
} from "./case-store.ts";
import { entryOf } from "./entries.ts";
import { standbyUnits, workingUnits } from "./holders.ts";
import { ensureKeysOfToday, ensureNotFrozen } from "./keys-of-today.ts";
import { isAnswerable, isPastDue } from "./overdue.ts";
import { parseSealed } from "./parse-sealed.ts";
import { admitUnit, listUnits, type UnitRow } from "./reach-store.ts";
import type { Room } from "./room.ts";
import { eraseTakeover, findTakeover, moveTakeover, putTakeover } from "./sharing-store.ts";
import { ensureSigned } from "./takeover-signatures.ts";
import { hasConflict } from "./transfers.ts";
import { eraseActs } from "./word-store.ts";

/*
 * [Note: A takeover in two signatures]
 *
 * The first member of the answering unit signs for the sealed reason at the revision that the case has then. The second signs the
 * same words later. The revision is not asked again: a unit that lets a limit pass must not be able to ward the takeover off by
 * writing something. That a limit has passed is asked both times.
 */
export type TakeoverProposal = {
  readonly unit: string;
  readonly note: string;
  readonly reason: string;
  readonly serial?: number | undefined;
};

type Asked = {
  readonly member: MemberEntry;
  readonly directory: Directory;
  readonly unit: string;
  readonly today: number;
};

/**
 * Takes the first signature under a takeover (R5), in the place of an earlier proposal. Throws `not-available` to all who may not
 * take this case over, `not-overdue`, `revision-conflict`, `move-impossible`, `act-refused`, `ciphertext-refused`.
 */
export async function proposeTakeover(
  room: Room,
  member: MemberEntry,
  { caseId, proposal }: { readonly caseId: string; readonly proposal: TakeoverProposal },
): Promise<string> {
  const { parts, ports } = room;
  const { unit, note } = proposal;
  const asked = await askedOf(room, member, unit);
  await ensureOverdue(parts.store.db, asked, caseId);
  await ensureNotFrozen(ports, [unit]);
  const reason = parseSealed(proposal.reason, "offer", asked.directory.suite);
  const members = await ports.members();
  const { act, signers } = await refuseAs("act-refused", () => readAct(note, members));
  ensure(signers.length === 1 && signers[0]?.id === member.id, "act-refused");
  const { instance } = asked.directory;
  const isForThis = act.instance === instance && act.caseId === caseId && act.kind === "takeover";
  ensure(isForThis && act.hash === digestOf(reason), "act-refused");
  const id = randomId();
  await parts.store.transact(async (tx) => {
    await holdCase(tx, caseId);
    const { row, units } = await ensureOverdue(tx, asked, caseId);
    ensure(act.revision === row.revision, "revision-conflict");
    await ensureReplaceable(tx, caseId, units);
    await putTakeover(tx, { case_id: caseId, id, unit, state: "proposed", note, reason });
    await ensureKeysOfToday(ports, tx, { serial: proposal.serial, units: [unit] });
    const about = { caseId, memberId: member.id };
    await ports.appendEntry(tx, entryOf("takeover-asked", reason, about));
    await ports.appendEntry(tx, entryOf("act", note, about));
  });
  return id;
}

/** Throws `move-impossible` while another takeover waits for keys, or its unit still works on the case by it. */
async function ensureReplaceable(tx: Tx, caseId: string, units: readonly UnitRow[]): Promise<void> {
  const takeover = await findTakeover(tx, caseId);
  const isOver = takeover?.state === "done" && !workingUnits(units).includes(takeover.unit);
  ensure(takeover === null || takeover.state === "proposed" || isOver, "move-impossible");
}

/**
 * Takes the second signature. A unit that stood by works on the case from now on; another one waits until a key holder of the
 * case hands the keys over. Throws as `proposeTakeover`, and `role-missing` unless one of the two is a supervisor.
 */
export async function confirmTakeover(
  room: Room,
  member: MemberEntry,
  { caseId, unit, note }: { readonly caseId: string; readonly unit: string; readonly note: string },
): Promise<void> {
  const { parts, ports } = room;
  const asked = await askedOf(room, member, unit);
  await ensureOverdue(parts.store.db, asked, caseId);
  const members = await ports.members();
  await parts.store.transact(async (tx) => {
    await holdCase(tx, caseId);
    const { units } = await ensureOverdue(tx, asked, caseId);
    const proposed = await findTakeover(tx, caseId);
    ensure(proposed?.state === "proposed" && proposed.unit === unit, "act-refused");
    await ensureSigned(tx, note, { asked, members, proposed });
    const row = await lockCase(tx, caseId);
    ensure(row !== null, "not-available");
    await takeOver(tx, row, { unit, note, hasStoodBy: standbyUnits(units).includes(unit) });
    await ports.appendEntry(tx, entryOf("takeover", note, { caseId, memberId: member.id }));
  });
}

async function takeOver(
  tx: Tx,
  row: CaseRow,
  { unit, note, hasStoodBy }: { unit: string; note: string; hasStoodBy: boolean },
): Promise<void> {
  if (hasStoodBy) await admitUnit(tx, row, unit);
  await moveTakeover(tx, row.id, { state: hasStoodBy ? "done" : "requested", note });
  await saveCase(tx, row, (await listClocks(tx, [row.id])).get(row.id) ?? []);
  await eraseActs(tx, row.id);
}

/** Takes a proposal back or turns it down. Throws `not-available` when there is none of one of the member's units. */
export async function withdrawTakeover(
  { parts, ports }: Room,
  member: MemberEntry,
  caseId: string,
): Promise<void> {
  ensureCaseworker(member);
  await parts.store.transact(async (tx) => {
    await holdCase(tx, caseId);
    const takeover = await findTakeover(tx, caseId);
    ensure(takeover?.state === "proposed" && member.units.includes(takeover.unit), "not-available");
    ensure(!(await hasConflict(tx, member, caseId)), "not-available");
    await eraseTakeover(tx, caseId);
    const words = `takeover-withdrawn ${takeover.id}`;
    const about = { caseId, memberId: member.id };
    await ports.appendEntry(tx, entryOf("takeover-withdrawn", words, about));
  });
}

async function askedOf({ parts, ports }: Room, member: MemberEntry, unit: string): Promise<Asked> {
  ensureCaseworker(member);
  ensureOwnUnit(member, unit);
  const directory = await ports.currentDirectory();
  return { member, directory, unit, today: parts.clock.today() };
}

/** The case and its units. Throws `not-available` unless the unit may take it over at all, `not-overdue` while no limit has passed. */
async function ensureOverdue(
  db: Db,
  { member, directory, unit, today }: Asked,
  caseId: string,
): Promise<{ readonly row: CaseRow; readonly units: readonly UnitRow[] }> {
  const row = await findCaseRow(db, caseId);
  const units = await listUnits(db, [caseId]);
  ensure(row !== null && isAnswerable(directory, unit, units), "not-available");
  ensure(!(await hasConflict(db, member, caseId)), "not-available");
  ensure(isPastDue(row, today), "not-overdue");
  return { row, units };
}
