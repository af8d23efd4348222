import { checkPlan, type FoundingPlan, type PlanProblem } from "@bijak/client/founding";
import type { Role, Words } from "@bijak/domain";

export type UnitForm = {
  readonly key: number;
  readonly id: string;
  readonly name: Words;
  /** Empty when none answers for it. */
  readonly conflictTarget: string;
};

export type MemberForm = {
  readonly key: number;
  readonly login: string;
  readonly name: string;
  /** Empty for members who work on no case. */
  readonly unit: string;
  readonly roles: readonly Role[];
};

/** What is typed during the ceremony. Numbers stay text until the plan is made. */
export type Form = {
  readonly institution: Words;
  readonly instance: string;
  readonly publicOrigin: string;
  readonly staffOrigin: string;
  readonly suite: "pq" | "x25519";
  readonly units: readonly UnitForm[];
  readonly fallbackUnit: string;
  readonly members: readonly MemberForm[];
  readonly threshold: string;
  readonly k: string;
  readonly n: string;
  /** How many custodians together unlock an identity (R6); asked only when there are some. */
  readonly custodyK: string;
  readonly contact: Words;
  readonly privacy: Words;
};

const NOTHING: Words = { id: "", en: "" };

/** A key that no row of the list has. */
const nextKey = (rows: readonly { readonly key: number }[]): number =>
  Math.max(0, ...rows.map(({ key }) => key)) + 1;

export const newUnit = (units: readonly UnitForm[]): UnitForm => ({
  key: nextKey(units),
  id: "",
  name: NOTHING,
  conflictTarget: "",
});

export const newMember = (members: readonly MemberForm[]): MemberForm => ({
  key: nextKey(members),
  login: "",
  name: "",
  unit: "",
  roles: ["handler"],
});

/** The form as it begins: an inspectorate and the two members that a unit needs at least. */
export function firstForm(origins: Pick<Form, "publicOrigin" | "staffOrigin">): Form {
  const supervisor: MemberForm = {
    ...newMember([]),
    key: 2,
    unit: "ITJEN",
    roles: ["supervisor", "signer"],
  };
  return {
    institution: NOTHING,
    instance: "",
    ...origins,
    suite: "pq",
    units: [
      { ...newUnit([]), id: "ITJEN", name: { id: "Inspektorat Jenderal", en: "Inspectorate" } },
    ],
    fallbackUnit: "ITJEN",
    members: [{ ...newMember([]), unit: "ITJEN" }, supervisor],
    threshold: "1",
    k: "3",
    n: "5",
    custodyK: "2",
    contact: NOTHING,
    privacy: NOTHING,
  };
}

const trimmed = ({ id, en }: Words): Words => ({ id: id.trim(), en: en.trim() });
const numberOf = (text: string): number => (/^[0-9]{1,3}$/.test(text.trim()) ? Number(text) : 0);

export const hasCustodians = ({ members }: Form): boolean =>
  members.some(({ roles }) => roles.includes("custodian"));

/** The plan that the form describes. Whether it can be carried out, `problemsOf` tells. */
export function planOf(form: Form): FoundingPlan {
  return {
    instance: form.instance.trim(),
    suite: form.suite,
    publicOrigin: form.publicOrigin,
    staffOrigin: form.staffOrigin,
    isTrial: false,
    institution: trimmed(form.institution),
    units: form.units.map(({ id, name, conflictTarget }) => ({
      id: id.trim(),
      name: trimmed(name),
      conflictTarget: conflictTarget === "" ? null : conflictTarget,
      isOpen: true,
    })),
    members: form.members.map(({ login, name, unit, roles }) => ({
      login: login.trim(),
      name: name.trim(),
      unit: unit === "" ? null : unit,
      roles,
    })),
    threshold: numberOf(form.threshold),
    recovery: { k: numberOf(form.k), n: numberOf(form.n) },
    fallbackUnit: form.fallbackUnit,
    ...(hasCustodians(form) ? { custody: { k: numberOf(form.custodyK) } } : {}),
    contact: trimmed(form.contact),
    privacy: trimmed(form.privacy),
    exit: "bmkg",
    importedYears: [],
  };
}

/** What stands against carrying the form out, beside what the plan itself refuses: fields that are empty. */
export type Problem = PlanProblem["code"] | "text-missing";
export type FormProblem = { readonly code: Problem; readonly at: string };

export function problemsOf(form: Form): readonly FormProblem[] {
  return [...missingTexts(form), ...checkPlan(planOf(form))];
}

function missingTexts(form: Form): readonly FormProblem[] {
  const texts: readonly (readonly [string, string])[] = [
    ["institution-id", form.institution.id],
    ["institution-en", form.institution.en],
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

/** The field of the form that a problem is about, by its id, so that an error summary can lead there. */
export function fieldOf(form: Form, { code, at }: FormProblem): string {
  if (code === "text-missing") return at;
  const unit = form.units.find(({ id }) => id.trim() === at);
  const member = form.members.find(({ login }) => login.trim() === at);
  if (code.startsWith("login") || code.startsWith("member"))
    return `member-${member?.key ?? form.members[0]?.key ?? 1}-login`;
  switch (code) {
    case "instance-malformed":
      return "instance";
    case "recovery-wrong":
      return "recovery-k";
    case "custody-wrong":
      return "custody-k";
    case "signer-missing":
    case "supervisors-missing":
      return "threshold";
    default:
      return `unit-${unit?.key ?? form.units[0]?.key ?? 1}-id`;
  }
}
