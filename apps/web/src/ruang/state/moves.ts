import type { CaseState, Need } from "@bijak/domain";
import type { CaseView } from "../model.ts";

export type OfferedMove = { readonly to: CaseState; readonly needs: readonly Need[] };

/** The moves that the status field offers: those of one person. Closing, which needs two, has its own place. */
export function offeredMoves({ moves }: Pick<CaseView, "moves">): readonly OfferedMove[] {
  return moves.filter(({ isTwoPerson }) => !isTwoPerson);
}

/** Whether a question can be put to the reporter now: it stops the clocks, so it belongs to verification alone. */
export function canAsk({ state, n }: Pick<CaseView, "state" | "n">): boolean {
  return state === "verifying" && n > 0;
}

/** What keeps a member from writing: null when nothing does. */
export function writingObstacle({ state, n }: Pick<CaseView, "state" | "n">): "take-first" | "read-only" | null {
  if (state === "archived" || state === "erased") return "read-only";
  return n === 0 ? "take-first" : null;
}
