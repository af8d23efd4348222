import type { TransferRow } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import type { CaseFile } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { openForUnit, textOf } from "./offers.ts";
import { findProposal } from "./proposals.ts";

/** A case on its way to another unit. */
export type TransferView = {
  readonly state: "proposed" | TransferRow["state"];
  readonly from: string;
  readonly target: string;
  readonly keepsAccess: boolean;
  readonly on: Day;
  /** What the target reads before it accepts; null when this member cannot open it. */
  readonly summary: string | null;
  /** Why it is to be handed over, for the unit that has it. */
  readonly reason: string | null;
  /** Why the target refused, for the unit that asked. */
  readonly answer: string | null;
  /** Of a proposal that waits for its second signature; null later. */
  readonly proposal: {
    readonly actId: string;
    readonly proposedBy: string;
    readonly isStale: boolean;
  } | null;
};

type Found = { readonly transfer: TransferView | null; readonly isValid: boolean };

/** The transfer of a case: under way, or proposed. */
export async function transferView(desk: Desk, file: CaseFile): Promise<Found> {
  const { row, entries, unit } = file;
  if (row.transfer !== undefined) {
    const sealed = await transferOf(desk, row.transfer);
    const entry = entries.map((one) => one.entry).findLast(({ kind }) => kind === "transfer");
    const known = entry?.kind === "transfer" ? entry : null;
    const summary = sealed.summary ?? known?.summary ?? null;
    const transfer = Object.freeze({ ...sealed, summary, reason: known?.reason ?? null });
    return { transfer, isValid: true };
  }
  const { proposal, isValid } = await findProposal(desk, file, "transfer");
  if (proposal === null) return { transfer: null, isValid };
  const { id: actId, proposedBy, isStale, entry } = proposal;
  const { target, keepsAccess, on, summary, reason } = entry;
  const words = { target, keepsAccess, on, summary, reason, answer: null };
  const waiting = { actId, proposedBy, isStale };
  const transfer = { state: "proposed", from: unit, ...words, proposal: waiting } as const;
  return { transfer: Object.freeze(transfer), isValid };
}

/** What one of the two units can read of a transfer without the case. */
export async function transferOf(desk: Desk, row: TransferRow): Promise<TransferView> {
  const { caseId, from, target, keepsAccess, on, state } = row;
  const addressed = { use: "transfer", caseId, to: target, proofs: row.offerProofs } as const;
  const offer = await openForUnit(desk, row.offer, addressed);
  const answer =
    row.answer === null
      ? null
      : await openForUnit(desk, row.answer, { use: "refusal", caseId, to: from });
  return Object.freeze({
    state,
    from,
    target,
    keepsAccess,
    on,
    summary: offer?.fromUnit === from ? textOf(offer, "summary") : null,
    reason: null,
    answer: answer?.fromUnit === target ? textOf(answer, "reason") : null,
    proposal: null,
  });
}
