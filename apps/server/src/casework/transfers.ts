import type { TransferRow } from "@bijak/contract";
import type { MemberEntry } from "@bijak/envelope/audit";
import { digestOf } from "../encoding.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { ensureCaseworker, ensureOwnUnit, findAccess } from "./access.ts";
import { type Db, lockCase } from "./case-store.ts";
import { entryOf } from "./entries.ts";
import { ensureKeysOfToday, ensureNotFrozen } from "./keys-of-today.ts";
import { parseSealed } from "./parse-sealed.ts";
import { type Room, type Viewer, viewerOf } from "./room.ts";
import { findTransfer, listTransfersOf, moveTransfer, type Transfer } from "./sharing-store.ts";
import { shownTransfer } from "./show-cases.ts";
import { listDeclarations } from "./word-store.ts";

/** The transfers to and from one of the member's units, as far as the member may know of them. Throws `role-missing`, `not-available`. */
export async function listTransfers(
  room: Room,
  member: MemberEntry,
  unit: string,
): Promise<TransferRow[]> {
  ensureCaseworker(member);
  ensureOwnUnit(member, unit);
  const { db } = room.parts.store;
  const viewer = await viewerOf(room, member);
  const transfers = await listTransfersOf(db, unit);
  const digests = new Map(transfers.map((one) => [one.case_id, digestOf(one.offer)]));
  const proofs = await room.ports.proofsOf([...digests.values()], "staff");
  const shown: TransferRow[] = [];
  for (const transfer of transfers) {
    const isOffer = transfer.target === unit && transfer.state !== "handed-over";
    const isKnown = isOffer || (await findAccess(db, viewer, transfer.case_id)) !== null;
    if (!isKnown || (await hasConflict(db, member, transfer.case_id))) continue;
    const own = proofs.get(digests.get(transfer.case_id) ?? "");
    shown.push({ ...shownTransfer(transfer), ...(own === undefined ? {} : { offerProofs: own }) });
  }
  return shown;
}

export async function hasConflict(db: Db, { id }: MemberEntry, caseId: string): Promise<boolean> {
  const [declaration] = await listDeclarations(db, [caseId], id);
  return declaration?.has_conflict === 1;
}

type Answer = {
  readonly isAccepted: boolean;
  readonly answer: string | null;
  readonly serial?: number | undefined;
};

/**
 * Takes the target unit's answer; a refusal brings its reason, sealed to the sender. Throws `not-available` to all who are not
 * offered this case, `revision-conflict` when the offer has its answer, `request-malformed`, `ciphertext-refused`.
 */
export async function answerTransfer(
  room: Room,
  member: MemberEntry,
  { caseId, said }: { readonly caseId: string; readonly said: Answer },
): Promise<void> {
  ensureCaseworker(member);
  const { parts, ports } = room;
  const viewer = await viewerOf(room, member);
  const { target } = await ensureOffered(parts.store.db, viewer, caseId);
  await ensureNotFrozen(ports, [target]);
  const { suite } = await ports.currentDirectory();
  ensure(said.isAccepted === (said.answer === null), "request-malformed");
  const answer = said.answer === null ? null : parseSealed(said.answer, "offer", suite);
  await parts.store.transact(async (tx) => {
    ensure((await lockCase(tx, caseId)) !== null, "not-available");
    const { source } = await ensureOpenOffer(tx, viewer, caseId);
    await moveTransfer(tx, caseId, { state: said.isAccepted ? "accepted" : "refused", answer });
    const concerned = answer === null ? [] : [target, source];
    await ensureKeysOfToday(ports, tx, { serial: said.serial, units: concerned });
    const type = answer === null ? "transfer-accepted" : "transfer-refused";
    const content = answer ?? `transfer-accepted ${caseId}`;
    await ports.appendEntry(tx, entryOf(type, content, { caseId, memberId: member.id }));
  });
}

/** The transfer that offers this case to a unit of the viewer. Throws `not-available`. */
async function ensureOffered(db: Db, { member }: Viewer, caseId: string): Promise<Transfer> {
  const transfer = await findTransfer(db, caseId);
  ensure(transfer !== null && member.units.includes(transfer.target), "not-available");
  ensure(!(await hasConflict(db, member, caseId)), "not-available");
  return transfer;
}

async function ensureOpenOffer(tx: Tx, viewer: Viewer, caseId: string): Promise<Transfer> {
  const transfer = await ensureOffered(tx, viewer, caseId);
  ensure(transfer.state === "offered", "revision-conflict");
  return transfer;
}
