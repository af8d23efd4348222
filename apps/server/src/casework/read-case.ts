import type { CaseRow as ShownCase, MessageRow as ShownMessage } from "@bijak/contract";
import type { MemberEntry } from "@bijak/envelope/audit";
import { digestOf, toBase64 } from "../encoding.ts";
import { ensure } from "../refusal.ts";
import { type Access, ensureAccess, ensureCaseworker, ensureDeclared } from "./access.ts";
import type { Room } from "./room.ts";
import { showCases } from "./show-cases.ts";
import {
  listMessages,
  listRecords,
  type MessageRow,
  newestNumber,
  raiseReadMark,
} from "./thread-store.ts";
import { type ActRow, listActs, noteOpening } from "./word-store.ts";

type PendingAct = { id: string; kind: ActKindWord; note: string };
type ActKindWord = "close" | "reopen";

/** One case and what waits for a second signature. A declared conflict withholds both wrap and proposals. */
export async function readCase(
  { parts }: Room,
  member: MemberEntry,
  caseId: string,
): Promise<{ case: ShownCase; acts: PendingAct[] }> {
  ensureCaseworker(member);
  const { db } = parts.store;
  const { declaration } = await ensureAccess(db, member, caseId);
  const [shown] = await showCases(db, member, [caseId]);
  ensure(shown !== undefined, "not-available");
  const acts = declaration === "conflict" ? [] : await listActs(db, caseId);
  return { case: shown, acts: acts.map(shownAct) };
}

function shownAct({ id, kind, note }: ActRow): PendingAct {
  if (kind !== "close" && kind !== "reopen") throw new Error("a proposal of no kind that is taken");
  return { id, kind, note };
}

/** All sealed messages and records. The first reading of a member on a day is logged before anything is handed out. */
export async function readMessages(
  { parts, ports }: Room,
  member: MemberEntry,
  caseId: string,
): Promise<{ messages: ShownMessage[]; records: { seq: number; sealed: string }[] }> {
  ensureCaseworker(member);
  const today = parts.clock.today();
  await ensureDeclared(parts.store.db, member, caseId);
  const access = await parts.store.transact(async (tx) => {
    const declared = await ensureDeclared(tx, member, caseId);
    if (await noteOpening(tx, { caseId, memberId: member.id, today }))
      await ports.appendEntry(tx, {
        type: "case-open",
        actor: member.id,
        object: caseId,
        digest: digestOf(`case-open ${member.id} ${today}`),
      });
    return declared;
  });
  const { db } = parts.store;
  const [messages, records] = [await listMessages(db, caseId), await listRecords(db, caseId)];
  return {
    messages: messages.map((message) => shownMessage(message, access)),
    records: records.map(({ seq, sealed }) => ({ seq, sealed: toBase64(sealed) })),
  };
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
  { parts, ports }: Room,
  member: MemberEntry,
  place: { readonly id: string; readonly file: string; readonly part: string },
): Promise<Uint8Array> {
  ensureCaseworker(member);
  await ensureDeclared(parts.store.db, member, place.id);
  const part = await ports.findPart(place.id, place.file, Number(place.part));
  ensure(part !== null, "not-available");
  return part;
}

/** The unit has read the reporter's messages up to this one. Throws `request-malformed` for one that is not there. */
export async function markRead(
  { parts, ports }: Room,
  member: MemberEntry,
  { caseId, upTo }: { readonly caseId: string; readonly upTo: number },
): Promise<void> {
  ensureCaseworker(member);
  await parts.store.transact(async (tx) => {
    await ensureDeclared(tx, member, caseId);
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
