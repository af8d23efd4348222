import { draftKey, withDraft, type Drafts } from "./drafts.ts";

/** How long a message to the reporter stays on the device before it is sent. */
export const UNDO_MS = 8_000;

export type ReplyKind = "message" | "question";

/** A message that waits on this device and can still be taken back. */
export type Waiting = {
  readonly id: number;
  readonly caseId: string;
  readonly text: string;
  readonly kind: ReplyKind;
  /** The moment it is sent, in the milliseconds of the page's clock. */
  readonly sendAt: number;
};

export type UndoQueue = { readonly nextId: number; readonly waiting: readonly Waiting[] };

export const EMPTY_QUEUE: UndoQueue = Object.freeze({ nextId: 1, waiting: Object.freeze([]) });

/** Puts a message in front of its eight seconds. */
export function enqueue(
  queue: UndoQueue,
  message: { caseId: string; text: string; kind: ReplyKind },
  now: number,
): UndoQueue {
  const waiting: Waiting = Object.freeze({ ...message, id: queue.nextId, sendAt: now + UNDO_MS });
  return { nextId: queue.nextId + 1, waiting: [...queue.waiting, waiting] };
}

/** Takes a message back; `message` is null when it has left already. */
export function undo(queue: UndoQueue, id: number): { queue: UndoQueue; message: Waiting | null } {
  const message = queue.waiting.find((one) => one.id === id) ?? null;
  return {
    queue: { ...queue, waiting: queue.waiting.filter((one) => one.id !== id) },
    message,
  };
}

/** Takes out what is due, in the order it was written. `now` of Infinity takes everything: the page is being left. */
export function takeDue(
  queue: UndoQueue,
  now: number,
): { queue: UndoQueue; due: readonly Waiting[] } {
  const due = queue.waiting.filter((one) => one.sendAt <= now);
  return { queue: { ...queue, waiting: queue.waiting.filter((one) => one.sendAt > now) }, due };
}

/** Whole seconds until a message is sent, never below 0. */
export function secondsLeft({ sendAt }: Waiting, now: number): number {
  return Math.max(0, Math.ceil((sendAt - now) / 1_000));
}

/** The text of a field after a message came back to it: what was typed meanwhile is kept below. */
export function mergeBack(returned: string, typedMeanwhile: string): string {
  return typedMeanwhile.trim() === "" ? returned : `${returned}\n\n${typedMeanwhile}`;
}

/** The drafts with a message back in its field, and its kind beside it. */
export function returned(drafts: Drafts, { caseId, text, kind }: Waiting): Drafts {
  const key = draftKey(caseId, "reply");
  const back = withDraft(drafts, key, mergeBack(text, drafts[key] ?? ""));
  return kind === "question" ? withDraft(back, draftKey(caseId, "question"), "yes") : back;
}
