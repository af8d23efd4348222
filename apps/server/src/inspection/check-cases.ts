import { digestOf } from "../encoding.ts";
import { broken, type Finding, type Inspected, sound } from "./finding.ts";

/** No case is half there: each has its first message, its units and a wrap, and no message was changed. */
export async function checkCases({ reader: { db } }: Inspected): Promise<Finding[]> {
  const { count } = await db
    .selectFrom("case_file")
    .select((one) => one.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  const halves = await db
    .selectFrom("case_file")
    .select("id")
    .where((one) =>
      one.or([
        one.not(
          one.exists(
            one
              .selectFrom("message")
              .select("number")
              .whereRef("message.case_id", "=", "case_file.id")
              .where("number", "=", 0),
          ),
        ),
        one.not(
          one.exists(
            one
              .selectFrom("case_unit")
              .select("unit")
              .whereRef("case_unit.case_id", "=", "case_file.id"),
          ),
        ),
        one.not(
          one.exists(
            one
              .selectFrom("case_wrap")
              .select("holder")
              .whereRef("case_wrap.case_id", "=", "case_file.id"),
          ),
        ),
      ]),
    )
    .execute();
  const changed = await countChanged(db);
  if (halves.length + changed > 0)
    return [
      broken(
        "cases",
        `${halves.length} kasus tidak lengkap, ${changed} pesan berubah.`,
        `${halves.length} cases are not whole, ${changed} messages were changed.`,
      ),
    ];
  return [sound("cases", `${Number(count)} kasus lengkap.`, `${Number(count)} cases are whole.`)];
}

const BATCH = 128;

async function countChanged(db: Inspected["reader"]["db"]): Promise<number> {
  let changed = 0;
  let last: { case_id: string; number: number } | null = null;
  for (;;) {
    const after: { case_id: string; number: number } | null = last;
    const rows: { case_id: string; number: number; sha256: string; sealed: Uint8Array }[] = await db
      .selectFrom("message")
      .select(["case_id", "number", "sha256", "sealed"])
      .$if(after !== null, (query) =>
        query.where((one) =>
          one.or([
            one("case_id", ">", after?.case_id ?? ""),
            one.and([
              one("case_id", "=", after?.case_id ?? ""),
              one("number", ">", after?.number ?? -1),
            ]),
          ]),
        ),
      )
      .orderBy("case_id")
      .orderBy("number")
      .limit(BATCH)
      .execute();
    changed += rows.filter(({ sha256, sealed }) => digestOf(sealed) !== sha256).length;
    last = rows.at(-1) ?? null;
    if (last === null || rows.length < BATCH) return changed;
  }
}
