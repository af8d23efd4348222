import type { CaseFile } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { findTaker } from "./keys-now.ts";

/** Whether the takeover of this act was told to the reporter and written down. */
export const isTold = ({ entries }: CaseFile, note: string): boolean =>
  entries.some(({ entry }) => entry.kind === "takeover" && entry.note === note);

/** Whether an own unit has taken the case over and has not begun to work on it: time for `finishTakeover`. */
export async function isTakeoverWaiting(desk: Desk, file: CaseFile): Promise<boolean> {
  const { row, caseKeys } = file;
  const { takeover, declaration } = row;
  if (takeover === undefined || caseKeys === null || declaration !== "no-conflict") return false;
  const unit = await findTaker(desk, row, caseKeys);
  return unit !== null && desk.keyrings.has(unit) && !isTold(file, takeover);
}
