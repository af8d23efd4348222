import {
  ApiError,
  staffRoutes,
  type CaseRow,
  type ClockRow,
  type InboxView,
} from "@bijak/contract";
import { isCaseState, type CaseState, type Day } from "@bijak/domain";
import type { Summary } from "@bijak/envelope";
import type { Desk } from "./desk.ts";
import { findCard } from "./index-pages.ts";
import { labelOf } from "./label.ts";
import { unwrapCase, type Unwrapped } from "./unwrap.ts";

/** One row of the inbox: what the server knows and what the summary of the case says. */
export type InboxRow = {
  readonly caseId: string;
  readonly label: `K-${string}`;
  /** Empty when the summary says nothing. */
  readonly title: string;
  readonly summary: Pick<Summary, "account" | "name" | "office" | "kind">;
  /** The category of record; null before triage and until the index is loaded. */
  readonly category: string | null;
  /** Files of the case; null until the index is loaded. */
  readonly clips: number | null;
  readonly state: CaseState;
  readonly assignee: string | null;
  readonly assigneeName: string | null;
  readonly isUrgent: boolean;
  readonly isRestricted: boolean;
  readonly hasUnread: boolean;
  readonly receivedOn: Day;
  /** The limit that runs out first; a stopped one when all stand still. */
  readonly due: { readonly code: string; readonly on: Day; readonly isStopped: boolean } | null;
  readonly standbyOnly: boolean;
  /** There is no key to this case for this member. */
  readonly isLocked: boolean;
};

type Listing = {
  readonly unit: string;
  readonly view: InboxView;
  /** `next` of the page before. */
  readonly after?: string | null | undefined;
  /** 1 to 999. */
  readonly limit: number;
};

export type InboxPage = {
  readonly rows: readonly InboxRow[];
  readonly next: string | null;
  readonly counts: Readonly<Record<InboxView, number>>;
};

/** A page of a view, in the server's order, and how many cases each view holds. */
export async function listInbox(
  desk: Desk,
  { unit, view, after, limit }: Listing,
): Promise<InboxPage> {
  const today = String(desk.today());
  const query = { unit, view, limit: String(limit), today, ...(after == null ? {} : { after }) };
  const [{ rows, next }, counts] = await Promise.all([
    desk.api.call(staffRoutes.cases, { query }),
    desk.api.call(staffRoutes.caseCounts, { query: { unit, today } }),
  ]);
  return { rows: await Promise.all(rows.map((row) => inboxRow(desk, row))), next, counts };
}

/** Opens what a row of the server needs to be shown. */
export async function inboxRow(desk: Desk, row: CaseRow): Promise<InboxRow> {
  const card = row.wrap === null ? null : findCard(desk, row);
  const { caseKeys, isStandbyOnly } = card === null ? await unwrapCase(desk, row) : CARD_SUFFICES;
  const summary = card?.summary ?? caseKeys?.summary ?? null;
  return Object.freeze({
    ...wordsOf(summary),
    ...factsOf(desk, row),
    standbyOnly: isStandbyOnly,
    category: card?.category ?? null,
    clips: card?.clips ?? null,
    isLocked: summary === null,
  });
}

/** Cards are only of cases that were open to the unit. */
const CARD_SUFFICES: Pick<Unwrapped, "caseKeys" | "isStandbyOnly"> = Object.freeze({
  caseKeys: null,
  isStandbyOnly: false,
});

function wordsOf(summary: Summary | null): Pick<InboxRow, "title" | "summary"> {
  const { account = "", name = "", office = "", kind = "", title = "" } = summary ?? {};
  return { title: title || account || name || office, summary: { account, name, office, kind } };
}

function factsOf(desk: Desk, row: CaseRow) {
  return {
    caseId: row.id,
    label: labelOf(row.id),
    state: ensureState(row.state),
    assignee: row.assignee,
    assigneeName: nameOf(desk, row.assignee),
    isUrgent: row.isUrgent,
    isRestricted: row.isRestricted,
    hasUnread: row.hasUnread,
    receivedOn: row.receivedOn,
    due: nextDue(row.clocks),
  };
}

export function ensureState(code: string): CaseState {
  if (!isCaseState(code)) throw new ApiError("reply-malformed");
  return code;
}

export const nameOf = ({ members }: Desk, memberId: string | null): string | null =>
  members.find(({ id }) => id === memberId)?.name ?? null;

function nextDue(clocks: readonly ClockRow[]): InboxRow["due"] {
  const [first] = clocks.toSorted(
    (a, b) => Number(a.isStopped) - Number(b.isStopped) || a.dueOn - b.dueOn,
  );
  return first === undefined
    ? null
    : { code: first.code, on: first.dueOn, isStopped: first.isStopped };
}
