import type { Failure } from "../../lib/calls/protocol.ts";
import type { InboxPage, InboxRow, InboxView } from "../model.ts";

export type Counts = InboxPage["counts"];

/** What the inbox shows. Rows stay in the order the server gave them. */
export type InboxState = {
  readonly unit: string;
  readonly view: InboxView;
  readonly phase: "loading" | "ready" | "failed";
  readonly failure: Failure | null;
  readonly rows: readonly InboxRow[];
  readonly next: string | null;
  readonly counts: Counts | null;
  /** The row that J and K move and Enter opens. */
  readonly cursor: string | null;
  /** The case shown in the third pane. */
  readonly opened: string | null;
};

export type InboxAction =
  | { readonly kind: "chosen"; readonly unit: string; readonly view: InboxView }
  | { readonly kind: "asked" }
  | { readonly kind: "arrived"; readonly page: InboxPage }
  | { readonly kind: "more-arrived"; readonly page: InboxPage }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "pointed"; readonly caseId: string }
  | { readonly kind: "opened"; readonly caseId: string }
  | { readonly kind: "closed" };

export function beginInbox(unit: string): InboxState {
  return {
    unit,
    view: "mine",
    phase: "loading",
    failure: null,
    rows: [],
    next: null,
    counts: null,
    cursor: null,
    opened: null,
  };
}

/** The same place in the inbox with nothing of its content: what a lock leaves. */
export function emptied({ unit, view, cursor, opened }: InboxState): InboxState {
  return { ...beginInbox(unit), view, cursor, opened };
}

/** One step of the inbox. Pure: the screen does the fetching. */
export function inboxReducer(state: InboxState, action: InboxAction): InboxState {
  switch (action.kind) {
    case "chosen":
      // Nothing would fetch the same rows again.
      if (action.unit === state.unit && action.view === state.view) return state;
      return {
        ...beginInbox(action.unit),
        view: action.view,
        counts: countsFor(state, action.unit),
      };
    case "asked":
      return { ...state, phase: state.phase === "ready" ? "ready" : "loading", failure: null };
    case "arrived":
      return settle(state, action.page.rows, action.page);
    case "more-arrived":
      return settle(state, withoutDoubles([...state.rows, ...action.page.rows]), action.page);
    case "failed":
      return { ...state, phase: "failed", failure: action.failure };
    case "pointed":
      return { ...state, cursor: action.caseId };
    case "opened":
      return { ...state, cursor: action.caseId, opened: action.caseId };
    case "closed":
      return { ...state, opened: null };
  }
}

/** Counts belong to a unit, not to a view: another view of the same unit keeps them until new ones arrive. */
function countsFor(state: InboxState, unit: string): Counts | null {
  return state.unit === unit ? state.counts : null;
}

function settle(state: InboxState, rows: readonly InboxRow[], page: InboxPage): InboxState {
  const isKept = rows.some(({ caseId }) => caseId === state.cursor);
  return {
    ...state,
    phase: "ready",
    failure: null,
    rows,
    next: page.next,
    counts: page.counts,
    cursor: isKept ? state.cursor : (rows[0]?.caseId ?? null),
  };
}

/** A case that moved between two requests may come twice; its newer row stands. */
function withoutDoubles(rows: readonly InboxRow[]): readonly InboxRow[] {
  return [...new Map(rows.map((row) => [row.caseId, row])).values()];
}

/**
 * Where J and K lead in the rows on the screen. The first press only shows where the cursor stands. Null when there are
 * no rows.
 */
export function nextCursor(
  rows: readonly Pick<InboxRow, "caseId">[],
  cursor: string | null,
  { by, isOnRow }: { by: 1 | -1; isOnRow: boolean },
): string | null {
  const at = Math.max(
    0,
    rows.findIndex(({ caseId }) => caseId === cursor),
  );
  const to = isOnRow ? Math.min(rows.length - 1, Math.max(0, at + by)) : at;
  return rows[to]?.caseId ?? null;
}
