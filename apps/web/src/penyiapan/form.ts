import type { FoundingPlan } from "@bijak/client/founding";
import type { Role, Words } from "@bijak/domain";

export type UnitForm = {
  readonly key: number;
  readonly id: string;
  readonly name: Words;
  /** The key of the unit that answers for it, as text; empty when none does. */
  readonly conflictTarget: string;
};

export type MemberForm = {
  readonly key: number;
  readonly login: string;
  readonly name: string;
  /** The key of their unit, as text, so that it may get another code; empty for members who work on no case. */
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
  /** The key of a unit, as text. */
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

const INSPECTORATE: UnitForm = {
  ...newUnit([]),
  id: "ITJEN",
  name: { id: "Inspektorat Jenderal", en: "Inspectorate General" },
};

/** How fields name a unit. */
export const refOf = ({ key }: UnitForm): string => String(key);

/** The form as it begins: an inspectorate and the two members that a unit needs at least. */
export function firstForm(origins: Pick<Form, "publicOrigin" | "staffOrigin">): Form {
  const supervisor: MemberForm = {
    ...newMember([]),
    key: 2,
    unit: refOf(INSPECTORATE),
    roles: ["supervisor", "signer"],
  };
  return {
    institution: NOTHING,
    instance: "",
    ...origins,
    suite: "pq",
    units: [INSPECTORATE],
    fallbackUnit: refOf(INSPECTORATE),
    members: [{ ...newMember([]), unit: refOf(INSPECTORATE) }, supervisor],
    threshold: "1",
    k: "3",
    n: "5",
    custodyK: "2",
    contact: NOTHING,
    privacy: NOTHING,
  };
}

const trimmed = ({ id, en }: Words): Words => ({ id: id.trim(), en: en.trim() });

/** 0 for what is no number. */
export const numberOf = (text: string): number =>
  /^[0-9]{1,3}$/.test(text.trim()) ? Number(text) : 0;

export const hasCustodians = ({ members }: Form): boolean =>
  members.some(({ roles }) => roles.includes("custodian"));

/** The plan that the form describes. Whether it can be carried out, `problemsOf` tells. */
export function planOf(form: Form): FoundingPlan {
  const idOf = (ref: string): string | null =>
    form.units.find((unit) => refOf(unit) === ref)?.id.trim() ?? null;
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
      conflictTarget: idOf(conflictTarget),
      isOpen: true,
    })),
    members: form.members.map(({ login, name, unit, roles }) => ({
      login: login.trim(),
      name: name.trim(),
      unit: idOf(unit),
      roles,
    })),
    threshold: numberOf(form.threshold) || 1,
    recovery: { k: numberOf(form.k), n: numberOf(form.n) },
    fallbackUnit: idOf(form.fallbackUnit) ?? "",
    ...(hasCustodians(form) ? { custody: { k: numberOf(form.custodyK) } } : {}),
    contact: trimmed(form.contact),
    privacy: trimmed(form.privacy),
    exit: "bmkg",
    importedYears: [],
  };
}
