import { ConfigContent, conforms, InstanceFile } from "@bijak/contract";
import { checkReleasable, DataError, parseImportedYear } from "@bijak/domain";
import { configOf } from "./config.ts";
import type { FoundingPlan, PlannedMember, PlanProblem } from "./plan.ts";

type Problems = readonly PlanProblem[];

const UNIT_ID = /^[A-Z][A-Z0-9-]{1,31}$/;
const LOGIN = /^[a-z0-9][a-z0-9.-]{1,62}$/;

/** Everything that stands against a plan; empty when it can be carried out. */
export function checkPlan(plan: FoundingPlan): Problems {
  return [...checkUnits(plan), ...checkMembers(plan), ...checkWhole(plan), ...checkYears(plan)];
}

/** Whoever works on cases of a unit holds its keys. */
const worksOnCases = ({ roles }: PlannedMember): boolean =>
  roles.includes("handler") || roles.includes("supervisor");

function checkUnits({ units, members, fallbackUnit }: FoundingPlan): Problems {
  const ids = new Set(units.map(({ id }) => id));
  const named = [...units.flatMap(({ conflictTarget }) => conflictTarget ?? []), fallbackUnit];
  const own = units.filter(({ id, conflictTarget }) => conflictTarget === id);
  const holders = (id: string) => members.filter(({ unit }) => unit === id).length;
  return [
    ...find(
      "unit-malformed",
      units.filter(({ id }) => !UNIT_ID.test(id)).map(({ id }) => id),
    ),
    ...find(
      "conflict-target-itself",
      own.map(({ id }) => id),
    ),
    ...find("unit-twice", doubled(units.map(({ id }) => id))),
    ...find(
      "unit-unknown",
      named.filter((id) => !ids.has(id)),
    ),
    ...find(
      "unit-needs-two",
      units.filter(({ id, isOpen }) => holders(id) < (isOpen ? 2 : 1)).map(({ id }) => id),
    ),
  ];
}

function checkMembers({ units, members }: FoundingPlan): Problems {
  const ids = new Set<string | null>(units.map(({ id }) => id));
  const logins = (chosen: readonly PlannedMember[]) => chosen.map(({ login }) => login);
  return [
    ...find(
      "login-malformed",
      logins(members).filter((login) => !LOGIN.test(login)),
    ),
    ...find("login-twice", doubled(logins(members))),
    ...find("member-without-role", logins(members.filter(({ roles }) => roles.length === 0))),
    ...find(
      "member-without-unit",
      logins(members.filter((one) => worksOnCases(one) && one.unit === null)),
    ),
    ...find(
      "unit-without-work",
      logins(members.filter((one) => !worksOnCases(one) && one.unit !== null)),
    ),
    ...find("unit-unknown", logins(members.filter(({ unit }) => unit !== null && !ids.has(unit)))),
  ];
}

function checkWhole(plan: FoundingPlan): Problems {
  const { k, n } = plan.recovery;
  const signers = plan.members.filter(({ roles }) => roles.includes("signer")).length;
  const { instance, suite, publicOrigin, staffOrigin, threshold = 1 } = plan;
  const file = { instance, suite, signers: ["?"], threshold, publicOrigin, staffOrigin };
  return [
    ...when("signer-missing", signers < Math.max(1, threshold) || signers > 9),
    ...when(
      "recovery-wrong",
      !(Number.isInteger(k) && Number.isInteger(n) && 2 <= k && k <= n && n <= 255),
    ),
    ...when("custody-wrong", !isCustodySound(plan)),
    ...when("config-malformed", !conforms(ConfigContent, configOf(plan))),
    ...when("instance-malformed", !conforms(InstanceFile, file)),
  ];
}

function isCustodySound({ custody, members }: FoundingPlan): boolean {
  const custodians = members.filter(({ roles }) => roles.includes("custodian")).length;
  return (
    custody === undefined ||
    (Number.isInteger(custody.k) && 2 <= custody.k && custody.k <= custodians)
  );
}

function checkYears({ importedYears, members }: FoundingPlan): Problems {
  const supervisors = members.filter(({ roles }) => roles.includes("supervisor")).length;
  const refused = importedYears
    .filter((year) => !isReleasable(year))
    .map(({ year }) => String(year));
  return [
    ...find("year-not-releasable", refused),
    ...when("supervisors-missing", importedYears.length > 0 && supervisors < 2),
  ];
}

function isReleasable(year: unknown): boolean {
  try {
    return checkReleasable(parseImportedYear(year)).length === 0;
  } catch (fault) {
    if (fault instanceof DataError) return false;
    throw fault;
  }
}

const find = (code: PlanProblem["code"], places: readonly string[]): Problems =>
  places.map((at) => ({ code, at }));
const when = (code: PlanProblem["code"], isSo: boolean): Problems =>
  isSo ? [{ code, at: "" }] : [];
const doubled = (words: readonly string[]): readonly string[] =>
  words.filter((word, at) => words.indexOf(word) < at);
