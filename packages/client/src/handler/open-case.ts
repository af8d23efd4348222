import { staffRoutes } from "@bijak/contract";
import { writeDeclaration } from "@bijak/envelope";
import { isRestricted, loadCase, type CaseFile } from "./case-file.ts";
import { viewOf, type CaseView } from "./case-view.ts";
import { realmOf, type Desk } from "./desk.ts";
import { ensureFacts } from "./facts.ts";
import { putCard } from "./index-pages.ts";
import { foldRecord } from "./record.ts";

/**
 * Opens a case. Before the declaration only the summary is there. Opening a declared case marks its messages as read.
 * Throws `not-available` for a case of other units, exactly as for one that does not exist.
 */
export async function openCase(desk: Desk, caseId: string): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  await markRead(desk, file);
  await keepCard(desk, file);
  await ensureFacts(desk, file);
  return viewOf(desk, file);
}

/**
 * Signs and hands in the word on a conflict of interest (R4). After a conflict the case stays closed to this member; what
 * was fetched before stays known.
 */
export async function declare(
  desk: Desk,
  caseId: string,
  { hasConflict }: { readonly hasConflict: boolean },
): Promise<CaseView> {
  const { instance } = realmOf(desk);
  const { memberId } = desk.me;
  const declaration = { instance, caseId, memberId, hasConflict, on: desk.today() };
  const note = await writeDeclaration(declaration, desk.memberKey);
  await desk.api.call(staffRoutes.declaration, { params: { id: caseId }, body: { note } });
  if (hasConflict && desk.memory.ownEntry?.caseId === caseId) desk.memory.ownEntry = null; // no longer shown to the member
  return openCase(desk, caseId);
}

async function markRead({ api }: Desk, { row, messages }: CaseFile): Promise<void> {
  const last = messages.at(-1);
  if (!row.hasUnread || last === undefined) return;
  await api.call(staffRoutes.markRead, { params: { id: row.id }, body: { upTo: last.index } });
}

/** The index is a copy for searching: what is known of an open case goes there, except for restricted ones (R9). */
async function keepCard(
  desk: Desk,
  { row, unit, caseKeys, messages, entries }: CaseFile,
): Promise<void> {
  if (caseKeys === null || row.declaration !== "no-conflict") return;
  if (row.isRestricted || isRestricted(caseKeys)) return;
  const { category } = foldRecord(entries);
  const clips = messages.reduce((sum, { message }) => sum + message.body.files.length, 0);
  await putCard(desk, unit, { caseId: row.id, summary: caseKeys.summary, category, clips });
}
