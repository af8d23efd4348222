import type { RunningClock } from "@bijak/domain";
import type { MemberEntry } from "@bijak/envelope/audit";
import type { Tx } from "../store/store.ts";
import { type CaseRow, saveCase } from "./case-store.ts";
import { serialOf } from "./keys-of-today.ts";
import { clocksAfterStep, clocksWithUrgency } from "./limits.ts";
import { eraseUnits, replaceWraps } from "./reach-store.ts";
import { eraseTransfer, insertTransfer } from "./sharing-store.ts";
import type { ParsedStep } from "./step-parse.ts";
import type { Setting } from "./step-setting.ts";
import { appendMessage, appendRecord } from "./thread-store.ts";
import { sourceOf } from "./transfer-moves.ts";
import { eraseActs } from "./word-store.ts";

/** A step that may be taken: the case after it, and who signed for its move. */
export type Storing = {
  readonly setting: Setting;
  readonly next: CaseRow;
  readonly signers: readonly MemberEntry[];
};

/** Stores all that a step brings. */
export async function storeStep(tx: Tx, step: ParsedStep, storing: Storing): Promise<void> {
  const { setting, next } = storing;
  const { id } = next;
  const say = async (direction: "to-reporter" | "internal", all: readonly Uint8Array[]) => {
    for (const sealed of all)
      await appendMessage(tx, id, { direction, sealed, files: 0, day: setting.today });
  };
  await say("to-reporter", step.toReporter);
  await say("internal", step.internal);
  for (const sealed of step.records) await appendRecord(tx, id, sealed);
  if (step.wraps.length > 0)
    await replaceWraps(tx, id, { wraps: step.wraps, serial: serialOf(step) });
  await storeTransfer(tx, step, storing);
  await eraseUnits(tx, id, setting.reach.drops);
  await saveCase(tx, next, nextClocks(step, storing));
  await eraseActs(tx, id);
}

/** A transfer begins with its offer and ends when the case is received or taken back. */
async function storeTransfer(
  tx: Tx,
  { to, act, transfer }: ParsedStep,
  { setting, next, signers }: Storing,
): Promise<void> {
  const { access, today } = setting;
  if (access.row.state === "transferring" && to !== null) await eraseTransfer(tx, next.id);
  if (transfer === null || act === null) return;
  await insertTransfer(tx, {
    case_id: next.id,
    source: sourceOf(signers, access.units),
    target: transfer.target,
    keeps_access: transfer.keepsAccess ? 1 : 0,
    on_day: today,
    state: "offered",
    act,
    offer: transfer.offer,
    answer: null,
  });
}

function nextClocks(step: ParsedStep, { setting, next }: Storing): readonly RunningClock[] {
  const { access, clocks, today } = setting;
  const isUrgent = next.is_urgent === 1;
  const counted =
    next.is_urgent === access.row.is_urgent
      ? clocks
      : clocksWithUrgency(clocks, next.received_on, isUrgent);
  const move = { from: access.row.state, to: step.to, answers: step.answers };
  return clocksAfterStep(counted, { ...move, on: today, isUrgent });
}
