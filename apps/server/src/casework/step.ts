import type { CaseStep } from "@bijak/contract";
import type { MemberEntry } from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { ensureCaseworker, ensureDeclared, type Access } from "./access.ts";
import {
  type CaseRow,
  listClocks,
  listWraps,
  lockCase,
  replaceWraps,
  saveCase,
} from "./case-store.ts";
import { entriesOf } from "./entries.ts";
import { clocksAfterStep, clocksWithUrgency, isRetention, longestRetention } from "./limits.ts";
import type { Room } from "./room.ts";
import { ensureAssignee, ensureWraps } from "./step-access.ts";
import { ensureMove, listEligible } from "./step-moves.ts";
import { type ParsedStep, parseStep } from "./step-parse.ts";
import { appendMessage, appendRecord } from "./thread-store.ts";
import { eraseActs, listActs, listDeclared } from "./word-store.ts";

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
  { parts, ports }: Room,
  member: MemberEntry,
  { caseId, step }: { readonly caseId: string; readonly step: CaseStep },
): Promise<number> {
  ensureCaseworker(member);
  await ensureDeclared(parts.store.db, member, caseId);
  const [members, directory] = [await ports.members(), await ports.currentDirectory()];
  const parsed = parseStep(step, directory.suite);
  const today = parts.clock.today();
  return parts.store.transact(async (tx) => {
    const seen = await ensureDeclared(tx, member, caseId);
    ensure(seen.row.revision === step.revision, "revision-conflict");
    const row = await lockCase(tx, caseId, step.revision);
    ensure(row !== null, "revision-conflict");
    const access = { ...seen, row };
    const declared = await listDeclared(tx, caseId);
    const acts = await listActs(tx, caseId);
    const unconflicted = declared.noConflict;
    await ensureMove(parsed, { member, members, directory, access, acts, unconflicted });
    const eligible = listEligible(members, access, declared.conflict);
    const next = await nextRow(tx, parsed, { member, access, eligible, today });
    await store(tx, parsed, { row: next, access, today, serial: directory.serial });
    if (parsed.card !== null) await ports.replaceCard(tx, caseId, parsed.card);
    const entries = entriesOf(parsed, { caseId, memberId: member.id });
    for (const entry of entries) await ports.appendEntry(tx, entry);
    return row.revision;
  });
}

type Setting = {
  readonly member: MemberEntry;
  readonly access: Access;
  readonly eligible: readonly MemberEntry[];
  readonly today: number;
};

async function nextRow(tx: Tx, step: ParsedStep, setting: Setting): Promise<CaseRow> {
  const { row } = setting.access;
  const hasNewKey = step.wraps.length > 0;
  const isRestricted = hasNewKey ? ensureWraps(step.wraps, setting) : row.is_restricted === 1;
  const assignee = step.assignee === undefined ? row.assignee : step.assignee;
  if (typeof step.assignee === "string") {
    const held = await listWraps(tx, [row.id], [`member ${step.assignee}`]);
    const wrapped = held.map(({ holder }) => holder);
    ensureAssignee(step.assignee, step, { ...setting, isRestricted, wrapped });
  }
  return {
    ...row,
    state: step.to ?? row.state,
    assignee,
    is_restricted: isRestricted ? 1 : 0,
    is_urgent: (step.isUrgent ?? row.is_urgent === 1) ? 1 : 0,
    staff_active_on: setting.today,
    retention_on: nextRetention(row, step, setting.today),
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

type Stored = {
  readonly row: CaseRow;
  readonly access: Access;
  readonly today: number;
  readonly serial: number;
};

async function store(tx: Tx, step: ParsedStep, stored: Stored): Promise<void> {
  const { row, today, serial } = stored;
  const { id } = row;
  const say = async (direction: "to-reporter" | "internal", all: readonly Uint8Array[]) => {
    for (const sealed of all)
      await appendMessage(tx, id, { direction, sealed, files: 0, day: today });
  };
  await say("to-reporter", step.toReporter);
  await say("internal", step.internal);
  for (const sealed of step.records) await appendRecord(tx, id, sealed);
  if (step.wraps.length > 0) await replaceWraps(tx, id, { wraps: step.wraps, serial });
  await saveCase(tx, row, await nextClocks(tx, step, stored));
  await eraseActs(tx, id);
}

async function nextClocks(tx: Tx, step: ParsedStep, { row, access, today }: Stored) {
  const running = (await listClocks(tx, [row.id])).get(row.id) ?? [];
  const isUrgent = row.is_urgent === 1;
  const counted =
    row.is_urgent === access.row.is_urgent
      ? running
      : clocksWithUrgency(running, row.received_on, isUrgent);
  const move = { from: access.row.state, to: step.to, answers: step.answers };
  return clocksAfterStep(counted, { ...move, on: today, isUrgent });
}
