import type { CaseRow as ShownCase, LogProof, MessageRow as ShownMessage } from "@bijak/contract";
import type { MemberEntry } from "@bijak/envelope/audit";
import { digestOf, toBase64 } from "../encoding.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { type Access, ensureAccess, ensureCaseworker, ensureDeclared } from "./access.ts";
import { type Room, viewerOf } from "./room.ts";
import { showCases } from "./show-cases.ts";
import { type ActKind, isActKind } from "./step-moves.ts";
import { provenBy } from "./proven-by.ts";
import {
  listMessages,
  listRecords,
  type MessageRow,
  newestNumber,
  raiseReadMark,
} from "./thread-store.ts";
import { type ActRow, listActs, noteOpening } from "./word-store.ts";

type ShownRecord = { seq: number; sealed: string; proofs?: LogProof[] };
type PendingAct = { id: string; kind: ActKind; note: string };

/** One case and what waits for a second signature. A declared conflict withholds both wrap and proposals. */
export async function readCase(
  room: Room,
  member: MemberEntry,
  caseId: string,
): Promise<{ case: ShownCase; acts: PendingAct[] }> {
  ensureCaseworker(member);
  const { db } = room.parts.store;
  const viewer = await viewerOf(room, member);
  const { declaration } = await ensureAccess(db, viewer, caseId);
  const [shown] = await showCases(room, viewer, [caseId]);
  ensure(shown !== undefined, "not-available");
  const acts = declaration === "conflict" ? [] : await listActs(db, caseId);
  return { case: shown, acts: acts.map(shownAct) };
}

function shownAct({ id, kind, note }: ActRow): PendingAct {
  if (!isActKind(kind)) throw new Error("a proposal of no kind that is taken");
  return { id, kind, note };
}

/** All sealed messages and records. The first reading of a member on a day is logged before anything is handed out. */
export async function readMessages(
  room: Room,
  member: MemberEntry,
  caseId: string,
): Promise<{ messages: ShownMessage[]; records: ShownRecord[] }> {
  ensureCaseworker(member);
  const { parts, ports } = room;
  const viewer = await viewerOf(room, member);
  await ensureDeclared(parts.store.db, viewer, caseId);
  const access = await parts.store.transact(async (tx) => {
    const declared = await ensureDeclared(tx, viewer, caseId);
    await logOpening(room, tx, { caseId, memberId: member.id });
    return declared;
  });
  const { db } = parts.store;
  const [messages, records] = [await listMessages(db, caseId), await listRecords(db, caseId)];
  const ofUnits = messages.filter(({ direction }) => direction !== "to-units");
  const proofs = await ports.proofsOf(
    [...ofUnits.map(({ sha256 }) => sha256), ...records.map(({ sealed }) => digestOf(sealed))],
    "staff",
  );
  return {
    messages: messages.map((message) => ({
      ...shownMessage(message, access),
      ...provenBy(proofs.get(message.sha256)),
    })),
    records: records.map(({ seq, sealed }) => ({
      seq,
      sealed: toBase64(sealed),
      ...provenBy(proofs.get(digestOf(sealed))),
    })),
  };
}

async function logOpening(
  { parts, ports }: Room,
  tx: Tx,
  { caseId, memberId }: { readonly caseId: string; readonly memberId: string },
): Promise<void> {
  const today = parts.clock.today();
  if (!(await noteOpening(tx, { caseId, memberId, today }))) return;
  await ports.appendEntry(tx, {
    type: "case-open",
    actor: memberId,
    object: caseId,
    digest: digestOf(`case-open ${memberId} ${today}`),
  });
}

const shownMessage = (message: MessageRow, { row }: Access): ShownMessage => ({
  index: message.number,
  direction: message.direction,
  on: message.on_day,
  isRead: message.direction !== "to-units" || message.number <= row.read_up_to,
  sealed: toBase64(message.sealed),
});

/** One part of a file of the case. Throws `not-available` when there is none. */
export async function readPart(
  room: Room,
  member: MemberEntry,
  place: { readonly id: string; readonly file: string; readonly part: string },
): Promise<Uint8Array> {
  ensureCaseworker(member);
  const { parts, ports } = room;
  await ensureDeclared(parts.store.db, await viewerOf(room, member), place.id);
  const part = await ports.findPart(place.id, place.file, Number(place.part));
  ensure(part !== null, "not-available");
  return part;
}

/** The unit has read the reporter's messages up to this one. Throws `request-malformed` for one that is not there. */
export async function markRead(
  room: Room,
  member: MemberEntry,
  { caseId, upTo }: { readonly caseId: string; readonly upTo: number },
): Promise<void> {
  ensureCaseworker(member);
  const { parts, ports } = room;
  const viewer = await viewerOf(room, member);
  await parts.store.transact(async (tx) => {
    await ensureDeclared(tx, viewer, caseId);
    ensure(upTo <= (await newestNumber(tx, caseId)), "request-malformed");
    if (!(await raiseReadMark(tx, caseId, upTo))) return;
    await ports.appendEntry(tx, {
      type: "read",
      actor: member.id,
      object: caseId,
      digest: digestOf(`read ${upTo}`),
    });
  });
}
