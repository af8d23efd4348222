import {
  checkPlan,
  type FoundingPlan,
  type PlannedMember,
  type PlannedUnit,
} from "@bijak/client/founding";
import { isRole, parseImportedYear, type Role, type Words } from "@bijak/domain";
import {
  parseBoolean,
  parseFields,
  parseInteger,
  parseList,
  parseMaybe,
  parseText,
  PlanFault,
} from "./fields.ts";

const REQUIRED = [
  "instance",
  "publicOrigin",
  "staffOrigin",
  "institution",
  "units",
  "members",
  "recovery",
  "fallbackUnit",
  "contact",
] as const;
const OPTIONAL = [
  "suite",
  "threshold",
  "custody",
  "privacy",
  "offices",
  "categories",
  "exit",
  "importedYears",
] as const;

/**
 * Reads the plan of a real institution. Unknown fields are refused. Throws `PlanFault` naming the first place that is wrong, and for a
 * plan that is well formed but cannot be carried out, all that stands against it.
 */
export function parsePlan(value: unknown): FoundingPlan {
  const fields = parseFields(value, "plan", { required: REQUIRED, optional: OPTIONAL });
  const plan: FoundingPlan = {
    instance: parseText(fields.instance, "instance"),
    suite: parseMaybe(fields.suite, "suite", parseSuite) ?? "pq",
    publicOrigin: parseText(fields.publicOrigin, "publicOrigin"),
    staffOrigin: parseText(fields.staffOrigin, "staffOrigin"),
    isTrial: false,
    institution: parseWords(fields.institution, "institution"),
    units: parseList(fields.units, "units", parseUnit),
    members: parseList(fields.members, "members", parseMember),
    threshold: parseMaybe(fields.threshold, "threshold", parseInteger) ?? 1,
    recovery: parseRecovery(fields.recovery),
    fallbackUnit: parseText(fields.fallbackUnit, "fallbackUnit"),
    contact: parseWords(fields.contact, "contact"),
    exit: parseMaybe(fields.exit, "exit", parseText) ?? "bmkg",
    importedYears: (parseMaybe(fields.importedYears, "importedYears", parseYears) ?? []).map(
      (year) => ({ ...year, categories: [...year.categories] }),
    ),
    ...(fields.privacy === undefined ? {} : { privacy: parseWords(fields.privacy, "privacy") }),
    ...(fields.custody === undefined ? {} : { custody: parseCustody(fields.custody) }),
    ...(fields.offices === undefined
      ? {}
      : { offices: parseList(fields.offices, "offices", parseOffice) }),
    ...(fields.categories === undefined
      ? {}
      : { categories: parseList(fields.categories, "categories", parseText) }),
  };
  const problems = checkPlan(plan);
  if (problems.length > 0)
    throw new PlanFault(
      problems.map(({ code, at }) => (at === "" ? code : `${code} ${at}`)).join(", "),
    );
  return plan;
}

const parseYears = (value: unknown, at: string) => parseList(value, at, parseImportedYear);

function parseSuite(value: unknown, at: string): "pq" | "x25519" {
  if (value === "pq" || value === "x25519") return value;
  throw new PlanFault(`${at}: pq | x25519`);
}

function parseWords(value: unknown, at: string): Words {
  const fields = parseFields(value, at, { required: ["id", "en"], optional: [] });
  return { id: parseText(fields.id, `${at}.id`), en: parseText(fields.en, `${at}.en`) };
}

function parseUnit(value: unknown, at: string): PlannedUnit {
  const fields = parseFields(value, at, {
    required: ["id", "name", "conflictTarget", "isOpen"],
    optional: [],
  });
  return {
    id: parseText(fields.id, `${at}.id`),
    name: parseWords(fields.name, `${at}.name`),
    conflictTarget:
      fields.conflictTarget === null
        ? null
        : parseText(fields.conflictTarget, `${at}.conflictTarget`),
    isOpen: parseBoolean(fields.isOpen, `${at}.isOpen`),
  };
}

function parseMember(value: unknown, at: string): PlannedMember {
  const fields = parseFields(value, at, {
    required: ["login", "name", "unit", "roles"],
    optional: [],
  });
  return {
    login: parseText(fields.login, `${at}.login`),
    name: parseText(fields.name, `${at}.name`),
    unit: fields.unit === null ? null : parseText(fields.unit, `${at}.unit`),
    roles: parseList(fields.roles, `${at}.roles`, parseRole),
  };
}

function parseRole(value: unknown, at: string): Role {
  const role = parseText(value, at);
  if (!isRole(role)) throw new PlanFault(`${at}: ${role}`);
  return role;
}

function parseRecovery(value: unknown): FoundingPlan["recovery"] {
  const { k, n } = parseFields(value, "recovery", { required: ["k", "n"], optional: [] });
  return { k: parseInteger(k, "recovery.k"), n: parseInteger(n, "recovery.n") };
}

function parseCustody(value: unknown): NonNullable<FoundingPlan["custody"]> {
  const { k } = parseFields(value, "custody", { required: ["k"], optional: [] });
  return { k: parseInteger(k, "custody.k") };
}

function parseOffice(value: unknown, at: string) {
  const fields = parseFields(value, at, { required: ["name", "unit", "validUntil"], optional: [] });
  const validUntil =
    fields.validUntil === null ? null : parseInteger(fields.validUntil, `${at}.validUntil`);
  return {
    name: parseWords(fields.name, `${at}.name`),
    unit: parseText(fields.unit, `${at}.unit`),
    validUntil,
  };
}
