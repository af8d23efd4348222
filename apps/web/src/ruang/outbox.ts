import type { RoomWords } from "./copy/index.ts";
import type { DeskLink } from "./desk.link.ts";
import { codeOf, errorText } from "./errorText.ts";
import {
  forget,
  keepCase,
  keepDrafts,
  loseSession,
  say,
  setDraft,
  takeSeat,
  type LockReason,
  type Room,
} from "./room.ts";
import { sealAndClose } from "./sealing.ts";
import { draftKey } from "./state/drafts.ts";
import { enqueue, returned, takeDue, undo } from "./state/undo.ts";
import type { ReplyKind, Waiting } from "./state/undo.ts";

/** How long a lock waits for messages that were already promised to leave. */
const LAST_WORDS_MS = 10_000;

/** Moves a reply from its field into the eight seconds before it is sent. */
export function holdReply(
  room: Room,
  message: { caseId: string; text: string; kind: ReplyKind },
): void {
  setDraft(room, draftKey(message.caseId, "reply"), "");
  setDraft(room, draftKey(message.caseId, "question"), "");
  room.queue.value = enqueue(room.queue.value, message, Date.now());
}

/** Takes a waiting reply back into its field. */
export function undoReply(room: Room, id: number): void {
  const { queue, message } = undo(room.queue.value, id);
  room.queue.value = queue;
  if (message !== null) keepDrafts(room, returned(room.drafts.value, message));
}

/** Sends what is due at `now`, in order. Resolves when each is stored or back in its field. */
export async function sendDue(room: Room, now: number, words: RoomWords): Promise<void> {
  const seat = room.seat.value;
  if (seat.kind === "open") await sendOver(seat.link, room, { now, words });
}

type Sending = { readonly now: number; readonly words: RoomWords };

async function sendOver(link: DeskLink, room: Room, { now, words }: Sending): Promise<void> {
  const { queue, due } = takeDue(room.queue.value, now);
  if (due.length === 0) return;
  room.queue.value = queue;
  for (const message of due) await sendOne(link, room, { message, words });
}

async function sendOne(
  link: DeskLink,
  room: Room,
  { message, words }: { message: Waiting; words: RoomWords },
): Promise<void> {
  const { caseId, text, kind } = message;
  say(room, words.case.thread.sending);
  try {
    keepCase(room, await link.call("reply", { caseId, text, kind }));
    say(room, words.case.thread.sent);
  } catch (fault) {
    keepDrafts(room, returned(room.drafts.value, message));
    say(room, failureText(fault, words), "err");
    if (codeOf(fault) === "session-missing") loseSession(room);
  }
}

/** Without an answer nobody knows whether the message arrived, and the person must not send it twice unaware. */
function failureText(fault: unknown, words: RoomWords): string {
  const { failed, uncertain } = words.case.thread;
  const isUncertain = ["network", "locked", "worker-lost"].includes(codeOf(fault));
  return isUncertain ? uncertain : `${failed} ${errorText(fault, words.errors)}`;
}

/**
 * Locks at once: the screen is empty and typed text leaves the page sealed. Messages in their eight seconds are sent
 * first, for at most ten seconds, because leaving sends them; then the worker is ended and every key is gone.
 */
export function lockRoom(room: Room, reason: LockReason, words: RoomWords): void {
  const left = takeSeat(room, reason);
  if (left !== null) void sealAndClose(room, left, sendLastWords(left.link, room, words));
}

function sendLastWords(link: DeskLink, room: Room, words: RoomWords): Promise<void> {
  const all = sendOver(link, room, { now: Infinity, words });
  const limit = new Promise<void>((resolve) => {
    setTimeout(resolve, LAST_WORDS_MS);
  });
  return Promise.race([all, limit]);
}

/**
 * Sends what waits, ends the session on the server, then the worker. The page is emptied even when the server cannot be
 * reached; drafts are stored before by who asks for this.
 */
export async function signOutOf(room: Room, words: RoomWords): Promise<void> {
  const seat = room.seat.value;
  if (seat.kind === "open") {
    await sendLastWords(seat.link, room, words);
    await seat.link.call("signOut", {}).catch(() => null);
    seat.link.close();
  }
  forget(room);
  room.seat.value = { kind: "out" };
}
