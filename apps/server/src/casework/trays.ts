import type { InboxView } from "@bijak/contract";
import type { CaseState } from "@bijak/domain";

/** Stands for "no clock runs" where every row needs a place in the order. Later than any day of the contract. */
const NEVER = 999_999;

/** Marks an open case that lies on nobody's desk. Shorter than any member id. */
export const UNCLAIMED = "unclaimed";

export const STANDBY_TRAY = "standby";

type Tray =
  | Extract<InboxView, "awaiting-reporter" | "examined" | "awaiting-decision" | "concluded">
  | "open";

const TRAYS: Readonly<Record<CaseState, Tray>> = Object.freeze({
  received: "open",
  verifying: "open",
  "awaiting-reporter": "awaiting-reporter",
  assessing: "open",
  transferring: "open",
  investigating: "examined",
  ethics: "examined",
  discipline: "examined",
  "awaiting-decision": "awaiting-decision",
  appeal: "awaiting-decision",
  concluded: "concluded",
  reopened: "open",
  archived: "concluded",
  erased: "concluded",
});

/** Where a case lies in the inbox of the units that work on it. */
export type Place = {
  readonly tray: string;
  readonly desk: string | null;
  readonly due_on: number;
};

export function placeOf(state: CaseState, assignee: string | null, dueOn: number | null): Place {
  const tray = TRAYS[state];
  const desk = tray === "concluded" ? null : (assignee ?? UNCLAIMED);
  return { tray, desk, due_on: dueOn ?? NEVER };
}
