import { chooseUnit, standbyOf, type Institution } from "@bijak/client/reporter";
import type { Day, Language } from "@bijak/domain";
import type { Draft } from "./draft.ts";

/** Where a report goes and where else it could go, as the signed directory and configuration say. */
export type Route = {
  readonly unit: string;
  /** Other open units that may be chosen instead. */
  readonly alternatives: readonly string[];
  /** The unit that may read when the first does not act; `null` when there is none. */
  readonly standby: string | null;
};

/** Finds the way of this draft: the person's own choice while it is possible, else what the answers say. */
export function routeOf(draft: Draft, institution: Institution): Route {
  const question = { office: draft.office, isUnitInvolved: draft.involvement, institution };
  const { unit: usual, alternatives: others } = chooseUnit(question);
  const all = [usual, ...others];
  const unit =
    draft.chosenUnit !== null && all.includes(draft.chosenUnit) ? draft.chosenUnit : usual;
  return {
    unit,
    alternatives: all.filter((one) => one !== unit),
    standby: standbyOf({ ...question, unit }),
  };
}

/** The offices a person can name today, in the order of the alphabet. */
export function listOfficeNames(
  { config }: Institution,
  language: Language,
  today: Day,
): readonly string[] {
  return config.offices
    .filter(({ validUntil }) => validUntil === null || validUntil >= today)
    .map(({ name }) => name[language])
    .toSorted((a, b) => a.localeCompare(b, language));
}
