import { ApiError } from "@bijak/contract";
import { EnvelopeError } from "@bijak/envelope";
import { loadCase, type CaseFile } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import type { Desk } from "./desk.ts";
import { worksOnCases } from "./keys-now.ts";
import { dropCard } from "./index-pages.ts";
import { openCase } from "./open-case.ts";
import { baseOf, nextKeys } from "./next-keys.ts";
import { postKeys } from "./rekey.ts";
import { ensureKeys } from "./step.ts";
import { hasSignedAccess } from "./unwrap.ts";

/**
 * Restricts a case to these members (R4), this one among them: the next case key is wrapped for each of them and for the
 * recovery of their units, no longer for whole units, whose index loses its card. What the others fetched before stays known to
 * them. A case that nobody has taken keeps its key until it is. Throws `request-malformed` for members who do not work on cases in its units, have
 * declared a conflict of interest, or leave a unit without a reader.
 */
export async function restrictCase(
  desk: Desk,
  caseId: string,
  { memberIds }: { readonly memberIds: readonly string[] },
): Promise<CaseView> {
  const file = await loadSigned(desk, caseId);
  const members = ensureListable(desk, file, memberIds);
  await postKeys(desk, file.row, await nextKeys(desk, baseOf(file), { members }));
  await dropCard(desk, file.unit, caseId);
  return openCase(desk, caseId);
}

function ensureListable(
  desk: Desk,
  file: CaseFile,
  memberIds: readonly string[],
): readonly string[] {
  const { units } = ensureKeys(file);
  const { conflicts = [] } = file.row;
  const chosen = desk.members.filter(
    (member) =>
      memberIds.includes(member.id) &&
      worksOnCases(member) &&
      !conflicts.includes(member.id) &&
      member.units.some((unit) => units.includes(unit)),
  );
  const isReached = (unit: string): boolean => chosen.some((one) => one.units.includes(unit));
  const isSound =
    chosen.length === new Set(memberIds).size &&
    memberIds.includes(desk.me.memberId) &&
    units.every(isReached);
  if (!isSound) throw new ApiError("request-malformed");
  return chosen.map(({ id }) => id);
}

/**
 * Ends the reading of a unit: the next case key is made without it. A handler gives up for an own unit, a supervisor ends it for
 * another. Gives null when the case is no longer the member's. Throws `move-impossible` for a unit that does not read, and for
 * the last one.
 */
export async function dropUnit(
  desk: Desk,
  caseId: string,
  { unit }: { readonly unit: string },
): Promise<CaseView | null> {
  const file = await loadSigned(desk, caseId);
  const { units } = ensureKeys(file);
  if (units.length < 2 || !units.includes(unit)) throw new ApiError("move-impossible");
  const left = units.filter((one) => one !== unit);
  const next = await nextKeys(desk, baseOf(file), { units: left });
  await postKeys(desk, file.row, { ...next, drops: [unit] });
  const isStillOurs = next.caseKeys.units.some((one) => desk.keyrings.has(one));
  return isStillOurs ? openCase(desk, caseId) : null;
}

/** A case of which the server names just the readers of the signed keys. Throws `access-differs`, `not-available`. */
async function loadSigned(desk: Desk, caseId: string): Promise<CaseFile> {
  const file = await loadCase(desk, caseId);
  if (!hasSignedAccess(file.row, ensureKeys(file))) throw new EnvelopeError("access-differs");
  return file;
}
