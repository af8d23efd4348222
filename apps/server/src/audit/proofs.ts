import type { LogProof } from "@bijak/contract";
import type { RetiredKey } from "@bijak/envelope/audit";
import { toBase64 } from "../encoding.ts";
import type { AuditPort, DirectoryPort, ProofReader } from "../ports.ts";
import type { Store } from "../store/store.ts";
import { type LogRecord, UNNAMED } from "./append.ts";
import type { Levels } from "./levels.ts";
import type { ReadLog } from "./log.ts";
import { listByDigest, type ProvableRow } from "./store.ts";

type Prover = {
  readonly store: Pick<Store, "db">;
  readonly readLog: ReadLog;
  readonly currentDirectory: DirectoryPort["currentDirectory"];
};

/** See `AuditPort`. Nothing is looked up while the directory retires no key. */
export async function proofsOf(
  { store, readLog, currentDirectory }: Prover,
  digests: readonly string[],
  kind: ProofReader,
): ReturnType<AuditPort["proofsOf"]> {
  const proofs = new Map<string, LogProof[]>();
  const { retired } = await currentDirectory();
  if (retired.length === 0 || digests.length === 0) return proofs;
  const sizes = sizesByUnit(retired);
  const rows = await listByDigest(store.db, digests, Math.max(...sizes.flat()));
  const log = await readLog();
  for (const row of rows.filter((one) => kind === "staff" || isUnnamed(one))) {
    if (proofs.has(row.digest)) continue;
    const wanted = new Set(sizes.flatMap((of) => of.find((size) => size > row.seq) ?? []));
    proofs.set(
      row.digest,
      [...wanted].map((size) => proofOf(log, row, size)),
    );
  }
  return proofs;
}

/** For each unit the sizes at which its keys were retired, rising. */
function sizesByUnit(retired: readonly RetiredKey[]): readonly (readonly number[])[] {
  const units = new Map<string, number[]>();
  for (const { unit, logSize } of retired) units.set(unit, [...(units.get(unit) ?? []), logSize]);
  return [...units.values()].map((sizes) => sizes.toSorted((one, other) => one - other));
}

const proofOf = (log: Levels, { seq, record, salt }: ProvableRow, size: number): LogProof => ({
  size,
  index: seq,
  record,
  salt,
  hashes: log.inclusion(seq, size).map(toBase64),
});

function isUnnamed({ record }: ProvableRow): boolean {
  const { type, actor } = JSON.parse(record) as LogRecord; // written by appendEntry
  return UNNAMED.has(type) && actor === "unit";
}
