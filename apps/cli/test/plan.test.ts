import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPlan } from "@bijak/client/founding";
import { EXAMPLE_PLAN } from "../src/init/example.ts";
import { PlanFault } from "../src/init/fields.ts";
import { parsePlan } from "../src/init/plan.ts";
import { readKemenkeu } from "../src/presets.ts";
import { SIGNING_ACCOUNT, trialPlan } from "../src/trial/plan.ts";
import { join } from "node:path";

type Loose = Record<string, unknown>;
const changed = (change: (plan: Loose) => void): Loose => {
  const plan = structuredClone(EXAMPLE_PLAN) as unknown as Loose; // a copy to spoil
  change(plan);
  return plan;
};

test("the example of the help is a plan that can be carried out: suite pq, one signature, no trial", () => {
  const plan = parsePlan(EXAMPLE_PLAN);
  assert.deepEqual([plan.suite, plan.threshold, plan.isTrial, plan.exit], ["pq", 1, false, "bmkg"]);
  assert.deepEqual(
    plan.members.map(({ login }) => login),
    ["ani", "budi", "citra", "dedi"],
  );
});

test("what is optional is taken as it is said", () => {
  const year = {
    year: 2018,
    total: 55,
    categories: [{ code: "SARA", count: 55 }],
    source: { id: "a", en: "b", url: "" },
  };
  const plan = parsePlan({
    ...EXAMPLE_PLAN,
    suite: "x25519",
    categories: ["SARA"],
    importedYears: [year],
    offices: [{ name: { id: "Kantor", en: "Office" }, unit: "DINKES", validUntil: null }],
  });
  assert.deepEqual(
    [plan.suite, plan.categories, plan.importedYears, plan.offices?.length],
    ["x25519", ["SARA"], [year], 1],
  );
});

for (const [what, plan, place] of [
  ["no object", [], /^plan/u],
  ["a field that is missing", changed((one) => delete one["recovery"]), /plan\.recovery/u],
  ["a field that nobody knows", changed((one) => (one["isTrial"] = true)), /plan\.isTrial/u],
  ["a suite that is none", changed((one) => (one["suite"] = "rot13")), /suite/u],
  [
    "a role that is none",
    changed((one) => (one["members"] = [{ login: "ani", name: "A", unit: null, roles: ["king"] }])),
    /members\[0\]\.roles\[0\]: king/u,
  ],
  [
    "a name in one language only",
    changed((one) => (one["institution"] = { id: "Kota" })),
    /institution\.en/u,
  ],
  [
    "an open unit with one member",
    changed(
      (one) =>
        (one["members"] = [
          { login: "budi", name: "B", unit: "DINKES", roles: ["supervisor", "signer"] },
        ]),
    ),
    /unit-needs-two/u,
  ],
  [
    "nobody who signs",
    changed(
      (one) =>
        (one["members"] = EXAMPLE_PLAN.members.map((member) => ({
          ...member,
          roles: ["handler"],
        }))),
    ),
    /signer-missing/u,
  ],
  ["half a share", changed((one) => (one["recovery"] = { k: 1.5, n: 3 })), /recovery\.k/u],
] as const) {
  test(`refused with its place: ${what}`, () => {
    assert.throws(
      () => parsePlan(plan),
      (fault) => fault instanceof PlanFault && place.test(fault.message),
    );
  });
}

test("privacy text and custodians stand in a plan, and too few custodians are refused", () => {
  const custodians = (k: number) =>
    changed((one) => {
      one["custody"] = { k };
      one["members"] = EXAMPLE_PLAN.members.map((member) => ({
        ...member,
        roles: [...member.roles, "custodian"],
      }));
    });
  const plan = parsePlan(custodians(3));
  assert.deepEqual([plan.custody, plan.privacy], [{ k: 3 }, EXAMPLE_PLAN.privacy]);
  for (const k of [1, 5]) assert.throws(() => parsePlan(custodians(k)), /custody-wrong/);
});

test("the trial has a handler and a supervisor in each of three units, one of whom signs, and the year 2018", async () => {
  const preset = await readKemenkeu(join(import.meta.dirname, "../../.."));
  const plan = trialPlan(preset, {
    publicOrigin: "http://localhost:1",
    staffOrigin: "http://localhost:2",
  });
  assert.deepEqual(
    plan.units.map(({ id, conflictTarget }) => [id, conflictTarget]),
    [
      ["ITJEN", null],
      ["DJP", "ITJEN"],
      ["DJBC", "ITJEN"],
    ],
  );
  assert.equal(plan.isTrial, true);
  for (const { id } of plan.units)
    assert.deepEqual(
      plan.members.filter(({ unit }) => unit === id).map(({ roles }) => roles[0]),
      ["handler", "supervisor"],
    );
  assert.deepEqual(
    plan.members.filter(({ roles }) => roles.includes("signer")).map(({ login }) => login),
    [SIGNING_ACCOUNT],
  );
  assert.deepEqual(checkPlan(plan), []);
  assert.equal(plan.custody?.k, 2, "names can be locked in the trial, too");
  assert.deepEqual(
    plan.importedYears.map(({ year, total }) => [year, total]),
    [[2018, 55]],
  );
});
