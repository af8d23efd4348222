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
export function chooseUnit(question: Question): UnitChoice {
  const { isUnitInvolved, institution } = question;
  const { directory, config, today } = institution;
  const usual = usualUnit(question);
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

/**
 * The unit that may read when the first does not act (R5): the fallback unit of the signed configuration and no other.
 * Null when the report goes there anyway, when it takes no reports, and when the reporter says that its people are involved.
 */
export function standbyOf({
  unit,
  ...question
}: Question & { readonly unit: string }): string | null {
  const { config, directory, today } = question.institution;
  const standby = findUnit(directory, config.fallbackUnit);
  if (standby === null || standby.id === unit || !isTakingReports(standby, today)) return null;
  const isInvolved = question.isUnitInvolved === "yes" && usualUnit(question) === standby.id;
  return isInvolved ? null : standby.id;
}

/** The unit that answers for the office: the one about which the reporter is asked whether its people are involved. */
const usualUnit = ({ office, institution }: Question): string =>
  unitOfOffice(office, institution) ?? institution.config.fallbackUnit;

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
