import type { CaseStep } from "@bijak/contract";
import { isOverdue } from "@bijak/domain";
import type { MemberEntry } from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { ensureCaseworker, ensureDeclared, findHeld } from "./access.ts";
import { type CaseRow, lockCase } from "./case-store.ts";
import { entriesOf } from "./entries.ts";
import { ownUnits } from "./holders.ts";
import { ensureKeysOfToday, ensureNotFrozen, serialOf } from "./keys-of-today.ts";
import { isRetention, longestRetention } from "./limits.ts";
import { ensureWraps, listReaders } from "./reach.ts";
import { type Room, viewerOf } from "./room.ts";
import { ensureMove } from "./step-moves.ts";
import { type ParsedStep, parseStep } from "./step-parse.ts";
import { findSetting, type Setting } from "./step-setting.ts";
import { storeStep } from "./store-step.ts";
import { listActs } from "./word-store.ts";

/*
 * [Note: Steps]
 *
 * Everything that a member does to a case is one step: messages, records, a new key, a move, a desk. It names the revision
 * that the member saw. All of it is stored, with its entries in the log, or nothing. Who may do it is looked up first and
 * must be of that same revision; whatever could change the answer takes a revision too. Then the revision is taken, and
 * with it the case, and everything else is looked up.
 */

/** Takes one step and gives the new revision. See [Note: Steps]. Throws what its parts throw, and `revision-conflict`. */
export async function takeStep(
  room: Room,
  member: MemberEntry,
  { caseId, step }: { readonly caseId: string; readonly step: CaseStep },
): Promise<number> {
  ensureCaseworker(member);
  const { parts, ports } = room;
  const viewer = await viewerOf(room, member);
  const { units } = await ensureDeclared(parts.store.db, viewer, caseId);
  await ensureNotFrozen(ports, ownUnits(member, units));
  const directory = await ports.currentDirectory();
  const parsed = parseStep(step, directory.suite);
  ensure(serialOf(step) <= directory.serial, "revision-conflict");
  const today = parts.clock.today();
  return parts.store.transact(async (tx) => {
    const seen = await ensureDeclared(tx, viewer, caseId);
    ensure(seen.row.revision === step.revision, "revision-conflict");
    const row = await lockCase(tx, caseId, step.revision);
    ensure(row !== null, "revision-conflict");
    const setting = await findSetting(tx, parsed, { viewer, directory, today, seen, row });
    const signers = await ensureMoved(tx, parsed, setting);
    await storeStep(tx, parsed, { setting, next: await nextRow(tx, parsed, setting), signers });
    if (parsed.card !== null) await ports.replaceCard(tx, caseId, parsed.card);
    await ensureKeysOfToday(ports, tx, { serial: step.serial, units: unitsOf(parsed, setting) });
    const entries = entriesOf(parsed, { caseId, memberId: member.id });
    for (const entry of entries) await ports.appendEntry(tx, entry);
    return row.revision;
  });
}

async function ensureMoved(
  tx: Tx,
  step: ParsedStep,
  setting: Setting,
): Promise<readonly MemberEntry[]> {
  const { viewer, access, clocks, today } = setting;
  return ensureMove(step, {
    ...viewer,
    ...setting,
    acts: await listActs(tx, access.row.id),
    isAnswerOverdue: clocks.some(
      (clock) =>
        clock.code === "T_ACCEPT_TRANSFER" && isOverdue({ ...clock, isProvisional: false }, today),
    ),
  });
}

/** Units whose keys sign or open what the step brings. */
const unitsOf = (step: ParsedStep, { viewer, access }: Setting): readonly string[] => [
  ...ownUnits(viewer.member, access.units),
  ...step.wraps.filter(({ kind }) => kind !== "member").map(({ id }) => id),
  ...(step.transfer === null ? [] : [step.transfer.target]),
];

async function nextRow(tx: Tx, step: ParsedStep, setting: Setting): Promise<CaseRow> {
  const { access, today } = setting;
  const { row } = access;
  const { isRestricted, assignee } = await nextReaders(tx, step, setting);
  return {
    ...row,
    state: step.to ?? row.state,
    assignee,
    is_restricted: isRestricted ? 1 : 0,
    is_urgent: (step.isUrgent ?? row.is_urgent === 1) ? 1 : 0,
    staff_active_on: today,
    retention_on: nextRetention(row, step, today),
  };
}

/** Whether the case is restricted after the step, and on whose desk it lies: on nobody's when a new key does not reach that member. */
async function nextReaders(
  tx: Tx,
  step: ParsedStep,
  { viewer, directory, access, reach }: Setting,
): Promise<{ readonly isRestricted: boolean; readonly assignee: string | null }> {
  const { row, units } = access;
  const { holders, conflicted } = await findHeld(tx, row.id, units);
  const hasNewKey = step.wraps.length > 0;
  const restrictedTo = row.is_restricted === 1 ? holders : null;
  const question = { ...viewer, directory, reach, restrictedTo, conflicted };
  const isRestricted = hasNewKey ? ensureWraps(step.wraps, question) : restrictedTo !== null;
  const after = hasNewKey ? step.wraps.map(({ holder }) => holder) : holders;
  const readers = listReaders(question, isRestricted ? after : null);
  const { assignee } = step;
  if (typeof assignee === "string") ensure(readers.includes(assignee), "request-malformed");
  const isKept = !hasNewKey || readers.includes(row.assignee ?? "");
  return {
    isRestricted,
    assignee: assignee === undefined ? (isKept ? row.assignee : null) : assignee,
  };
}

/** A case has a day of erasure while it is concluded, and none while anyone works on it. */
function nextRetention(row: CaseRow, step: ParsedStep, today: number): number | null {
  if (step.to === null) return row.retention_on;
  if (step.to !== "concluded") return null;
  const named = step.retentionOn ?? longestRetention(today);
  ensure(isRetention(named, today), "request-malformed");
  return named;
}
