import { canMove, TRANSITIONS, type CaseState, type Need, type Role } from "@bijak/domain";
import type { CaseView, RoomInfo } from "../model.ts";

export type OfferedMove = { readonly to: CaseState; readonly needs: readonly Need[] };

/** The moves that the status field offers: those of one person. Closing and handing over have places of their own. */
export function offeredMoves({
  moves,
  state,
}: Pick<CaseView, "moves" | "state">): readonly OfferedMove[] {
  return state === "transferring" ? [] : moves.filter(({ isTwoPerson }) => !isTwoPerson);
}

type Roles = Pick<RoomInfo, "roles">;

/** Whether the case waits for somebody to take it, and nothing keeps this member from it. */
export function canTake(
  view: Pick<CaseView, "state" | "declaration" | "isLocked" | "isRestricted" | "standbyOnly">,
  info: Roles,
): boolean {
  const isOpen = view.declaration === "no-conflict" && !view.isLocked && !view.standbyOnly;
  return (
    isOpen &&
    !view.isRestricted &&
    mayDo(view.state, "verifying", info) &&
    view.state === "received"
  );
}

/** Whether a question can be put to the reporter now: it stops the clocks, so it belongs to verification alone. */
export function canAsk({ state, n }: Pick<CaseView, "state" | "n">, info: Roles): boolean {
  return n > 0 && mayDo(state, "awaiting-reporter", info);
}

/** Whether the category can be chosen now, and this member may. */
export function canTriage({ state, n }: Pick<CaseView, "state" | "n">, info: Roles): boolean {
  return n > 0 && state === "verifying" && mayDo(state, "assessing", info);
}

function mayDo(from: CaseState, to: CaseState, { roles }: Roles): boolean {
  return roles.some((role) => canMove(from, to, role));
}

/** What keeps a member from writing: null when nothing does. */
export function writingObstacle({
  state,
  n,
}: Pick<CaseView, "state" | "n">): "take-first" | "read-only" | null {
  if (state === "archived" || state === "erased") return "read-only";
  return n === 0 ? "take-first" : null;
}

/** Moves that no page makes yet. */
const NOT_YET: readonly CaseState[] = ["reopened"];

/** The roles that could move a case on from this state alone, and that this member does not have. */
export function othersWhoMove(state: CaseState, { roles }: Roles): readonly Role[] {
  const actors = TRANSITIONS.filter(
    ({ from, to, isTwoPerson }) => from === state && !isTwoPerson && !NOT_YET.includes(to),
  ).flatMap(({ by }) => by);
  const isRole = (actor: (typeof actors)[number]): actor is Role =>
    actor === "handler" || actor === "supervisor";
  return [...new Set(actors.filter(isRole))].filter((role) => !roles.includes(role));
}
