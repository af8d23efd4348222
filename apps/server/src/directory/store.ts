import type { Reader, Tx } from "../store/store.ts";

/** What the founding pinned; `signers` are the vkeys that vouch for the first directory. */
export type Pinned = {
  readonly instance: string;
  readonly signers: readonly string[];
  readonly threshold: number;
};

export async function findPinned(db: Reader): Promise<Pinned | null> {
  const row = await db
    .selectFrom("institution")
    .select(["id", "signers", "threshold"])
    .executeTakeFirst();
  if (row === undefined) return null;
  const signers: unknown = JSON.parse(row.signers);
  if (!Array.isArray(signers)) throw new Error("the pinned signers are no list");
  return { instance: row.id, signers: signers.map(String), threshold: row.threshold };
}

/** The newest serials of both notes. */
export type Newest = { readonly directory: number; readonly members: number };

/** Null before the founding. */
export async function findNewest(db: Reader): Promise<Newest | null> {
  const { directory, members } = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom("directory_note")
        .select((max) => max.fn.max("serial").as("serial"))
        .as("directory"),
      eb
        .selectFrom("members_note")
        .select((max) => max.fn.max("serial").as("serial"))
        .as("members"),
    ])
    .executeTakeFirstOrThrow();
  return directory === null || members === null ? null : { directory, members };
}

export async function findDirectoryNote(db: Reader, serial: number): Promise<string | null> {
  const row = await db
    .selectFrom("directory_note")
    .select("note")
    .where("serial", "=", serial)
    .executeTakeFirst();
  return row?.note ?? null;
}

export async function findConfigNote(db: Reader, hash: string): Promise<string | null> {
  const row = await db
    .selectFrom("config_note")
    .select("note")
    .where("hash", "=", hash)
    .executeTakeFirst();
  return row?.note ?? null;
}

export async function findMembersNote(db: Reader, serial: number): Promise<string | null> {
  const row = await db
    .selectFrom("members_note")
    .select("note")
    .where("serial", "=", serial)
    .executeTakeFirst();
  return row?.note ?? null;
}

/** Adds the next directory with its configuration. False when another one took the serial first. */
export async function insertDirectory(
  tx: Tx,
  next: {
    readonly serial: number;
    readonly note: string;
    readonly configHash: string;
    readonly config: string;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("directory_note")
    .values({ serial: next.serial, note: next.note })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows ?? 0) === 0) return false;
  await tx
    .insertInto("config_note")
    .values({ hash: next.configHash, note: next.config })
    .onConflict((conflict) => conflict.column("hash").doUpdateSet({ note: next.config }))
    .execute();
  return true;
}

/** Adds the next list of members. False when another one took the serial first. */
export async function insertMembers(tx: Tx, serial: number, note: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("members_note")
    .values({ serial, note })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) === 1;
}
