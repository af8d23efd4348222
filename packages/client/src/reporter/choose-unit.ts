import { findUnit, isTakingReports, type Institution } from "../shared/institution.ts";
import type { Involvement } from "./report.ts";

type Question = {
  readonly office: string;
  readonly isUnitInvolved: Involvement | null;
  readonly institution: Institution;
};

/** Where a report goes first, and where else it could go. */
export type UnitChoice = { readonly unit: string; readonly alternatives: readonly string[] };

/**
 * Proposes the unit that answers for the named office; the one for unknown offices when the office is not known.
 * When people of that unit are involved, the unit named as its conflict target. Only units that take reports now;
 * `unit` is the fallback unit when none does.
 */
export function chooseUnit({ office, isUnitInvolved, institution }: Question): UnitChoice {
  const { directory, config, today } = institution;
  const usual = unitOfOffice(office, institution) ?? config.fallbackUnit;
  const target = findUnit(directory, usual)?.conflictTarget ?? config.fallbackUnit;
  const wanted =
    isUnitInvolved === "yes"
      ? [target, config.fallbackUnit, usual]
      : [usual, target, config.fallbackUnit];
  const open = [...new Set(wanted)].filter((id) => {
    const unit = findUnit(directory, id);
    return unit !== null && isTakingReports(unit, today);
  });
  const [unit = config.fallbackUnit, ...alternatives] = open;
  return { unit, alternatives };
}

/** The unit that may read when the first does not act (R5): its conflict target; null when there is none or it is closed. */
export function standbyOf({ directory, today }: Institution, unitId: string): string | null {
  const target = findUnit(directory, findUnit(directory, unitId)?.conflictTarget ?? "");
  return target !== null && isTakingReports(target, today) ? target.id : null;
}

function unitOfOffice(typed: string, { config, directory, today }: Institution): string | null {
  const name = plain(typed);
  if (name === "") return null;
  const office = config.offices.find(
    ({ name: { id, en }, validUntil }) =>
      (validUntil === null || today <= validUntil) && (plain(id) === name || plain(en) === name),
  );
  const unit = directory.units.find((one) => plain(one.id) === name || plain(one.name) === name);
  return office?.unit ?? unit?.id ?? null;
}

const plain = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
