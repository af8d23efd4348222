import type { ConfigContent } from "@bijak/contract";
import { DEFAULT_FORM_CATEGORIES, NOT_SURE } from "@bijak/domain";
import type { FoundingPlan } from "./plan.ts";

/** The content of the signed configuration (R17). */
export function configOf(plan: FoundingPlan): ConfigContent {
  const { institution, units, fallbackUnit, contact, privacy, exit } = plan;
  const own = units.map(({ id, name }) => ({ name: { ...name }, unit: id, validUntil: null }));
  const usual = DEFAULT_FORM_CATEGORIES.filter((code) => code !== NOT_SURE);
  return {
    institution: { ...institution },
    offices: plan.offices === undefined ? own : [...plan.offices],
    categories: [...(plan.categories ?? usual)],
    fallbackUnit,
    contact: { ...contact },
    ...(privacy === undefined ? {} : { privacy: { ...privacy } }),
    exit,
  };
}
