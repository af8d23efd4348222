import type { AuditPort, MessageToReporter, UnitKeysUse } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { listClocks, lockCase, saveCase } from "./case-store.ts";
import { messageEntries } from "./entries.ts";
import { ownUnits } from "./holders.ts";
import { ensureKeysOfToday, ensureNotFrozen } from "./keys-of-today.ts";
import { listUnits } from "./reach-store.ts";
import type { CaseworkPorts } from "./room.ts";
import { appendMessage } from "./thread-store.ts";
import { eraseActs } from "./word-store.ts";

/** Stores a message to the reporter outside of a step. Proposals that did not know it are void. See `CaseworkPort`. */
export async function addToReporter(
  { appendEntry }: Pick<AuditPort, "appendEntry">,
  tx: Tx,
  { caseId, memberId, revision, sealed, day }: MessageToReporter,
): Promise<number> {
  const row = await lockCase(tx, caseId, revision);
  ensure(row !== null, "revision-conflict");
  await appendMessage(tx, caseId, { direction: "to-reporter", sealed, files: 0, day });
  const clocks = (await listClocks(tx, [caseId])).get(caseId) ?? [];
  await saveCase(tx, { ...row, staff_active_on: day }, clocks);
  await eraseActs(tx, caseId);
  for (const entry of messageEntries(sealed, { caseId, memberId })) await appendEntry(tx, entry);
  return row.revision;
}

/** See `CaseworkPort`. */
export async function receiptChanged(tx: Tx, caseId: string, day: number): Promise<void> {
  const row = await lockCase(tx, caseId);
  ensure(row !== null, "mailbox-not-found");
  ensure(row.state !== "archived" && row.state !== "erased", "mailbox-read-only");
  const clocks = (await listClocks(tx, [caseId])).get(caseId) ?? [];
  await saveCase(tx, { ...row, reporter_active_on: day }, clocks);
  await eraseActs(tx, caseId);
}

/** See [Note: Keys of today] and `CaseworkPort`. */
export async function ensureUnitKeys(
  ports: Pick<CaseworkPorts, "holdLog" | "epochSerial" | "isFrozen">,
  tx: Tx,
  { member, caseId, serial }: UnitKeysUse,
): Promise<void> {
  const units = ownUnits(member, await listUnits(tx, [caseId]));
  await ensureNotFrozen(ports, units);
  await ensureKeysOfToday(ports, tx, { serial, units });
}
