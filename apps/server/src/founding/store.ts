import type { Founding, InstanceFile } from "@bijak/contract";
import type { Reader, Tx } from "../store/store.ts";

export type Pinned = Pick<InstanceFile, "instance" | "suite" | "signers" | "threshold">;

/** What the founding pinned; null before it. */
export async function findPinned(db: Reader): Promise<Pinned | null> {
  const row = await db
    .selectFrom("institution")
    .select(["id", "suite", "signers", "threshold"])
    .executeTakeFirst();
  if (row === undefined) return null;
  const signers = JSON.parse(row.signers) as string[]; // insertInstitution wrote it
  return {
    instance: row.id,
    suite: row.suite === "pq" ? "pq" : "x25519",
    signers,
    threshold: row.threshold,
  };
}

export async function insertInstitution(
  tx: Tx,
  { instance, suite, signers, threshold }: Founding,
  day: number,
): Promise<void> {
  await tx
    .insertInto("institution")
    .values({ id: instance, suite, signers: JSON.stringify(signers), threshold, founded_on: day })
    .execute();
}
