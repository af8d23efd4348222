import { ApiError, reporterRoutes, type MailboxReply } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  EnvelopeError,
  openMailboxCard,
  openMessage,
  sha256Base64,
  type MailboxCard,
  type ReporterKeys,
} from "@bijak/envelope";
import { parseBase64 } from "../shared/bytes.ts";
import { vkeysFor } from "../shared/counting.ts";
import type { Institution } from "../shared/institution.ts";
import { keepTrying, type Waiting } from "../shared/pace.ts";
import type { ReporterApi } from "./api.ts";
import { stateOf, waitsForAnswer, type MailboxState } from "./mailbox-state.ts";
import { isFormer, type OpenedRow, type Row } from "./opened-row.ts";
import { ensureNewestCard, ensureWhole } from "./whole-mailbox.ts";
import { holderOf, withProof, type Solve } from "./proof.ts";
import type { ReporterThread } from "./thread.ts";

/** One message as the reporter sees it. Own messages show no text: the receipt does not open them. */
export type ThreadMessage = {
  readonly index: number;
  readonly author: "unit" | "own";
  /** Who wrote, of a unit's messages. */
  readonly unit: string | null;
  readonly on: Day;
  readonly kind: "report" | "message" | "question" | "answer" | "state";
  readonly text: string | null;
  readonly files: number;
  /** It tells that the locked identity was opened. */
  readonly tellsIdentity: boolean;
};

/** A locked identity as the server tells it, and as a unit tells it under its signature: each must say the same (R6). */
export type LockedName = {
  /** Null when the server hides it. */
  readonly broughtOn: Day | null;
  /** When handlers opened it first, says the server. */
  readonly openedOn: Day | null;
  /** When a unit first wrote that it was opened; null also when that is sealed to a former receipt. */
  readonly toldOn: Day | null;
};

export type Mailbox = {
  readonly caseId: string;
  readonly receivedOn: Day;
  /** Units that can read the case now, by the signed mailbox-card. */
  readonly canRead: readonly string[];
  readonly standby: string | null;
  readonly state: MailboxState;
  /** The question that waits for an answer; null when none does. */
  readonly question: ThreadMessage | null;
  readonly messages: readonly ThreadMessage[];
  /** Replies to the receipt before this one: they do not open with it, and handlers send them again once they have confirmed it. */
  readonly formerReplies: number;
  /** A locked identity; null when there is none. */
  readonly identity: LockedName | null;
  /** The channel is not open yet: everything here is practice. */
  readonly isRehearsal: boolean;
  readonly thread: ReporterThread;
  readonly isReadOnly: boolean;
};

type Opening = Waiting & {
  readonly api: ReporterApi;
  readonly institution: Institution;
  readonly keys: ReporterKeys;
  readonly solve: Solve;
};

/**
 * Opens the mailbox of a receipt and verifies everything in it. Throws `mailbox-not-found` alike for a wrong and an
 * unknown receipt, and an EnvelopeError when card or messages are not authentic or one of them is missing, and
 * `card-rolled-back` when the card is older than the messages: what is written with it could be read by others than now.
 */
export async function openMailbox(opening: Opening): Promise<Mailbox> {
  const { institution } = opening;
  const reply = await fetchMailbox(opening);
  const sealedCard = parseBase64(reply.card);
  const card = await openCard(sealedCard, reply, opening);
  const opened = await Promise.all(reply.messages.map((row) => openRow(row, reply, opening)));
  const former = opened.filter(isFormer);
  ensureWhole(opened);
  ensureNewestCard(card, opened);
  const messages = opened.filter((one) => !isFormer(one)).map(threadMessage);
  const state = stateOf(reply, opened, institution.today);
  const thread = threadOf(card, await sha256Base64(sealedCard), reply.messages);
  return Object.freeze({
    caseId: reply.caseId,
    receivedOn: reply.receivedOn,
    canRead: card.units,
    standby: card.standby,
    state,
    question: waitsForAnswer(state, opened)
      ? (messages.findLast(({ kind }) => kind === "question") ?? null)
      : null,
    messages,
    formerReplies: former.length,
    identity: lockedName(reply, opened),
    isRehearsal: institution.directory.isRehearsal,
    thread,
    isReadOnly: reply.isReadOnly,
  });
}

