import { ApiError, InboxViews, type CaseRow as ShownCase, type InboxView } from "@bijak/contract";
import { addDays, weekdayOf } from "@bijak/domain";
import type { MemberEntry } from "@bijak/envelope/audit";
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import type { Database } from "../store/schema.ts";
import { ensureCaseworker, ensureOwnUnit } from "./access.ts";
import type { Db } from "./case-store.ts";
import { isCaseworker } from "./holders.ts";
import { type Room, type Viewer, viewerOf } from "./room.ts";
import { showCases } from "./show-cases.ts";
import { UNCLAIMED } from "./trays.ts";

type Rows = ExpressionBuilder<Database, "case_unit">;
/** One who looks into the inbox of a unit. */
export type Looking = Viewer & { readonly unit: string; readonly today: number };
type Filter = (eb: Rows, looking: Looking) => Expression<SqlBool>;
type Cursor = { readonly dueOn: number; readonly id: string };

const inTray =
  (tray: string): Filter =>
  (eb) =>
    eb("tray", "=", tray);

/** The last day of the week that `today` lies in: weeks end on Sundays. */
const endOfWeek = (today: number): number => addDays(today, 7 - weekdayOf(today));

/** Each view is one range of one index, so that a page costs the same however many cases there are. */
const FILTERS: Readonly<Record<InboxView, Filter>> = Object.freeze({
  mine: (eb, { member }) => eb("desk", "=", member.id),
  unclaimed: (eb) => eb("desk", "=", UNCLAIMED),
  "awaiting-reporter": inTray("awaiting-reporter"),
  "due-this-week": (eb, { today }) =>
    eb.and([eb("is_standby", "=", 0), eb("due_on", "<=", endOfWeek(today))]),
  examined: inTray("examined"),
  "awaiting-decision": inTray("awaiting-decision"),
  concluded: inTray("concluded"),
  all: (eb) => eb("is_standby", "=", 0),
});

/** The same rule as `findHolder`, see [Note: Holders of wraps], asked of every row of a unit at once. */
export const isVisible = (
  eb: Rows,
  { member, members, unit }: Omit<Looking, "today">,
): Expression<SqlBool> => {
  const colleagues = members.filter((one) => isCaseworker(one) && one.units.includes(unit));
  return eb.or([
    eb("is_restricted", "=", 0),
    eb.exists(heldBy(eb, [`member ${member.id}`, `unit ${unit}`])),
    eb.and([
      eb.exists(heldBy(eb, [`recovery ${unit}`])),
      hasNoConflict(eb, member.id),
      eb.not(
        eb.exists(
          heldBy(
            eb,
            colleagues.map(({ id }) => `member ${id}`),
          ).where((wrap) => wrap.not(wrap.exists(conflictOfHolder(wrap)))),
        ),
      ),
    ]),
  ]);
};

const heldBy = (eb: Rows, holders: readonly string[]) =>
  eb
    .selectFrom("case_wrap")
    .select(sql<number>`1`.as("one"))
    .whereRef("case_wrap.case_id", "=", "case_unit.case_id")
    .where("case_wrap.holder", "in", holders);

/** The declaration by which the holder of a member's wrap has a conflict of interest. */
const conflictOfHolder = (eb: ExpressionBuilder<Database, "case_unit" | "case_wrap">) =>
  eb
    .selectFrom("declaration")
    .select(sql<number>`1`.as("one"))
    .whereRef("declaration.case_id", "=", "case_wrap.case_id")
    .where("declaration.has_conflict", "=", 1)
    .where(sql<string>`'member ' || declaration.member_id`, "=", eb.ref("case_wrap.holder"));

/** Whether this member has declared no conflict of interest in the case of a row. */
export const hasNoConflict = (eb: Rows, memberId: string): Expression<SqlBool> =>
  eb.not(
    eb.exists(
      eb
        .selectFrom("declaration")
        .select(sql<number>`1`.as("one"))
        .whereRef("declaration.case_id", "=", "case_unit.case_id")
        .where("declaration.member_id", "=", memberId)
        .where("declaration.has_conflict", "=", 1),
    ),
  );

/** The rows of one view that the member may know of. */
export const rowsOf = (db: Db, view: InboxView, looking: Looking) =>
  db
    .selectFrom("case_unit")
    .where("unit", "=", looking.unit)
    .where((eb) => FILTERS[view](eb, looking))
    .where((eb) => isVisible(eb, looking));

/** One page, in the order of due days. Case ids break ties, so a page begins exactly where the one before ended. */
export const pageOf = (
  db: Db,
  view: InboxView,
  { after, limit, ...looking }: Looking & { readonly after: Cursor | null; readonly limit: number },
) =>
  rowsOf(db, view, looking)
    .select(["case_id", "due_on"])
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple("due_on", "case_id"), ">", eb.tuple(after?.dueOn ?? 0, after?.id ?? "")),
      ),
    )
    .orderBy("due_on")
    .orderBy("case_id")
    .limit(limit);

export type ListQuery = {
  readonly unit: string;
  readonly view: InboxView;
  readonly after?: string | undefined;
  readonly limit: string;
  readonly today: string;
};

/** One page of a view. Throws `role-missing`, `not-available` for a unit that is not the member's, `request-malformed`. */
export async function listCases(
  room: Room,
  member: MemberEntry,
  query: ListQuery,
): Promise<{ rows: ShownCase[]; next: string | null }> {
  ensureCaseworker(member);
  ensureOwnUnit(member, query.unit);
  const { db } = room.parts.store;
  const limit = Number(query.limit);
  const viewer = await viewerOf(room, member);
  const looking = { ...viewer, unit: query.unit, today: Number(query.today) };
  const after = query.after === undefined ? null : parseCursor(query.after);
  const found = await pageOf(db, query.view, { ...looking, after, limit: limit + 1 }).execute();
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: await showCases(
      room,
      viewer,
      page.map((row) => row.case_id),
    ),
    next: last === undefined ? null : `${last.due_on}.${last.case_id}`,
  };
}

function parseCursor(text: string): Cursor {
  const [, dueOn, id] = /^([0-9]{1,6})\.([A-Za-z0-9_-]{16})$/u.exec(text) ?? [];
  if (dueOn === undefined || id === undefined) throw new ApiError("request-malformed");
  return { dueOn: Number(dueOn), id };
}

/** How many cases each view holds for the member. Throws as `listCases`. */
export async function countCases(
  room: Room,
  member: MemberEntry,
  query: { readonly unit: string; readonly today: string },
): Promise<Record<InboxView, number>> {
  ensureCaseworker(member);
  ensureOwnUnit(member, query.unit);
  const viewer = await viewerOf(room, member);
  const looking = { ...viewer, unit: query.unit, today: Number(query.today) };
  const counts = await Promise.all(
    InboxViews.map(async (view): Promise<[InboxView, number]> => {
      const { count } = await rowsOf(room.parts.store.db, view, looking)
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return [view, Number(count)];
    }),
  );
  return Object.fromEntries(counts) as Record<InboxView, number>; // one pair for each view
}
