import type { MemberEntry } from "@bijak/envelope/audit";
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import type { Database } from "../store/schema.ts";
import { ensureCaseworker, ensureOwnUnit } from "./access.ts";
import type { Db } from "./case-store.ts";
import { hasNoConflict, isVisible } from "./list-cases.ts";
import { type Room, type Viewer, viewerOf } from "./room.ts";

type Rows = ExpressionBuilder<Database, "case_unit">;

/** With which directory the present key of a unit began. */
type Begun = { readonly unit: string; readonly serial: number };

export type RekeyQuery = {
  readonly unit: string;
  readonly after?: string | undefined;
  readonly limit: string;
};

/**
 * Cases of a unit that hold a wrap to an earlier key of any unit, or to members before the unit's own key changed: by id, as far as
 * the member may wrap them anew, and how many they are in all. A unit that stands by knows of none: those at work wrap for it.
 * Throws `role-missing`, `not-available`.
 */
export async function listCasesToRekey(
  room: Room,
  member: MemberEntry,
  { unit, after = "", limit }: RekeyQuery,
): Promise<{ ids: string[]; left: number }> {
  ensureCaseworker(member);
  ensureOwnUnit(member, unit);
  const { parts, ports } = room;
  const { units } = await ports.currentDirectory();
  const begun = await Promise.all(
    units.map(async ({ id }) => ({ unit: id, serial: await ports.epochSerial(id) })),
  );
  const rows = rowsToRekey(parts.store.db, { ...(await viewerOf(room, member)), unit, begun });
  const { count } = await rows
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  const page = await rows
    .select("case_id")
    .where("case_id", ">", after)
    .orderBy("case_id")
    .limit(Number(limit))
    .execute();
  return { ids: page.map(({ case_id }) => case_id), left: Number(count) };
}

const rowsToRekey = (
  db: Db,
  { unit, begun, ...viewer }: Viewer & { readonly unit: string; readonly begun: readonly Begun[] },
) =>
  db
    .selectFrom("case_unit")
    .where("unit", "=", unit)
    .where("is_standby", "=", 0)
    .where((eb) => isVisible(eb, { ...viewer, unit }))
    .where((eb) => hasNoConflict(eb, viewer.member.id))
    .where((eb) => eb.or(begun.map((one) => hasOldWrap(eb, one, one.unit === unit))));

/** Whether a wrap to this unit, or of the unit's own listed members, is older than its present key. */
const hasOldWrap = (eb: Rows, { unit, serial }: Begun, isOwn: boolean): Expression<SqlBool> =>
  eb.exists(
    eb
      .selectFrom("case_wrap")
      .select(sql<number>`1`.as("one"))
      .whereRef("case_wrap.case_id", "=", "case_unit.case_id")
      .where("case_wrap.serial", "<", serial)
      .where((wrap) =>
        wrap.or([
          wrap("case_wrap.holder", "in", [`unit ${unit}`, `recovery ${unit}`]),
          ...(isOwn ? [wrap("case_wrap.holder", "like", "member %")] : []),
        ]),
      ),
  );

/** How many cases hold wraps of before this directory in which the unit has a part. See `CaseworkPort`. */
export async function countToRekey(db: Db, unit: string, serial: number): Promise<number> {
  const { count } = await db
    .selectFrom("case_unit")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("unit", "=", unit)
    .where((eb) => hasOldWrap(eb, { unit, serial }, true))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether one case went all the way: read by its unit, answered, concluded. See `CaseworkPort`. */
export async function hasRehearsed(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom("case_file")
    .select("id")
    .where("state", "in", ["concluded", "archived"])
    .where("read_up_to", ">=", 0)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("message")
          .select(sql<number>`1`.as("one"))
          .whereRef("message.case_id", "=", "case_file.id")
          .where("message.direction", "=", "to-reporter"),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
