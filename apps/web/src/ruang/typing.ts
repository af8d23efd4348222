import { ask, keepDrafts, type Room } from "./room.ts";
import { hasDrafts, joinDrafts } from "./state/drafts.ts";

/**
 * Puts the member's drafts back where they were typed: those of the server, under those that this page still had sealed.
 * Rejects with `CallError`; nothing is lost then, and it may be tried again.
 */
export async function restoreTyped(room: Room): Promise<void> {
  const seat = room.seat.value;
  if (seat.kind !== "open") return;
  const { memberId } = seat.info;
  const sealed = room.sealed.get(memberId) ?? null;
  const drafts = await ask(room, "restoreDrafts", { sealed });
  const now = room.seat.value;
  if (now.kind !== "open" || now.link !== seat.link) return;
  const typedSince = room.drafts.value;
  keepDrafts(room, joinDrafts(drafts, typedSince));
  room.areDraftsStored.value = sealed === null && !hasDrafts(typedSince);
  room.sealed.delete(memberId);
}

/** Stores the drafts sealed. Rejects with `CallError`. */
export async function saveTyped(room: Room): Promise<void> {
  const drafts = room.drafts.value;
  await ask(room, "saveDrafts", { drafts });
  if (room.drafts.value === drafts) room.areDraftsStored.value = true;
}

/** Whether closing the page now would lose something. */
export function isTypedAtRisk({ seat, areDraftsStored, queue, typedPlace }: Room): boolean {
  return seat.value.kind === "open"
    ? !areDraftsStored.value || queue.value.waiting.length > 0
    : typedPlace.value === "sealing" || typedPlace.value === "page";
}
