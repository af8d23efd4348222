import type { CaseRow as ShownCase, TransferRow } from "@bijak/contract";
import type { RunningClock } from "@bijak/domain";
import { digestOf, toBase64 } from "../encoding.ts";
import { declaredIn } from "./access.ts";
import { type CaseRow, listCaseRows, listClocks } from "./case-store.ts";
import {
  findHolder,
  type Held,
  listedIn,
  listReached,
  standbyUnits,
  workingUnits,
} from "./holders.ts";
import { listHolders, listUnits, listWraps, type WrapRow } from "./reach-store.ts";
import type { CaseworkPorts, Room, Viewer } from "./room.ts";
import { listTakeovers, listTransfers, type Takeover, type Transfer } from "./sharing-store.ts";
import { listNewest } from "./thread-store.ts";
import { type DeclarationRow, listConflicts, listDeclarations } from "./word-store.ts";

/** Everything that is shown of one case, as it lies in the store. */
type Known = {
  readonly row: CaseRow;
  readonly held: Held;
  readonly wrap: WrapRow | null;
  readonly clocks: readonly RunningClock[];
  readonly declaration: DeclarationRow | undefined;
  readonly newest: number;
  readonly transfer: Transfer | undefined;
  readonly takeover: Takeover | undefined;
  readonly receiptChanges: readonly string[] | undefined;
};

/** Shows these cases to a viewer who may know of them, in the order of `ids`. A declared conflict withholds wrap and sharing. */
export async function showCases(
  { parts, ports }: Room,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ShownCase[]> {
  const known = await lookUp({ parts, ports }, viewer, ids);
  const proofs = await proofsOfWraps(ports, known);
  return known.map((one) => {
    const shown = showCase(viewer, one);
    const own = one.wrap === null ? undefined : proofs.get(one.wrap);
    return shown.wrap === null || own === undefined ? shown : { ...shown, wrapProofs: own };
  });
}

async function lookUp(
  { parts, ports }: Room,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Known[]> {
  const { db } = parts.store;
  const { id: own, units: ownUnits } = viewer.member;
  const possible = [`member ${own}`, ...ownUnits.flatMap((id) => [`unit ${id}`, `recovery ${id}`])];
  const [rows, units, holders, conflicts, wraps, clocks] = await Promise.all([
    listCaseRows(db, ids),
    listUnits(db, ids),
    listHolders(db, ids),
    listConflicts(db, ids),
    listWraps(db, ids, possible),
    listClocks(db, ids),
  ]);
  const [declarations, newest, transfers, takeovers, changes] = await Promise.all([
    listDeclarations(db, ids, own),
    listNewest(db, ids),
    listTransfers(db, ids),
    listTakeovers(db, ids),
    ports.receiptChangesOf(ids),
  ]);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const of = <R extends { readonly case_id: string }>(all: readonly R[], id: string) =>
    all.filter(({ case_id }) => case_id === id);
  return ids.flatMap((id) => {
    const row = rowOf.get(id);
    if (row === undefined) return [];
    const held: Held = {
      units: of(units, id),
      holders: of(holders, id).map(({ holder }) => holder),
      conflicted: of(conflicts, id).map(({ member_id }) => member_id),
    };
    const holder = findHolder(viewer, held);
    return {
      row,
      held,
      wrap: of(wraps, id).find((wrap) => wrap.holder === holder) ?? null,
      clocks: clocks.get(id) ?? [],
      declaration: of(declarations, id)[0],
      newest: newest.get(id) ?? 0,
      transfer: of(transfers, id)[0],
      takeover: of(takeovers, id)[0],
      receiptChanges: changes.get(id),
    };
  });
}

async function proofsOfWraps(ports: CaseworkPorts, known: readonly Known[]) {
  const wraps = known.flatMap(({ wrap }) => (wrap === null ? [] : [wrap]));
  const digests = new Map(wraps.map((wrap) => [wrap, digestOf(wrap.sealed)]));
  const proofs = await ports.proofsOf([...digests.values()], "staff");
  return new Map([...digests].map(([wrap, digest]) => [wrap, proofs.get(digest)]));
}

function showCase(viewer: Viewer, known: Known): ShownCase {
  const { row, held, clocks } = known;
  const declaration = declaredIn(known.declaration);
  const wrap = declaration === "conflict" ? null : known.wrap;
  return {
    id: row.id,
    revision: row.revision,
    units: [...workingUnits(held.units)],
    standby: standbyUnits(held.units)[0] ?? null,
    isRestricted: row.is_restricted === 1,
    state: row.state,
    assignee: row.assignee,
    isUrgent: row.is_urgent === 1,
    hasUnread: row.newest_from_reporter > row.read_up_to,
    receivedOn: row.received_on,
    reporterActiveOn: row.reporter_active_on,
    staffActiveOn: row.staff_active_on,
    clocks: [...clocks],
    retentionOn: row.retention_on,
    declaration,
    holder: wrap?.holder ?? null,
    wrap: wrap === null ? null : toBase64(wrap.sealed),
    newest: known.newest,
    ...(declaration === "conflict" ? {} : shownReach(viewer, known)),
  };
}

/** Who else reads the case, and who is about to. */
function shownReach(
  { members }: Viewer,
  { row, held, transfer, takeover, receiptChanges }: Known,
): Partial<ShownCase> {
  const isAgreed = takeover !== undefined && takeover.state !== "proposed";
  return {
    conflicts: [...listReached(members, held)],
    ...(row.is_restricted === 1 ? { listed: [...listedIn(held.holders)] } : {}),
    ...(transfer === undefined ? {} : { transfer: shownTransfer(transfer) }),
    ...(takeover?.state === "requested" ? { requestedBy: takeover.unit } : {}),
    ...(isAgreed ? { takeover: takeover.note } : {}),
    ...(receiptChanges === undefined ? {} : { receiptChanges: [...receiptChanges] }),
  };
}

export const shownTransfer = (transfer: Transfer): TransferRow => ({
  caseId: transfer.case_id,
  from: transfer.source,
  target: transfer.target,
  keepsAccess: transfer.keeps_access === 1,
  on: transfer.on_day,
  state: transfer.state,
  offer: toBase64(transfer.offer),
  act: transfer.act,
  answer: transfer.answer === null ? null : toBase64(transfer.answer),
});
