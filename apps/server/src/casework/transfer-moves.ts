import type { Directory, MemberEntry } from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import type { Access } from "./access.ts";
import { workingUnits } from "./holders.ts";
import { changedReach, type Reach, sameReach } from "./reach.ts";
import type { UnitRow } from "./reach-store.ts";
import type { Transfer } from "./sharing-store.ts";
import type { ParsedStep, ParsedTransfer } from "./step-parse.ts";

/*
 * [Note: The four steps of a transfer]
 *
 * Offered by two of the sender, answered by the target, handed over by the sender (new wraps, no text), received by the target
 * with the next case key (R8). Until the keys are handed over the target knows the sealed offer, the sender and the day. A
 * refused transfer is taken back by who works on the case; so is one to which nobody answers in time.
 */
type Facts = {
  readonly member: MemberEntry;
  readonly directory: Pick<Directory, "units">;
  readonly access: Access;
  readonly transfer: Transfer | null;
  readonly isAnswerOverdue: boolean;
  readonly today: number;
};

/** Throws `unit-unknown` unless the target is a unit of today's directory, `move-impossible` when it works on the case already. */
export function ensureTarget(
  { target }: Pick<ParsedTransfer, "target">,
  { directory, access, today }: Facts,
): void {
  const unit = directory.units.find(({ id }) => id === target);
  ensure(unit !== undefined, "unit-unknown");
  const isValid = unit.validFrom <= today && (unit.validUntil ?? today) >= today;
  ensure(isValid, "unit-unknown");
  ensure(!workingUnits(access.units).includes(target), "move-impossible");
}

/** The moves out of a transfer. Throws `move-impossible`, `role-missing`, `request-malformed`. See [Note: The four steps of a transfer]. */
export function ensureTransferMove(
  step: Pick<ParsedStep, "to" | "wraps">,
  { transfer, member, isAnswerOverdue }: Facts,
): void {
  ensure(transfer !== null, "move-impossible");
  const { state, target } = transfer;
  if (step.to === "verifying") {
    ensure(state === "handed-over", "move-impossible");
    ensure(member.units.includes(target), "role-missing");
    return ensure(step.wraps.length > 0, "request-malformed");
  }
  ensure(state === "refused" || (state !== "handed-over" && isAnswerOverdue), "move-impossible");
}

/** Who has access after a step: the sender of a transfer gives it up when the target receives the case, unless it keeps it. */
export function reachAfter(
  { to }: Pick<ParsedStep, "to">,
  transfer: Transfer | null,
  units: readonly UnitRow[],
): Reach {
  if (transfer === null || to !== "verifying") return sameReach(units);
  return changedReach(units, { drops: transfer.keeps_access === 1 ? [] : [transfer.source] });
}

/** The unit that offers the case: one at work to which both signers belong. Throws `act-refused` when there is none. */
export function sourceOf(signers: readonly MemberEntry[], units: readonly UnitRow[]): string {
  const source = workingUnits(units).find((unit) =>
    signers.every((signer) => signer.units.includes(unit)),
  );
  ensure(source !== undefined, "act-refused");
  return source;
}
