import { ApiError, InboxViews, type CaseRow as ShownCase, type InboxView } from "@bijak/contract";
import { addDays, weekdayOf } from "@bijak/domain";
import type { MemberEntry } from "@bijak/envelope/audit";
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import type { Database } from "../store/schema.ts";
import { ensureCaseworker, ensureOwnUnit } from "./access.ts";
import type { Db } from "./case-store.ts";
import type { Room } from "./room.ts";
import { showCases } from "./show-cases.ts";
import { UNCLAIMED } from "./trays.ts";

type Rows = ExpressionBuilder<Database, "case_unit">;
type Viewer = { readonly member: MemberEntry; readonly unit: string; readonly today: number };
type Filter = (eb: Rows, viewer: Viewer) => Expression<SqlBool>;
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

const isVisible = (eb: Rows, { member }: Viewer): Expression<SqlBool> =>
  eb.or([
    eb("is_restricted", "=", 0),
    eb.exists(
      eb
        .selectFrom("case_wrap")
        .select(sql<number>`1`.as("one"))
        .whereRef("case_wrap.case_id", "=", "case_unit.case_id")
        .where("case_wrap.holder", "=", `member ${member.id}`),
    ),
  ]);

/** The rows of one view that the member may know of. */
export const rowsOf = (db: Db, view: InboxView, viewer: Viewer) =>
  db
    .selectFrom("case_unit")
    .where("unit", "=", viewer.unit)
    .where((eb) => FILTERS[view](eb, viewer))
    .where((eb) => isVisible(eb, viewer));

/** One page, in the order of due days. Case ids break ties, so a page begins exactly where the one before ended. */
export const pageOf = (
  db: Db,
  view: InboxView,
  { after, limit, ...viewer }: Viewer & { readonly after: Cursor | null; readonly limit: number },
) =>
  rowsOf(db, view, viewer)
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
  { parts }: Room,
  member: MemberEntry,
  query: ListQuery,
): Promise<{ rows: ShownCase[]; next: string | null }> {
  ensureCaseworker(member);
  ensureOwnUnit(member, query.unit);
  const { db } = parts.store;
  const limit = Number(query.limit);
  const viewer = { member, unit: query.unit, today: Number(query.today) };
  const after = query.after === undefined ? null : parseCursor(query.after);
  const found = await pageOf(db, query.view, { ...viewer, after, limit: limit + 1 }).execute();
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: await showCases(
      db,
      member,
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
  { parts }: Room,
  member: MemberEntry,
  query: { readonly unit: string; readonly today: string },
): Promise<Record<InboxView, number>> {
  ensureCaseworker(member);
  ensureOwnUnit(member, query.unit);
  const viewer = { member, unit: query.unit, today: Number(query.today) };
  const counts = await Promise.all(
    InboxViews.map(async (view): Promise<[InboxView, number]> => {
      const { count } = await rowsOf(parts.store.db, view, viewer)
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return [view, Number(count)];
    }),
  );
  return Object.fromEntries(counts) as Record<InboxView, number>; // one pair for each view
}
