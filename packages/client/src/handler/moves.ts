import { TRANSITIONS, type CaseState, type Need, type Transition } from "@bijak/domain";
import type { CaseFile } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { ensureState } from "./inbox.ts";

/**
 * What a member may do now: with `moveCase`; where two persons sign, with `proposeClosing` or, to transferring, with
 * `proposeTransfer`; from transferring on, with `receiveTransfer` to verifying and with `takeBack` to assessing.
 */
export type Move = {
  readonly to: CaseState;
  readonly isTwoPerson: boolean;
  readonly needs: readonly Need[];
};

/** The moves of a case for this member. None before the declaration and before the case is taken. */
export function movesOf(desk: Desk, file: CaseFile): readonly Move[] {
  const { row, caseKeys } = file;
  const state = ensureState(row.state);
  const isReadable = row.declaration === "no-conflict" && (caseKeys?.keys.length ?? 0) > 1;
  if (!isReadable) return [];
  return TRANSITIONS.filter(
    (rule) =>
      rule.from === state && isOffered(rule) && mayBegin(desk, rule) && isOurTurn(desk, file, rule),
  ).map(({ to, isTwoPerson, needs }) => ({ to, isTwoPerson, needs }));
}

/** Moves that have a function of their own: taking, triage and asking. Reopening is not here yet. */
const ELSEWHERE: readonly CaseState[] = ["awaiting-reporter", "reopened"];

const isOffered = ({ from, to }: Transition): boolean =>
  !ELSEWHERE.includes(to) && !(from === "verifying" && to === "assessing");

const mayBegin = ({ me }: Desk, { isTwoPerson, by }: Transition): boolean =>
  me.roles.some((role) =>
    isTwoPerson ? role === "handler" || role === "supervisor" : by.includes(role),
  );

/** A case under way is received by the unit it was handed to, or taken back by the one that is refused or gets no answer in time. */
function isOurTurn(desk: Desk, { row }: CaseFile, { from, to }: Transition): boolean {
  if (from !== "transferring") return true;
  const { transfer, clocks } = row;
  if (transfer === undefined) return false;
  const { state, target } = transfer;
  const isHandedOver = state === "handed-over";
  if (to === "verifying") return isHandedOver && desk.keyrings.has(target);
  const isLate = clocks.some(
    ({ code, dueOn }) => code === "T_ACCEPT_TRANSFER" && dueOn < desk.today(),
  );
  return !isHandedOver && (state === "refused" || isLate) && desk.keyrings.has(transfer.from);
}
