import type { CaseView } from "../model.ts";

export type ClosedKind = "locked" | "conflict" | "standby";

/** Why the content of a case stays closed to this member; null when it does not. */
export function closedKind(
  view: Pick<CaseView, "isLocked" | "declaration" | "standbyOnly">,
): ClosedKind | null {
  if (view.declaration === "conflict") return "conflict";
  if (view.standbyOnly) return "standby";
  return view.isLocked ? "locked" : null;
}
