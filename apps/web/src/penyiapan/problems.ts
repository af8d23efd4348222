import { checkPlan, type PlanProblem } from "@bijak/client/founding";
import { numberOf, planOf, type Form, type MemberForm } from "./form.ts";
import type { StepName } from "./machine.ts";

/** What stands against carrying the form out, beside what the plan itself refuses: fields that are empty. */
export type Problem = PlanProblem["code"] | "text-missing";

/** `at` is the id of a field for a text that is missing; else what the plan says it is about. */
export type FormProblem = { readonly code: Problem; readonly at: string };

/** Everything that must be put right. That the configuration is malformed is only said when nothing else explains it. */
export function problemsOf(form: Form): readonly FormProblem[] {
  const found: readonly FormProblem[] = [...missingTexts(form), ...checkPlan(planOf(form))];
  const plain = found.filter(({ code }) => code !== "config-malformed");
  return plain.length > 0 ? plain : found;
}

function missingTexts(form: Form): readonly FormProblem[] {
  const texts: readonly (readonly [string, string])[] = [
    ["institution-id", form.institution.id],
    ["institution-en", form.institution.en],
    ["threshold", numberOf(form.threshold) === 0 ? "" : form.threshold],
    ["contact-id", form.contact.id],
    ["contact-en", form.contact.en],
    ["privacy-id", form.privacy.id],
    ["privacy-en", form.privacy.en],
    ...form.units.flatMap(({ key, name }): (readonly [string, string])[] => [
      [`unit-${key}-name-id`, name.id],
      [`unit-${key}-name-en`, name.en],
    ]),
    ...form.members.map(({ key, name }): readonly [string, string] => [`member-${key}-name`, name]),
  ];
  return texts
    .filter(([, text]) => text.trim() === "")
    .map(([at]) => ({ code: "text-missing", at }));
}

/** The fields that a problem is about, by their ids, so that an error summary can lead there. Never empty. */
export function fieldsOf(form: Form, { code, at }: FormProblem): readonly string[] {
  const { members } = form;
  const units = form.units.filter(({ id }) => id.trim() === at).map(({ key }) => `unit-${key}`);
  const people = members.filter(({ login }) => login.trim() === at).map(fieldBase);
  const first = members.slice(0, 1).map(fieldBase);
  switch (code) {
    case "text-missing":
      return [at];
    case "login-malformed":
    case "login-twice":
      return people.map((base) => `${base}-login`);
    case "member-without-role":
      return people.map((base) => `${base}-role-handler`);
    case "member-without-unit":
    case "unit-without-work":
      return people.map((base) => `${base}-unit`);
    case "unit-needs-two":
      return first.map((base) => `${base}-unit`);
    case "signer-missing":
      return hasSigner(members) ? ["threshold"] : first.map((base) => `${base}-role-signer`);
    case "supervisors-missing":
      return first.map((base) => `${base}-role-supervisor`);
    case "unit-unknown":
      return ["fallback"];
    case "conflict-target-itself":
      return units.map((base) => `${base}-target`);
    case "unit-malformed":
    case "unit-twice":
      return units.map((base) => `${base}-id`);
    case "recovery-wrong":
      return ["recovery-k"];
    case "custody-wrong":
      return ["custody-k"];
    case "config-malformed":
    case "year-not-releasable":
      return ["contact-id"];
    case "instance-malformed":
      return ["instance"];
  }
}

const fieldBase = ({ key }: MemberForm): string => `member-${key}`;
const hasSigner = (members: readonly MemberForm[]): boolean =>
  members.some(({ roles }) => roles.includes("signer"));

/** On which step a field stands, by the beginning of its id. */
const PLACES: readonly (readonly [string, StepName])[] = [
  ["unit-", "units"],
  ["fallback", "units"],
  ["member-", "members"],
  ["threshold", "keys"],
  ["recovery", "keys"],
  ["custody", "keys"],
  ["contact", "texts"],
  ["privacy", "texts"],
];

const stepOf = (field: string): StepName =>
  PLACES.find(([beginning]) => field.startsWith(beginning))?.[1] ?? "institution";

export type PlacedProblem = FormProblem & { readonly field: string; readonly step: StepName };

/** What is wrong on this step, each thing at each of its fields once; on the last step everything that is. */
export function problemsOn(form: Form, step: StepName): readonly PlacedProblem[] {
  const placed = problemsOf(form).flatMap((problem) =>
    fieldsOf(form, problem).map((field) => ({ ...problem, field, step: stepOf(field) })),
  );
  const isFirst = ({ code, at, field }: PlacedProblem, place: number): boolean =>
    placed.findIndex((one) => one.code === code && one.at === at && one.field === field) === place;
  return placed.filter(isFirst).filter((problem) => step === "check" || problem.step === step);
}
