import type { ImportedYear } from "@bijak/contract";
import type { PublishedPage } from "../ports.ts";
import type { Reader, Tx } from "../store/store.ts";

export type Release = {
  readonly id: string;
  readonly imported: ImportedYear;
  readonly note: string;
  readonly publishedOn: number | null;
};

/** All releases and proposals, newest year first. */
export async function listReleases(db: Reader): Promise<readonly Release[]> {
  const rows = await db
    .selectFrom("release")
    .selectAll()
    .orderBy("year", "desc")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    imported: JSON.parse(row.imported) as ImportedYear, // insertRelease wrote it
    note: row.note,
    publishedOn: row.published_on,
  }));
}

export async function insertRelease(tx: Tx, release: Release): Promise<void> {
  await tx
    .insertInto("release")
    .values({
      id: release.id,
      year: release.imported.year,
      imported: JSON.stringify(release.imported),
      note: release.note,
      published_on: release.publishedOn,
    })
    .execute();
}

/** Marks a proposal as published and drops the other proposals of its year. False when it is one no more. */
export async function publishRelease(
  tx: Tx,
  { id, note, year, day }: { id: string; note: string; year: number; day: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("release")
    .set({ note, published_on: day })
    .where("id", "=", id)
    .where("published_on", "is", null)
    .executeTakeFirst();
  await tx
    .deleteFrom("release")
    .where("year", "=", year)
    .where("published_on", "is", null)
    .execute();
  return numUpdatedRows === 1n;
}

/** The day of the founding; null before it is stored. */
export async function findFoundingDay(db: Reader): Promise<number | null> {
  const row = await db.selectFrom("institution").select("founded_on").executeTakeFirst();
  return row?.founded_on ?? null;
}

/** Puts these pages in the place of all there were. */
export async function replacePages(tx: Tx, pages: readonly PublishedPage[]): Promise<void> {
  await tx.deleteFrom("page").execute();
  await tx
    .insertInto("page")
    .values(pages.map(({ path, type, body }) => ({ path, type, body })))
    .execute();
}

export async function findPage(db: Reader, path: string): Promise<PublishedPage | null> {
  const row = await db.selectFrom("page").selectAll().where("path", "=", path).executeTakeFirst();
  return row ?? null;
}
