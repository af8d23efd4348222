import { OUTCOMES, type OutcomeCode } from "@bijak/domain";
import type { CaseView, RoomInfo } from "../model.ts";

/** Fewest characters of an explanation that a reporter can make sense of. */
export const REASON_LEAST = 20;

/** Which endings a case may have from where it is; empty when it cannot be closed now. */
export function closingChoices({ moves }: Pick<CaseView, "moves">): readonly OutcomeCode[] {
  const needs = moves.find(({ to }) => to === "concluded")?.needs ?? [];
  // Object.keys of a frozen literal gives exactly the codes.
  const codes = Object.keys(OUTCOMES) as OutcomeCode[];
  if (needs.includes("outcome-or-closing-reason")) return codes;
  if (needs.includes("outcome")) return codes.filter((code) => OUTCOMES[code].isActionable);
  if (needs.includes("closing-reason")) return codes.filter((code) => !OUTCOMES[code].isActionable);
  return [];
}

/** What this member can do with a proposal that is under way. */
export type ProposalSeat = "own" | "can-confirm" | "supervisor-needed";

export function proposalSeat(
  { proposedBy }: { proposedBy: string },
  { memberId, roles }: Pick<RoomInfo, "memberId" | "roles">,
): ProposalSeat {
  if (proposedBy === memberId) return "own";
  return roles.includes("supervisor") ? "can-confirm" : "supervisor-needed";
}