/** What the server answers to the holder of a receipt, not verified. Throws `mailbox-not-found`. */
export const fetchMailbox = ({
  api,
  keys,
  solve,
  ...rest
}: Omit<Opening, "institution">): Promise<MailboxReply> =>
  withProof({ api, action: "mailbox", solve, ...rest }, (proof) => {
    const body = { ...holderOf(keys), proof };
    return keepTrying((signal) => api.call(reporterRoutes.mailbox, { body }, { signal }), rest);
  });

async function openCard(
  sealed: Uint8Array,
  reply: MailboxReply,
  { institution, keys }: Opening,
): Promise<MailboxCard> {
  const { realm } = institution;
  const unitVkeys = await vkeysFor({ institution }, sealed, reply.cardProofs);
  const expected = { realm, reporterVkey: keys.signing.vkey, unitVkeys };
  const card = await openMailboxCard(sealed, keys.identity, expected);
  if (card.caseId !== reply.caseId) throw new EnvelopeError("object-misplaced");
  return card;
}

async function openRow(
  row: Row,
  { caseId, hasFormerReceipt = false }: MailboxReply,
  { institution, keys }: Opening,
): Promise<OpenedRow> {
  if (row.direction === "to-units") return { row, message: null };
  if (row.sealed === null) throw new ApiError("reply-malformed");
  const sealed = parseBase64(row.sealed);
  if ((await sha256Base64(sealed)) !== row.sha256) throw new ApiError("reply-malformed");
  const expected = {
    realm: institution.realm,
    caseId,
    reporterVkeys: [keys.signing.vkey],
    unitVkeys: await vkeysFor({ institution }, sealed, row.proofs),
  };
  try {
    const message = await openMessage(sealed, [keys.identity], expected);
    if (message.author === "reporter") throw new EnvelopeError("object-misplaced");
    return { row, message };
  } catch (fault) {
    const isClosed = fault instanceof EnvelopeError && fault.code === "not-openable";
    if (!isClosed || !hasFormerReceipt) throw fault;
    return { row, message: null };
  }
}

function lockedName({ identity }: MailboxReply, opened: readonly OpenedRow[]): LockedName | null {
  const told = opened.find(({ message }) => message?.body.answers?.["identityOpened"] === true);
  if (identity === undefined && told === undefined) return null;
  return Object.freeze({
    broughtOn: identity?.broughtOn ?? null,
    openedOn: identity?.openedOn ?? null,
    toldOn: told?.row.on ?? null,
  });
}

function threadMessage({ row, message }: OpenedRow): ThreadMessage {
  const { index, on, fileCount } = row;
  if (message === null) {
    const kind = index === 0 ? "report" : "message";
    return Object.freeze({
      index,
      author: "own",
      unit: null,
      on,
      kind,
      text: null,
      files: fileCount,
      tellsIdentity: false,
    });
  }
  const { kind, text, files, answers } = message.body;
  if (kind === "note" || kind === "identity") throw new EnvelopeError("object-misplaced");
  return Object.freeze({
    index,
    author: "unit",
    unit: message.author,
    on,
    kind,
    text,
    files: files.length,
    tellsIdentity: answers?.["identityOpened"] === true,
  });
}

function threadOf(card: MailboxCard, cardHash: string, rows: readonly Row[]): ReporterThread {
  const own = rows.filter(({ direction }) => direction === "to-units");
  const last = own.at(-1);
  if (last === undefined) throw new ApiError("reply-malformed");
  const { caseId, n, caseRecipient } = card;
  return Object.freeze({
    caseId,
    n,
    caseRecipient,
    seq: own.length,
    previous: last.sha256,
    cardHash,
  });
}
