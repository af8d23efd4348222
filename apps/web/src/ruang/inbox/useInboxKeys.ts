import { nextCursor } from "../state/inbox.ts";
import { useCommands } from "../useRoom.ts";
import { rowId } from "./Row.tsx";
import type { Inbox } from "./useInbox.ts";

type Parts = {
  inbox: Inbox;
  /** The rows on the screen: of the view, or those found. */
  rows: readonly { readonly caseId: string }[];
  open: (caseId: string) => void;
};

/** J, K, Enter, A and / of the list. Moving puts the focus on the row, so that a screen reader says it. */
export function useInboxKeys({ inbox: { state, dispatch }, rows, open }: Parts): void {
  const move = (by: 1 | -1): void => {
    const isOnRow = document.activeElement?.id === rowId(state.cursor ?? "");
    const caseId = nextCursor(rows, state.cursor, { by, isOnRow });
    if (caseId === null) return;
    dispatch({ kind: "pointed", caseId });
    document.getElementById(rowId(caseId))?.focus();
  };
  const openCursor = (): void => {
    const row = rows.find(({ caseId }) => caseId === state.cursor);
    if (row !== undefined) open(row.caseId);
  };
  useCommands({
    next: () => move(1),
    previous: () => move(-1),
    open: openCursor,
    ...(state.opened === null ? { take: openCursor } : {}),
    search: () => document.getElementById("search")?.focus(),
  });
}
