import { canMove, promisedOn } from "@bijak/domain";
import type { Limits } from "../parts.ts";
import type { CaseworkPort, MailboxView, NewCase, ReporterMessage } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import {
  type CaseRow,
  type Db,
  findCaseRow,
  holdCase,
  insertCase,
  listClocks,
  lockCase,
  nearestDue,
  saveCase,
} from "./case-store.ts";
import { clocksAfterStep, clocksAtReceipt } from "./limits.ts";
import { insertUnits, insertWraps } from "./reach-store.ts";
import {
  appendMessage,
  findMessageOfReporter,
  type ForReporter,
  listForReporter,
  sumFromReporter,
} from "./thread-store.ts";
import { eraseActs } from "./word-store.ts";

/** Makes a case of a report. See `CaseworkPort`. */
export async function openCase(tx: Tx, report: NewCase): Promise<void> {
  const { caseId, day, isUrgent } = report;
  const clocks = clocksAtReceipt(day, isUrgent);
  const row = newRow(report, nearestDue(clocks));
  ensure(await insertCase(tx, row), "report-conflict");
  const standby = report.standby === null ? [] : [{ unit: report.standby, isStandby: true }];
  await insertUnits(tx, row, [{ unit: report.unit, isStandby: false }, ...standby]);
  await insertWraps(tx, caseId, report);
  await appendMessage(tx, caseId, {
    direction: "to-units",
    sealed: report.message,
    files: 0,
    day,
  });
  await saveCase(tx, row, clocks);
}

const newRow = ({ caseId, day, isUrgent }: NewCase, dueOn: number | null): CaseRow => ({
  id: caseId,
  revision: 0,
  state: "received",
  assignee: null,
  is_restricted: 0,
  is_urgent: isUrgent ? 1 : 0,
  received_on: day,
  reporter_active_on: day,
  staff_active_on: null,
  retention_on: null,
  next_due_on: dueOn,
  read_up_to: -1,
  newest_from_reporter: 0,
});

/** Adds a later message of the reporter. Proposals of a closing that did not know it are void. See `CaseworkPort`. */
export async function addFromReporter(
  { fromReporter: most }: Pick<Limits, "fromReporter">,
  tx: Tx,
  message: ReporterMessage,
): Promise<number> {
  const { caseId, sealed, files, day } = message;
  const row = await lockCase(tx, caseId);
  ensure(row !== null, "mailbox-not-found");
  ensure(!isReadOnly(row), "mailbox-read-only");
  const sent = await sumFromReporter(tx, caseId, day);
  ensure(
    sent.messages < most.messages &&
      sent.messagesToday < most.messagesPerDay &&
      sent.sealedBytes + sealed.length <= most.sealedBytes,
    "message-budget",
  );
  const number = await appendMessage(tx, caseId, { direction: "to-units", sealed, files, day });
  const to = row.state !== "verifying" && canMove(row.state, "verifying", "reporter");
  const next = { ...row, reporter_active_on: day, newest_from_reporter: number };
  const clocks = (await listClocks(tx, [caseId])).get(caseId) ?? [];
  const step = { from: row.state, answers: [], on: day, isUrgent: row.is_urgent === 1 };
  await (to
    ? saveCase(
        tx,
        { ...next, state: "verifying" },
        clocksAfterStep(clocks, { ...step, to: "verifying" }),
      )
    : saveCase(tx, next, clocks));
  await eraseActs(tx, caseId);
  return number;
}

const isReadOnly = ({ state }: CaseRow): boolean => state === "archived" || state === "erased";

/** Waits for whoever is changing the case, so that the same message sent twice at once is found by the second. See `CaseworkPort`. */
export const findFromReporter: CaseworkPort["findFromReporter"] = async (tx, caseId, sha256) => {
  await holdCase(tx, caseId);
  return findMessageOfReporter(tx, caseId, sha256);
};

/** What the reporter may see of the case; the reporter's own messages by digest only. Null when there is none. */
export async function mailboxView(db: Db, caseId: string): Promise<MailboxView | null> {
  const row = await findCaseRow(db, caseId);
  if (row === null || row.state === "erased") return null;
  const clocks = (await listClocks(db, [caseId])).get(caseId) ?? [];
  const messages = await listForReporter(db, caseId);
  return {
    receivedOn: row.received_on,
    state: row.state,
    promise: promisedOn(clocks.map((clock) => ({ ...clock, isProvisional: false }))),
    isReadOnly: isReadOnly(row),
    messages: messages.map(shownToReporter),
  };
}

const shownToReporter = (message: ForReporter): MailboxView["messages"][number] => ({
  index: message.number,
  direction: message.direction,
  on: message.on_day,
  sha256: message.sha256,
  fileCount: message.file_count,
  sealed: message.sealed,
});
