import type { ClockRow } from "@bijak/contract";
import {
  TRANSITIONS,
  type CaseState,
  type Day,
  type Need,
  type OutcomeCode,
  type Role,
  type Transition,
} from "@bijak/domain";
import { EnvelopeError, readAct, type MessageBody } from "@bijak/envelope";
import type { CaseFile, OpenedMessage, Warning } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { ensureState, inboxRow, nameOf, type InboxRow } from "./inbox.ts";
import { isLikeMember } from "./names.ts";
import { foldRecord, type CardEntry, type CaseRecord } from "./record.ts";

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

export type Move = {
  readonly to: CaseState;
  readonly isTwoPerson: boolean;
  readonly needs: readonly Need[];
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
  /** What this member may do now with `moveCase` or, where two persons sign, with `proposeClosing`. */
  readonly moves: readonly Move[];
  readonly warnings: readonly Warning[];
  readonly unreadable: CaseFile["unreadable"];
};

/** Shows a loaded case. */
export async function viewOf(desk: Desk, file: CaseFile): Promise<CaseView> {
  const { row, caseKeys, messages } = file;
  const inbox = await inboxRow(desk, row);
  const record = foldRecord(file.entries);
  const act = await findClosing(desk, file);
  const cards = record.entries.map(({ entry }) => entry).filter((entry) => entry.kind === "card");
  return Object.freeze({
    ...inbox,
    category: record.category ?? inbox.category,
    revision: row.revision,
    n: (caseKeys?.keys.length ?? 1) - 1,
    declaration: row.declaration,
    namesLikeMember: isLikeMember(inbox.summary.name, desk.members),
    report: messages.find(({ message }) => message.body.kind === "report")?.message.body ?? null,
    clocks: row.clocks,
    thread: messages.map((message) => caseMessage(desk, message, cards)),
    record,
    pendingAct: act.closing,
    canRead: (caseKeys ?? row).units,
    standby: (caseKeys ?? row).standby,
    moves: movesOf(desk.me.roles, file),
    warnings: act.isValid ? file.warnings : [...file.warnings, "act-not-valid" as const],
    unreadable: file.unreadable,
  });
}

function caseMessage(desk: Desk, opened: OpenedMessage, cards: readonly CardEntry[]): CaseMessage {
  const { index, direction, on, message } = opened;
  const { author, body, memberId } = message;
  return Object.freeze({
    index,
    direction,
    author,
    memberName: nameOf(desk, memberId),
    on,
    body,
    isFromOldCard: author === "reporter" && isOldCard(opened, cards),
  });
}

function isOldCard(
  { index, message: { body } }: OpenedMessage,
  cards: readonly CardEntry[],
): boolean {
  const valid = cards.findLast(({ after }) => after < index);
  return valid !== undefined && body.cardHash !== valid.hash;
}

/** Moves that have a function of their own: taking, triage and asking. Transfer and reopening are not here yet. */
const ELSEWHERE: readonly CaseState[] = ["awaiting-reporter", "transferring", "reopened"];

function movesOf(roles: readonly Role[], { row, caseKeys }: CaseFile): readonly Move[] {
  const state = ensureState(row.state);
  const isReadable = row.declaration === "no-conflict" && (caseKeys?.keys.length ?? 0) > 1;
  if (!isReadable) return [];
  return TRANSITIONS.filter(
    (rule) => rule.from === state && isOffered(rule) && mayBegin(rule, roles),
  ).map(({ to, isTwoPerson, needs }) => ({ to, isTwoPerson, needs }));
}

const isOffered = ({ from, to }: Transition): boolean =>
  !ELSEWHERE.includes(to) && !(from === "verifying" && to === "assessing");

function mayBegin({ isTwoPerson, by }: Transition, roles: readonly Role[]): boolean {
  return roles.some((role) =>
    isTwoPerson ? role === "handler" || role === "supervisor" : by.includes(role),
  );
}

type FoundAct = { readonly closing: PendingClosing | null; readonly isValid: boolean };

/** The pending closing with what it approves; not valid when its signature or its record is not what it must be. */
export async function findClosing(desk: Desk, { acts, entries, row }: CaseFile): Promise<FoundAct> {
  const pending = acts.find(({ kind }) => kind === "close");
  if (pending === undefined || row.declaration !== "no-conflict")
    return { closing: null, isValid: true };
  const signed = await readActQuietly(desk, pending.note);
  const approved = entries.find(({ hash }) => hash === signed?.act.hash);
  const [proposer] = signed?.signers ?? [];
  const isFitting =
    signed?.act.caseId === row.id &&
    signed.act.instance === desk.institution.realm.instance &&
    signed.act.kind === "close" &&
    signed.signers.length === 1 &&
    proposer?.id === approved?.memberId;
  if (!isFitting || proposer === undefined || approved?.entry.kind !== "proposal") {
    return { closing: null, isValid: false };
  }
  const { outcome, reason } = approved.entry;
  const { revision } = signed.act;
  const isStale = revision !== row.revision;
  const closing = {
    id: pending.id,
    kind: "close",
    proposedBy: proposer.id,
    outcome,
    reason,
    revision,
    isStale,
  } as const;
  return { closing: Object.freeze(closing), isValid: true };
}

async function readActQuietly({ members }: Desk, note: string) {
  try {
    return await readAct(note, members);
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}
