import { randomBytes } from "node:crypto";
import { leafData, leafHash } from "@bijak/envelope/audit";
import { toBase64 } from "../encoding.ts";
import type { Parts } from "../parts.ts";
import type { LogEntry } from "../ports.ts";
import type { Tx } from "../store/store.ts";
import { insertEntry, lockLog, nextSeq } from "./store.ts";

const SALT_BYTES = 16;

/** A record of the log. It names a day, never an hour (R25, R12). */
export type LogRecord = LogEntry & { readonly seq: number; readonly day: number };

/** Entries that repeat one of a member without naming the member, so that a reporter can be shown their proofs. Their actor is `unit`. */
export const UNNAMED: ReadonlySet<string> = new Set(["to-reporter", "card-out"]);

/** Appends one entry in the caller's transaction. The leaf is a salted hash: the record can be erased, the tree stays. */
export async function appendEntry(
  { store, clock }: Pick<Parts, "store" | "clock">,
  tx: Tx,
  { type, actor, object, digest }: LogEntry,
): Promise<void> {
  await lockLog(tx, store.dialect);
  const record: LogRecord = {
    seq: await nextSeq(tx),
    day: clock.today(),
    type,
    actor,
    object,
    digest,
  };
  const text = JSON.stringify(record);
  const salt = randomBytes(SALT_BYTES);
  const leaf = leafHash(await leafData(salt, text));
  await insertEntry(tx, {
    seq: record.seq,
    leaf: toBase64(leaf),
    record: text,
    salt: toBase64(salt),
    digest,
  });
}
