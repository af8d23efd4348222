import { useCallback, useEffect } from "preact/hooks";
import { failureOf } from "../errorText.ts";
import { ask, type Room } from "../room.ts";
import { beginInbox, inboxReducer } from "../state/inbox.ts";
import type { InboxPage } from "../model.ts";
import type { InboxAction, InboxState } from "../state/inbox.ts";
import { useRoom } from "../useRoom.ts";

const LIMIT = 50;
const REFRESH_MS = 60_000;

export type Inbox = {
  readonly state: InboxState;
  readonly dispatch: (action: InboxAction) => void;
  readonly refresh: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
};

/** The inbox of a unit: loads at once, when the view changes, and every 60 s while the page is visible. */
export function useInbox(firstUnit: string): Inbox {
  const room = useRoom();
  const state = room.inbox.value ?? beginInbox(firstUnit);
  const dispatch = useCallback(
    (action: InboxAction) => {
      actInInbox(room, firstUnit, action);
    },
    [room, firstUnit],
  );
  const refresh = useCallback(() => refill(room, dispatch), [room, dispatch]);
  const loadMore = useCallback(() => extend(room, dispatch), [room, dispatch]);
  useEffect(() => {
    dispatch({ kind: "asked" });
    void refresh();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void refresh();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [dispatch, refresh, state.unit, state.view]);
  return { state, dispatch, refresh, loadMore };
}

type Dispatch = Inbox["dispatch"];

function actInInbox(room: Room, firstUnit: string, action: InboxAction): void {
  room.inbox.value = inboxReducer(room.inbox.value ?? beginInbox(firstUnit), action);
}

/** Loads the list anew, as far down as it was shown before. */
async function refill(room: Room, dispatch: Dispatch): Promise<void> {
  const asked = room.inbox.value;
  if (asked === null) return;
  dispatch({ kind: "asked" });
  try {
    const page = await pagesUpTo(room, asked);
    if (isStillShown(room, asked)) dispatch({ kind: "arrived", page });
  } catch (fault) {
    if (isStillShown(room, asked)) dispatch({ kind: "failed", failure: failureOf(fault) });
  }
}

async function pagesUpTo(room: Room, { unit, view, rows }: InboxState): Promise<InboxPage> {
  let page = await ask(room, "listInbox", { unit, view, after: null, limit: LIMIT });
  while (page.next !== null && page.rows.length < rows.length) {
    const more = await ask(room, "listInbox", { unit, view, after: page.next, limit: LIMIT });
    page = { ...more, rows: [...page.rows, ...more.rows] };
  }
  return page;
}

async function extend(room: Room, dispatch: Dispatch): Promise<void> {
  const asked = room.inbox.value;
  if (asked === null || asked.next === null) return;
  const { unit, view, next } = asked;
  try {
    const page = await ask(room, "listInbox", { unit, view, after: next, limit: LIMIT });
    if (isStillShown(room, asked)) dispatch({ kind: "more-arrived", page });
  } catch (fault) {
    if (isStillShown(room, asked)) dispatch({ kind: "failed", failure: failureOf(fault) });
  }
}

/** An answer that comes after the person chose another view is not shown. */
function isStillShown(room: Room, { unit, view }: InboxState): boolean {
  const shown = room.inbox.value;
  return shown !== null && shown.unit === unit && shown.view === view;
}
