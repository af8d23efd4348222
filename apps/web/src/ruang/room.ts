import { signal, type Signal } from "@preact/signals";
import { CallError, type TellProgress } from "../lib/calls/link.ts";
import type { DeskLink } from "./desk.link.ts";
import type { CallName, InputOf, OutputOf } from "./desk.rpc.ts";
import type { SealedDrafts } from "./keys.rpc.ts";
import type { AuditStatus, CaseSheet, RoomInfo } from "./model.ts";
import { sealAndClose } from "./sealing.ts";
import { withDraft, type Drafts } from "./state/drafts.ts";
import { EMPTY_QUEUE, type UndoQueue } from "./state/undo.ts";
import { emptied, type InboxState } from "./state/inbox.ts";

export type LockReason = "idle" | "manual" | "session";

/** Who sits in the room. Only `open` holds a line to the worker, and only the worker holds keys. */
export type Seat = { readonly kind: "out" } | OpenSeat | LockedSeat;
export type OpenSeat = Seated & { readonly kind: "open"; readonly link: DeskLink };
export type LockedSeat = Seated & { readonly kind: "locked"; readonly reason: LockReason };

type Seated = { readonly info: RoomInfo };

/** A sentence for the live region. `serial` makes the same sentence be said twice. */
export type Said = { readonly text: string; readonly tone: "ok" | "err"; readonly serial: number };

/** Where typed text is after the room closed: nowhere because there is none, on its way, at the server, only here, or lost. */
export type TypedPlace = "none" | "sealing" | "server" | "page" | "lost";

/** What opens a desk: a passkey of this device, or a name with one of its secrets. */
export type Secret =
  | { readonly kind: "passkey" }
  | { readonly kind: "password"; readonly name: string; readonly secret: string }
  | { readonly kind: "paper"; readonly name: string; readonly secret: string };

/** All state of the staff pages that outlives a screen. Everything here is gone when the tab is. */
export type Room = {
  readonly seat: Signal<Seat>;
  readonly drafts: Signal<Drafts>;
  /** Whether the server has the drafts as they stand. */
  readonly areDraftsStored: Signal<boolean>;
  /** Sealed drafts that the server does not have yet, by member. */
  readonly sealed: Map<string, SealedDrafts>;
  readonly typedPlace: Signal<TypedPlace>;
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
    areDraftsStored: signal(true),
    sealed: new Map(),
    typedPlace: signal<TypedPlace>("none"),
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
  keepDrafts(room, withDraft(room.drafts.value, key, text));
}

/** Puts drafts in their fields; the server does not have them yet. */
export function keepDrafts(room: Room, drafts: Drafts): void {
  room.drafts.value = drafts;
  room.areDraftsStored.value = false;
}

/** Signs in and unlocks in a new worker. Rejects with `CallError`; the worker is ended then. */
export async function enter(room: Room, secret: Secret, onProgress: TellProgress): Promise<void> {
  const link = room.startLink();
  try {
    const info = await signInWith(link, secret, onProgress);
    forgetUnlessSame(room, info);
    room.touchedAt.current = Date.now();
    room.audit.value = null;
    room.seat.value = { kind: "open", info, link };
  } catch (fault) {
    link.close();
    throw fault;
  }
}

function signInWith(link: DeskLink, secret: Secret, onProgress: TellProgress): Promise<RoomInfo> {
  switch (secret.kind) {
    case "passkey":
      return link.call("signInWithPasskey", {}, onProgress);
    case "password":
      return link.call(
        "signInWithPassword",
        { name: secret.name, password: secret.secret },
        onProgress,
      );
    case "paper":
      return link.call(
        "signInWithPaperKey",
        { name: secret.name, paperKey: secret.secret },
        onProgress,
      );
  }
}

/** Another member finds nothing of the one before. */
function forgetUnlessSame(room: Room, { memberId }: RoomInfo): void {
  const seat = room.seat.value;
  if (seat.kind === "out" || seat.info.memberId !== memberId) forget(room);
}

/** Empties everything a member has left on the page, but for sealed drafts that only this member can open. */
export function forget(room: Room): void {
  room.drafts.value = {};
  room.areDraftsStored.value = true;
  room.queue.value = EMPTY_QUEUE;
  room.cases.value = new Map();
  room.inbox.value = null;
  room.said.value = null;
}

/**
 * Takes the room away from the screen: what had been opened is dropped. Gives the seat that was left, whose line to the
 * worker the caller must close, or null when there was none.
 */
export function takeSeat(room: Room, reason: LockReason): OpenSeat | null {
  const seat = room.seat.value;
  if (seat.kind !== "open") return null;
  room.seat.value = { kind: "locked", info: seat.info, reason };
  room.cases.value = new Map();
  room.inbox.value = room.inbox.value && emptied(room.inbox.value);
  return seat;
}

/** What the worker says of the member after it looked again. */
export function keepInfo(room: Room, info: RoomInfo): void {
  const seat = room.seat.value;
  if (seat.kind === "open") room.seat.value = { ...seat, info };
}

/** Asks the worker. Rejects with `CallError`; a session that has ended on the server locks the room. */
export async function ask<N extends CallName>(
  room: Room,
  name: N,
  input: InputOf<N>,
  onProgress?: TellProgress,
): Promise<OutputOf<N>> {
  const seat = room.seat.value;
  if (seat.kind !== "open") throw new CallError("fault", "locked");
  try {
    return await seat.link.call(name, input, onProgress);
  } catch (fault) {
    if (fault instanceof CallError && fault.code === "session-missing") loseSession(room);
    throw fault;
  }
}

/** The server does not know the session any more: what was typed is sealed here and waits for the next unlock. */
export function loseSession(room: Room): void {
  const left = takeSeat(room, "session");
  if (left !== null) void sealAndClose(room, left, Promise.resolve());
}

/** Keeps a case as the worker gave it, unless the room was locked meanwhile. */
export function keepCase(room: Room, view: CaseSheet): void {
  if (room.seat.value.kind !== "open") return;
  room.cases.value = new Map([...room.cases.value, [view.caseId, view]]);
}
