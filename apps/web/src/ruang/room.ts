import { signal, type Signal } from "@preact/signals";
import { DeskError, type DeskLink, type TellProgress } from "./desk.link.ts";
import type { CallName, InputOf, OutputOf } from "./desk.rpc.ts";
import type { AuditStatus, CaseSheet, RoomInfo } from "./model.ts";
import { EMPTY_QUEUE, type UndoQueue } from "./state/undo.ts";
import type { Drafts } from "./state/drafts.ts";
import { withDraft } from "./state/drafts.ts";
import { emptied, type InboxState } from "./state/inbox.ts";

export type LockReason = "idle" | "manual" | "session";

/** Who sits in the room. Only `open` holds a line to the worker, and only the worker holds keys. */
export type Seat = { readonly kind: "out" } | OpenSeat | LockedSeat;
export type OpenSeat = Seated & { readonly kind: "open"; readonly link: DeskLink };
export type LockedSeat = Seated & { readonly kind: "locked"; readonly reason: LockReason };

/** `login` is the name the member signs in with; `info.name` is how colleagues know them. */
type Seated = { readonly info: RoomInfo; readonly login: string };

/** A sentence for the live region. `serial` makes the same sentence be said twice. */
export type Said = { readonly text: string; readonly tone: "ok" | "err"; readonly serial: number };

/** What opens a desk: the name and one of its secrets. */
export type Secret =
  | { readonly kind: "password"; readonly name: string; readonly secret: string }
  | { readonly kind: "paper"; readonly name: string; readonly secret: string };

/** All state of the staff pages that outlives a screen. Everything here is gone when the tab is. */
export type Room = {
  readonly seat: Signal<Seat>;
  readonly drafts: Signal<Drafts>;
  readonly queue: Signal<UndoQueue>;
  /** Opened cases by id, as the worker last gave them. */
  readonly cases: Signal<ReadonlyMap<string, CaseSheet>>;
  readonly inbox: Signal<InboxState | null>;
  readonly said: Signal<Said | null>;
  /** A check of the audit log that is newer than the one at unlocking. */
  readonly audit: Signal<AuditStatus | null>;
  readonly areKeysOff: Signal<boolean>;
  /** Moment of the last touch, for the idle lock. */
  readonly touchedAt: { current: number };
  readonly startLink: () => DeskLink;
};

export function createRoom(startLink: () => DeskLink): Room {
  return {
    seat: signal<Seat>({ kind: "out" }),
    drafts: signal<Drafts>({}),
    queue: signal<UndoQueue>(EMPTY_QUEUE),
    cases: signal<ReadonlyMap<string, CaseSheet>>(new Map()),
    inbox: signal<InboxState | null>(null),
    said: signal<Said | null>(null),
    audit: signal<AuditStatus | null>(null),
    areKeysOff: signal(false),
    touchedAt: { current: Date.now() },
    startLink,
  };
}

/** Says a sentence in the live region. */
export function say(room: Room, text: string, tone: Said["tone"] = "ok"): void {
  room.said.value = { text, tone, serial: (room.said.value?.serial ?? 0) + 1 };
}

/** Takes a sentence away, unless a newer one stands there. */
export function hush(room: Room, said: Said): void {
  if (room.said.value === said) room.said.value = null;
}

export function switchKeys(room: Room, isOn: boolean): void {
  room.areKeysOff.value = !isOn;
}

export function keepAudit(room: Room, audit: AuditStatus): void {
  room.audit.value = audit;
}

export function setDraft(room: Room, key: string, text: string): void {
  room.drafts.value = withDraft(room.drafts.value, key, text);
}

/** Signs in and unlocks in a new worker. Rejects with `DeskError`; the worker is ended then. */
export async function enter(room: Room, secret: Secret, onProgress: TellProgress): Promise<void> {
  const link = room.startLink();
  try {
    const info = await signInWith(link, secret, onProgress);
    forgetUnlessSame(room, info);
    room.touchedAt.current = Date.now();
    room.audit.value = null;
    room.seat.value = { kind: "open", info, login: secret.name, link };
  } catch (fault) {
    link.close();
    throw fault;
  }
}

function signInWith(link: DeskLink, secret: Secret, onProgress: TellProgress): Promise<RoomInfo> {
  const { name } = secret;
  return secret.kind === "password"
    ? link.call("signInWithPassword", { name, password: secret.secret }, onProgress)
    : link.call("signInWithPaperKey", { name, paperKey: secret.secret }, onProgress);
}

/** Another member finds nothing of the one before. */
function forgetUnlessSame(room: Room, { memberId }: RoomInfo): void {
  const seat = room.seat.value;
  if (seat.kind === "out" || seat.info.memberId !== memberId) forget(room);
}

/** Empties everything a member has left on the page. */
export function forget(room: Room): void {
  room.drafts.value = {};
  room.queue.value = EMPTY_QUEUE;
  room.cases.value = new Map();
  room.inbox.value = null;
  room.said.value = null;
}

/**
 * Takes the room away from the screen: what had been opened is dropped, drafts stay. Gives the line to the worker, which
 * the caller must close, or null when there was none.
 */
export function takeSeat(room: Room, reason: LockReason): DeskLink | null {
  const seat = room.seat.value;
  if (seat.kind !== "open") return null;
  const { info, login, link } = seat;
  room.seat.value = { kind: "locked", info, login, reason };
  room.cases.value = new Map();
  room.inbox.value = room.inbox.value && emptied(room.inbox.value);
  return link;
}

/** Asks the worker. Rejects with `DeskError`; a session that has ended on the server locks the room. */
export async function ask<N extends CallName>(
  room: Room,
  name: N,
  input: InputOf<N>,
  onProgress?: TellProgress,
): Promise<OutputOf<N>> {
  const seat = room.seat.value;
  if (seat.kind !== "open") throw new DeskError("fault", "locked");
  try {
    return await seat.link.call(name, input, onProgress);
  } catch (fault) {
    if (fault instanceof DeskError && fault.code === "session-missing") {
      takeSeat(room, "session")?.close();
    }
    throw fault;
  }
}

/** Keeps a case as the worker gave it, unless the room was locked meanwhile. */
export function keepCase(room: Room, view: CaseSheet): void {
  if (room.seat.value.kind !== "open") return;
  room.cases.value = new Map([...room.cases.value, [view.caseId, view]]);
}
