import type { Actor, Role } from "./roles.ts";
import type { CaseState } from "./states.ts";

/** What must be there before a case may move. Names only: whoever moves the case brings and checks them. */
export type Need =
  | "question"
  | "closing-reason"
  | "outcome"
  | "outcome-or-closing-reason"
  | "target-unit"
  | "conflict-check"
  | "reidentification-check"
  | "member-of-target-unit"
  | "reason"
  | "redacted-evidence-pack"
  | "examiners-conclusion"
  | "appeal-notice"
  | "new-fact-or-review"
  | "writing-period-over"
  | "retention-over"
  | "no-legal-hold";

export type Transition = {
  /** `null` is the time before the report arrived. */
  readonly from: CaseState | null;
  readonly to: CaseState;
  readonly by: readonly Actor[];
  readonly needs: readonly Need[];
  /** Two different members sign (R15): one in a role of `by`, the other a handler or supervisor. */
  readonly isTwoPerson: boolean;
};

type Move = {
  from: CaseState | null;
  to: CaseState;
  by: readonly Actor[];
  needs?: readonly Need[];
};

function alone(move: Move): Transition {
  return Object.freeze({ needs: [], ...move, isTwoPerson: false });
}

function together(move: Move): Transition {
  return Object.freeze({ needs: [], ...move, isTwoPerson: true });
}

const TRANSFER_NEEDS: readonly Need[] = ["target-unit", "conflict-check", "reidentification-check"];

/**
 * [Note: Who moves a case]
 *
 * The list is that of the field, told in the roles of R1. Examiners, ethics councils and the personnel bureau are not
 * members: their word is a need that a handler or supervisor records. When a reporter has answered, or the wait is over,
 * a handler may move the case as well, because the state a reporter reads is signed by a member (R16). A member of the
 * target unit receives a transfer; one that the target turned down, or did not answer in time, its sender takes back.
 * Nothing closes a case by itself: the only moves of the timer end a wait, archive what is closed, and erase what is past its retention.
 */
export const TRANSITIONS: readonly Transition[] = Object.freeze([
  alone({ from: null, to: "received", by: ["reporter"] }),
  alone({ from: "received", to: "verifying", by: ["handler"] }),
  alone({ from: "verifying", to: "awaiting-reporter", by: ["handler"], needs: ["question"] }),
  alone({ from: "awaiting-reporter", to: "verifying", by: ["reporter", "timer", "handler"] }),
  together({ from: "verifying", to: "concluded", by: ["supervisor"], needs: ["closing-reason"] }),
  alone({ from: "verifying", to: "assessing", by: ["handler"] }),
  together({ from: "verifying", to: "transferring", by: ["supervisor"], needs: TRANSFER_NEEDS }),
  together({ from: "assessing", to: "transferring", by: ["supervisor"], needs: TRANSFER_NEEDS }),
  alone({
    from: "transferring",
    to: "verifying",
    by: ["handler"],
    needs: ["member-of-target-unit"],
  }),
  alone({
    from: "transferring",
    to: "assessing",
    by: ["handler"],
    needs: ["member-of-target-unit", "reason"],
  }),
  alone({ from: "assessing", to: "investigating", by: ["supervisor"] }),
  together({ from: "assessing", to: "concluded", by: ["supervisor"], needs: ["closing-reason"] }),
  alone({
    from: "investigating",
    to: "ethics",
    by: ["supervisor"],
    needs: ["redacted-evidence-pack"],
  }),
  alone({
    from: "investigating",
    to: "discipline",
    by: ["supervisor"],
    needs: ["redacted-evidence-pack"],
  }),
  together({
    from: "investigating",
    to: "concluded",
    by: ["supervisor"],
    needs: ["outcome-or-closing-reason"],
  }),
  alone({
    from: "ethics",
    to: "awaiting-decision",
    by: ["handler"],
    needs: ["examiners-conclusion"],
  }),
  alone({
    from: "discipline",
    to: "awaiting-decision",
    by: ["handler"],
    needs: ["examiners-conclusion"],
  }),
  together({ from: "awaiting-decision", to: "concluded", by: ["supervisor"], needs: ["outcome"] }),
  alone({ from: "concluded", to: "appeal", by: ["handler"], needs: ["appeal-notice"] }),
  together({ from: "appeal", to: "concluded", by: ["supervisor"], needs: ["outcome"] }),
  together({
    from: "concluded",
    to: "reopened",
    by: ["supervisor"],
    needs: ["new-fact-or-review"],
  }),
  alone({ from: "reopened", to: "assessing", by: ["handler"] }),
  alone({ from: "concluded", to: "archived", by: ["timer"], needs: ["writing-period-over"] }),
  alone({
    from: "archived",
    to: "erased",
    by: ["timer"],
    needs: ["retention-over", "no-legal-hold"],
  }),
]);

/** The rule for this move, or null when a case never moves so. */
export function findTransition(from: CaseState | null, to: CaseState): Transition | null {
  return TRANSITIONS.find((rule) => rule.from === from && rule.to === to) ?? null;
}

/** Whether this actor may make the move, or complete it where two persons sign. See [Note: Who moves a case]. */
export function canMove(from: CaseState | null, to: CaseState, actor: Actor): boolean {
  return findTransition(from, to)?.by.includes(actor) ?? false;
}

/**
 * Whether the roles of two different members suffice for a move of two persons: one is named by the rule, the other
 * works on cases. That the two are different people is for the caller to know. False for moves of one person.
 */
export function canMoveTogether(
  rule: Transition,
  first: readonly Role[],
  second: readonly Role[],
): boolean {
  const completes = (roles: readonly Role[]) => roles.some((role) => rule.by.includes(role));
  const proposes = (roles: readonly Role[]) =>
    roles.includes("handler") || roles.includes("supervisor");
  return (
    rule.isTwoPerson &&
    ((completes(first) && proposes(second)) || (completes(second) && proposes(first)))
  );
}
