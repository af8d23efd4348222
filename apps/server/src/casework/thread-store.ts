import type { Database } from "../store/schema.ts";
import type { Tx } from "../store/store.ts";
import { digestOf } from "../encoding.ts";
import type { Db } from "./case-store.ts";

type Direction = "to-units" | "to-reporter" | "internal";
export type MessageRow = Omit<Database["message"], "direction"> & { readonly direction: Direction };
export type NewMessage = {
  readonly direction: Direction;
  readonly sealed: Uint8Array;
  readonly files: number;
  readonly day: number;
};

/** The number of the newest message, -1 when there is none. */
export async function newestNumber(db: Db, caseId: string): Promise<number> {
  const { newest } = await db
    .selectFrom("message")
    .select((eb) => eb.fn.max<number | null>("number").as("newest"))
    .where("case_id", "=", caseId)
    .executeTakeFirstOrThrow();
  return newest ?? -1;
}

/** The number of the newest message of each of these cases. */
export async function listNewest(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("message")
    .select((eb) => ["case_id", eb.fn.max<number>("number").as("newest")])
    .where("case_id", "in", ids)
    .groupBy("case_id")
    .execute();
  return new Map(rows.map(({ case_id, newest }) => [case_id, newest]));
}

/** Adds a message with the next number of the case, and gives that. The case must be locked. */
export async function appendMessage(tx: Tx, caseId: string, message: NewMessage): Promise<number> {
  const number = (await newestNumber(tx, caseId)) + 1;
  await tx
    .insertInto("message")
    .values({
      case_id: caseId,
      number,
      direction: message.direction,
      on_day: message.day,
      padded_bytes: message.sealed.length,
      file_count: message.files,
      sha256: digestOf(message.sealed),
      sealed: message.sealed,
    })
    .execute();
  return number;
}

/** All messages of a case in their order. */
export async function listMessages(db: Db, caseId: string): Promise<readonly MessageRow[]> {
  const rows = await db
    .selectFrom("message")
    .selectAll()
    .where("case_id", "=", caseId)
    .orderBy("number")
    .execute();
  return rows.map((row) => ({ ...row, direction: parseDirection(row.direction) }));
}

export type ForReporter = Omit<MessageRow, "direction" | "sealed" | "case_id" | "padded_bytes"> & {
  readonly direction: "to-units" | "to-reporter";
  /** Null for the reporter's own messages: they are never read from the store. */
  readonly sealed: Uint8Array | null;
};

/** All messages of a case that the reporter may know of, in their order. */
export async function listForReporter(db: Db, caseId: string): Promise<readonly ForReporter[]> {
  const heads = await db
    .selectFrom("message")
    .select(["number", "direction", "on_day", "sha256", "file_count"])
    .where("case_id", "=", caseId)
    .where("direction", "<>", "internal")
    .orderBy("number")
    .execute();
  const answers = await db
    .selectFrom("message")
    .select(["number", "sealed"])
    .where("case_id", "=", caseId)
    .where("direction", "=", "to-reporter")
    .execute();
  const sealed = new Map(answers.map((answer) => [answer.number, answer.sealed]));
  return heads.flatMap((head) => {
    const direction = parseDirection(head.direction);
    const bytes = sealed.get(head.number) ?? null;
    const isShown = direction === "to-units" || (direction === "to-reporter" && bytes !== null);
    return isShown ? [{ ...head, direction, sealed: bytes }] : []; // what is erased between both reads is not shown
  });
}

/** What the reporter has sent to this case: messages in all and on this day, sealed bytes in all. */
export async function sumFromReporter(
  db: Db,
  caseId: string,
  day: number,
): Promise<{
  readonly messages: number;
  readonly messagesToday: number;
  readonly sealedBytes: number;
}> {
  const days = await db
    .selectFrom("message")
    .select((eb) => [
      "on_day",
      eb.fn.countAll().as("messages"),
      eb.fn.sum<number>("padded_bytes").as("bytes"),
    ])
    .where("case_id", "=", caseId)
    .where("direction", "=", "to-units")
    .groupBy("on_day")
    .execute();
  const today = days.find(({ on_day }) => on_day === day);
  return {
    messages: days.reduce((sum, { messages }) => sum + Number(messages), 0),
    messagesToday: Number(today?.messages ?? 0),
    sealedBytes: days.reduce((sum, { bytes }) => sum + Number(bytes), 0),
  };
}

function parseDirection(text: string): Direction {
  if (text === "to-units" || text === "to-reporter" || text === "internal") return text;
  throw new Error("a message goes to nobody");
}

export async function findMessageOfReporter(
  db: Db,
  caseId: string,
  sha256: string,
): Promise<{ readonly index: number; readonly on: number } | null> {
  const row = await db
    .selectFrom("message")
    .select(["number", "on_day"])
    .where("case_id", "=", caseId)
    .where("direction", "=", "to-units")
    .where("sha256", "=", sha256)
    .executeTakeFirst();
  return row === undefined ? null : { index: row.number, on: row.on_day };
}

/** Adds an entry to the case-record. The case must be locked. */
export async function appendRecord(tx: Tx, caseId: string, sealed: Uint8Array): Promise<void> {
  const { newest } = await tx
    .selectFrom("case_record")
    .select((eb) => eb.fn.max<number | null>("seq").as("newest"))
    .where("case_id", "=", caseId)
    .executeTakeFirstOrThrow();
  const seq = (newest ?? -1) + 1;
  await tx.insertInto("case_record").values({ case_id: caseId, seq, sealed }).execute();
}

export const listRecords = (
  db: Db,
  caseId: string,
): Promise<readonly Pick<Database["case_record"], "seq" | "sealed">[]> =>
  db
    .selectFrom("case_record")
    .select(["seq", "sealed"])
    .where("case_id", "=", caseId)
    .orderBy("seq")
    .execute();

/** Marks the reporter's messages up to this number as read; gives whether that was news. */
export async function raiseReadMark(tx: Tx, caseId: string, upTo: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("case_file")
    .set({ read_up_to: upTo })
    .where("id", "=", caseId)
    .where("read_up_to", "<", upTo)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
