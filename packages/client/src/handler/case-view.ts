import type { ClockRow } from "@bijak/contract";
import type { Day, OutcomeCode } from "@bijak/domain";
import type { CaseKeys, MessageBody } from "@bijak/envelope";
import { accessView, type AccessView } from "./access-view.ts";
import type { CaseFile, OpenedMessage, Warning } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { inboxRow, nameOf, type InboxRow } from "./inbox.ts";
import { movesOf, type Move } from "./moves.ts";
import { isLikeMember } from "./names.ts";
import { findProposal, type Proposal } from "./proposals.ts";
import { isFromOldReceipt } from "./receipt-change.ts";
import { foldRecord, type CaseRecord } from "./record.ts";
import { isTakeoverWaiting } from "./takeover-waits.ts";
import { transferView, type TransferView } from "./transfer-view.ts";

export type CaseMessage = {
  readonly index: number;
  readonly direction: OpenedMessage["direction"];
  /** `reporter` or a unit id. */
  readonly author: string;
  /** Who wrote for the unit; null for the reporter. */
  readonly memberName: string | null;
  readonly on: Day;
  readonly body: MessageBody;
  /** The reporter wrote with a mailbox-card that had been replaced (R19). */
  readonly isFromOldCard: boolean;
  /** The reporter's key had been given up for a new receipt: whoever kept the old one may have written it (R18). */
  readonly isFromOldReceipt: boolean;
};

export type PendingClosing = {
  readonly id: string;
  readonly kind: "close";
  readonly proposedBy: string;
  readonly outcome: OutcomeCode;
  readonly reason: string;
  /** The revision the proposal approves. */
  readonly revision: number;
  /** The case has changed since: the proposal can only be withdrawn. */
  readonly isStale: boolean;
};

/** A case as its page shows it. Plain data without any key. */
export type CaseView = InboxRow & {
  readonly revision: number;
  /** Number of the newest case key; 0 until the case is taken. */
  readonly n: number;
  readonly declaration: "none" | "no-conflict" | "conflict";
  /** The reported name resembles that of a member. */
  readonly namesLikeMember: boolean;
  /** Null until declared. */
  readonly report: MessageBody | null;
  readonly clocks: readonly ClockRow[];
  readonly thread: readonly CaseMessage[];
  readonly record: CaseRecord;
  readonly pendingAct: PendingClosing | null;
  /** Units, as the signed keys say; as the server says while the case is locked. */
  readonly canRead: readonly string[];
  readonly standby: string | null;
  /** The same with names, and the members of a restricted case. */
  readonly access: AccessView;
  /** Colleagues who declared a conflict of interest and still hold keys: time for `restrictCase`. */
  readonly conflicts: AccessView["members"];
  readonly needsNewKey: boolean;
  /** On its way to or from another unit, or proposed to be. */
  readonly transfer: TransferView | null;
  /** A unit that took the case over and waits for its keys: `handOver` gives them. */
  readonly requestedBy: string | null;
  /** The unit that took the case over (R5). */
  readonly takenOverBy: string | null;
  /** An own unit took the case over and has not begun: time for `finishTakeover`. */
  readonly isTakeoverWaiting: boolean;
  /** The reporter has a new receipt: time for `confirmReceipt`. */
  readonly receiptChanged: boolean;
  /** What this member may do now, see `Move`. */
  readonly moves: readonly Move[];
  readonly warnings: readonly Warning[];
  readonly unreadable: CaseFile["unreadable"];
};

/** Shows a loaded case. */
export async function viewOf(desk: Desk, file: CaseFile): Promise<CaseView> {
  const { row, caseKeys, messages, entries } = file;
  const inbox = await inboxRow(desk, row);
  const record = foldRecord(entries);
  const closing = await findProposal(desk, file, "close");
  const transfer = await transferView(desk, file);
  const isValid = closing.isValid && transfer.isValid;
  const access = accessView(desk, file);
  return Object.freeze({
    ...inbox,
    category: record.category ?? inbox.category,
    revision: row.revision,
    n: (caseKeys?.keys.length ?? 1) - 1,
    declaration: row.declaration,
    namesLikeMember: isLikeMember(inbox.summary.name, desk.members),
    report: messages.find(({ message }) => message.body.kind === "report")?.message.body ?? null,
    clocks: row.clocks,
    thread: messages.map((message) => caseMessage(desk, file, message)),
    record,
    pendingAct: closing.proposal === null ? null : pendingClosing(closing.proposal),
    canRead: (caseKeys ?? row).units,
    standby: (caseKeys ?? row).standby,
    ...access,
    transfer: transfer.transfer,
    requestedBy: row.requestedBy ?? null,
    isTakeoverWaiting: await isTakeoverWaiting(desk, file),
    receiptChanged: file.isReceiptChanged,
    moves: movesOf(desk, file),
    warnings: isValid ? file.warnings : [...file.warnings, "act-not-valid" as const],
    unreadable: file.unreadable,
  });
}

function pendingClosing({
  id,
  proposedBy,
  entry,
  revision,
  isStale,
}: Proposal<"close">): PendingClosing {
  const { outcome, reason } = entry;
  return Object.freeze({ id, kind: "close", proposedBy, outcome, reason, revision, isStale });
}

function caseMessage(desk: Desk, file: CaseFile, opened: OpenedMessage): CaseMessage {
  const { index, direction, on, message } = opened;
  const { author, body, memberId } = message;
  const isReporters = author === "reporter";
  return Object.freeze({
    index,
    direction,
    author,
    memberName: nameOf(desk, memberId),
    on,
    body,
    isFromOldCard: isReporters && isOldCard(opened, file.caseKeys),
    isFromOldReceipt: isReporters && isFromOldReceipt(file, opened),
  });
}

/**
 * Behind the newest message at its making, a mailbox-card is the only one that holds. For a new receipt the card was sealed anew
 * and has another hash, until there is the next.
 */
function isOldCard(
  { index, message: { body, signedBy } }: OpenedMessage,
  caseKeys: CaseKeys | null,
): boolean {
  const valid = caseKeys?.cards.findLast(({ after }) => after < index);
  if (caseKeys === null || valid === undefined || body.cardHash === valid.hash) return false;
  const age = [...caseKeys.formers, caseKeys.reporter].findIndex(({ vkey }) => vkey === signedBy);
  const before = caseKeys.formers[age - 1];
  return before === undefined || valid.after > before.until;
}
