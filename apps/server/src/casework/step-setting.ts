import type { RunningClock } from "@bijak/domain";
import type { Directory } from "@bijak/envelope/audit";
import type { Tx } from "../store/store.ts";
import type { Access } from "./access.ts";
import { type CaseRow, listClocks } from "./case-store.ts";
import type { Reach } from "./reach.ts";
import type { Viewer } from "./room.ts";
import { findTransfer, type Transfer } from "./sharing-store.ts";
import type { ParsedStep } from "./step-parse.ts";
import { reachAfter } from "./transfer-moves.ts";
import { listDeclared } from "./word-store.ts";

/** What a step meets: the case as it was, and who may read it after. */
export type Setting = {
  readonly viewer: Viewer;
  readonly directory: Directory;
  readonly today: number;
  readonly access: Access;
  readonly clocks: readonly RunningClock[];
  readonly transfer: Transfer | null;
  readonly reach: Reach;
  /** Members who declared that they have no conflict of interest in this case. */
  readonly unconflicted: readonly string[];
};

/** Looks up what a step meets; the case is locked. */
export async function findSetting(
  tx: Tx,
  step: ParsedStep,
  {
    seen,
    row,
    ...given
  }: Pick<Setting, "viewer" | "directory" | "today"> & {
    readonly seen: Access;
    readonly row: CaseRow;
  },
): Promise<Setting> {
  const transfer = row.state === "transferring" ? await findTransfer(tx, row.id) : null;
  return {
    ...given,
    access: { ...seen, row },
    clocks: (await listClocks(tx, [row.id])).get(row.id) ?? [],
    transfer,
    reach: reachAfter(step, transfer, seen.units),
    unconflicted: (await listDeclared(tx, row.id)).noConflict,
  };
}
