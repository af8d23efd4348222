import { ApiError } from "@bijak/contract";
import { dropUnit } from "./access-acts.ts";
import { loadCase, type CaseFile } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import type { Desk } from "./desk.ts";
import { findTaker } from "./keys-now.ts";
import { stateNow } from "./move-case.ts";
import { openCase } from "./open-case.ts";
import { baseOf, nextKeys } from "./next-keys.ts";
import { ensureKeys, takeStep } from "./step.ts";
import { isTold } from "./takeover-waits.ts";

type Finishing = {
  /** Whether the units that had the case go on reading. */
  readonly keepUnit: boolean;
  /** For colleagues: it goes into an internal note and the record. */
  readonly reason: string;
};

/**
 * Begins to work on a case that was taken over (R5), after the declaration: makes the next case key, tells the reporter, and
 * writes reason and act down. Called again after a failure it goes on where it stopped. Throws `act-refused` when no act of two
 * members of an own unit took the case over, `move-impossible` without a reason, `role-missing` for a handler who would leave the
 * other units out.
 */
export async function finishTakeover(
  desk: Desk,
  caseId: string,
  { keepUnit, reason }: Finishing,
): Promise<CaseView> {
  const { file, note } = await loadTaken(desk, caseId);
  if (reason.trim() === "") throw new ApiError("move-impossible");
  if (!keepUnit && !desk.me.roles.includes("supervisor")) throw new ApiError("role-missing");
  if (!isTold(file, note)) await tell(desk, file, { note, reason: reason.trim() });
  const others = keepUnit ? [] : ensureKeys(file).units.filter((unit) => unit !== file.unit);
  for (const unit of others) await dropUnit(desk, caseId, { unit });
  return openCase(desk, caseId);
}

type Taken = { readonly file: CaseFile; readonly note: string };

async function loadTaken(desk: Desk, caseId: string): Promise<Taken> {
  const file = await loadCase(desk, caseId);
  const unit = await findTaker(desk, file.row, ensureKeys(file));
  const { takeover: note } = file.row;
  if (unit === null || note === undefined || !desk.keyrings.has(unit))
    throw new ApiError("act-refused");
  return { file: { ...file, unit }, note };
}

type Told = { readonly note: string; readonly reason: string };

async function tell(desk: Desk, file: CaseFile, { note, reason }: Told): Promise<void> {
  const { unit } = file;
  await takeStep(desk, file, {
    toReporter: [stateNow(desk, file, { unit })],
    internal: [{ kind: "note", text: reason, files: [] }],
    records: [{ kind: "takeover", on: desk.today(), unit, note, reason }],
    assignee: desk.me.memberId,
    rekeyed: await nextKeys(desk, baseOf(file), { isSameKey: false }),
  });
}
