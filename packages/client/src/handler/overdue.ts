import { sharingRoutes, type ClockRow, type OverdueRow } from "@bijak/contract";
import type { CaseState, Day } from "@bijak/domain";
import type { Desk } from "./desk.ts";
import { ensureState, nameOf } from "./inbox.ts";
import { labelOf } from "./label.ts";
import { openForUnit, textOf } from "./offers.ts";
import { readActQuietly } from "./proposals.ts";

/** An overdue case of a unit for which an own unit answers (R5). Nothing of its content is known. */
export type OverdueCase = {
  readonly caseId: string;
  readonly label: `K-${string}`;
  /** The own unit that may take it over. */
  readonly unit: string;
  readonly units: readonly string[];
  readonly state: CaseState;
  readonly receivedOn: Day;
  readonly clocks: readonly ClockRow[];
  /** The reporter allowed the own unit to read when the other does not act. Otherwise the keys must be handed over. */
  readonly hasStandby: boolean;
  readonly isRequested: boolean;
  readonly pending: PendingTakeover | null;
};

export type PendingTakeover = {
  readonly id: string;
  readonly proposedBy: string;
  readonly proposedByName: string | null;
  readonly reason: string | null;
};

/** An overdue case with what its door takes. */
export type FoundOverdue = { readonly row: OverdueRow; readonly unit: string };

/** Overdue cases of all units for which the member's units answer. */
export async function listOverdue(desk: Desk): Promise<readonly OverdueCase[]> {
  const found = await listOverdueRows(desk);
  return Promise.all(found.map((one) => overdueCase(desk, one)));
}

export async function listOverdueRows(desk: Desk): Promise<readonly FoundOverdue[]> {
  const { units } = desk.institution.directory;
  const answering = [...desk.keyrings.keys()].filter((id) =>
    units.some(({ conflictTarget }) => conflictTarget === id),
  );
  const found: FoundOverdue[] = [];
  for (const unit of answering) {
    const rows = await desk.api.call(sharingRoutes.overdueCases, { query: { unit } });
    found.push(...rows.map((row) => ({ row, unit })));
  }
  return found;
}

async function overdueCase(desk: Desk, { row, unit }: FoundOverdue): Promise<OverdueCase> {
  const { caseId, units, receivedOn, clocks, hasStandby, isRequested } = row;
  const common = { caseId, label: labelOf(caseId), unit, units, receivedOn, clocks };
  const state = ensureState(row.state);
  const pending = await pendingTakeover(desk, { row, unit });
  return Object.freeze({ ...common, state, hasStandby, isRequested, pending });
}

/** The proposal of a colleague with its reason; null when there is none, or it is signed by nobody. */
export async function pendingTakeover(
  desk: Desk,
  { row: { caseId, pending }, unit }: FoundOverdue,
): Promise<PendingTakeover | null> {
  const signed = pending === null ? null : await readActQuietly(desk, pending.note);
  const [proposer] = signed?.signers ?? [];
  if (pending === null || proposer === undefined) return null;
  const told = await openForUnit(desk, pending.reason, { use: "takeover", caseId, to: unit });
  return Object.freeze({
    id: pending.id,
    proposedBy: proposer.id,
    proposedByName: nameOf(desk, proposer.id),
    reason: textOf(told, "reason"),
  });
}
