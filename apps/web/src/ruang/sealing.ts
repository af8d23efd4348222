import type { OpenSeat, Room, TypedPlace } from "./room.ts";
import { hasDrafts } from "./state/drafts.ts";
import { EMPTY_QUEUE, returned } from "./state/undo.ts";

/** How long a closed room waits for its worker, each time. */
const STORING_MS = 10_000;

/**
 * Closes a seat that was left: hands everything typed to the worker at once, so that no plain text stays on the page, waits
 * for `lastWords`, stores the sealed drafts and ends the worker. What cannot be stored stays here sealed. Never rejects.
 * See [Note: Typed text that outlives the room].
 */
export async function sealAndClose(
  room: Room,
  left: OpenSeat,
  lastWords: Promise<void>,
): Promise<void> {
  const isStored =
    room.areDraftsStored.value &&
    room.queue.value.waiting.length === 0 &&
    !room.sealed.has(left.info.memberId);
  try {
    const handed = handOver(room, left, "none");
    await lastWords;
    await handed;
    if (room.seat.value.kind !== "open") await handOver(room, left);
    if (isStored && room.areDraftsStored.value) settle(room, left, "server");
    else await store(room, left);
  } catch {
    // The worker that could have sealed is gone.
    place(room, isStored ? "server" : "lost");
  } finally {
    left.link.close();
  }
}

/** Moves what stands on the page into the worker and keeps it sealed. `empty` is said when there is nothing. */
async function handOver(
  room: Room,
  { link, info }: OpenSeat,
  empty: TypedPlace = room.typedPlace.value,
): Promise<void> {
  const drafts = room.queue.value.waiting.reduce(returned, room.drafts.value);
  room.queue.value = EMPTY_QUEUE;
  room.drafts.value = {};
  const earlier = room.sealed.get(info.memberId) ?? null;
  const isNothing = !hasDrafts(drafts) && earlier === null;
  room.typedPlace.value = isNothing ? empty : "sealing";
  if (isNothing) return;
  room.sealed.set(info.memberId, await inTime(link.call("sealDrafts", { drafts, earlier })));
}

/** A store that does not answer in time may still arrive: then the next unlock finds the same text twice and keeps it once. */
async function store(room: Room, left: OpenSeat): Promise<void> {
  try {
    await inTime(left.link.call("storeSealed", {}));
    settle(room, left, "server");
  } catch {
    settle(room, left, "page");
  }
}

function settle(room: Room, { info }: OpenSeat, where: "server" | "page"): void {
  if (where === "server") room.sealed.delete(info.memberId);
  place(room, where);
}

/** Where the text is now, if there was any. */
function place({ typedPlace }: Room, where: TypedPlace): void {
  if (typedPlace.value === "sealing") typedPlace.value = where;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), STORING_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
