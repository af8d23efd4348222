import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkPlan } from "../src/founding/check-plan.ts";
import { generatePassword } from "../src/founding/password.ts";
import type { FoundingPlan } from "../src/founding/plan.ts";
import { aPlan } from "./support/institution.ts";

const YEAR = {
  year: 2018,
  total: 55,
  categories: [
    { code: "UJARAN_KEBENCIAN", count: 29 },
    { code: "NETRALITAS", count: 22 },
    { code: "SARA", count: 4 },
  ],
  source: { id: "Sumber", en: "Source", url: "" },
};

describe("checkPlan", () => {
  const plan = aPlan();
  const without = (login: string) => plan.members.filter((member) => member.login !== login);

  test("finds nothing against a sound plan, with years to release or without", () => {
    assert.deepEqual(checkPlan(plan), []);
    assert.deepEqual(checkPlan(aPlan({ importedYears: [YEAR] })), []);
  });

  const refusals: readonly [why: string, changes: Partial<FoundingPlan>, problem: string][] = [
    [
      "an open unit with one holder of its keys (R17)",
      { members: without("djp.handler") },
      "unit-needs-two DJP",
    ],
    [
      "nobody who could sign the directory",
      {
        members: plan.members.map((one) => ({
          ...one,
          roles: one.roles.filter((role) => role !== "signer"),
        })),
      },
      "signer-missing ",
    ],
    ["more signers demanded than there are", { threshold: 2 }, "signer-missing "],
    [
      "two members with one name",
      { members: [...plan.members, ...plan.members.slice(0, 1)] },
      "login-twice itjen.handler",
    ],
    [
      "a conflict target that is not there",
      { units: plan.units.map((unit) => ({ ...unit, conflictTarget: "BKF" })) },
      "unit-unknown BKF",
    ],
    [
      "a unit that would answer for reports about itself",
      { units: plan.units.map((unit) => ({ ...unit, conflictTarget: unit.id })) },
      "conflict-target-itself DJP",
    ],
    ["a fallback unit that is not there", { fallbackUnit: "BKF" }, "unit-unknown BKF"],
    [
      "an administrator with unit keys",
      {
        members: [
          ...plan.members,
          { login: "admin", name: "Admin", unit: "DJP", roles: ["admin"] },
        ],
      },
      "unit-without-work admin",
    ],
    [
      "a handler without unit",
      {
        members: [...plan.members, { login: "sari", name: "Sari", unit: null, roles: ["handler"] }],
      },
      "member-without-unit sari",
    ],
    ["recovery that one person could do alone", { recovery: { k: 1, n: 3 } }, "recovery-wrong "],
    [
      "recovery that needs more rows than there are",
      { recovery: { k: 4, n: 3 } },
      "recovery-wrong ",
    ],
    [
      "figures that do not add up",
      { importedYears: [{ ...YEAR, total: 56 }] },
      "year-not-releasable 2018",
    ],
    [
      "a category of two reports",
      {
        importedYears: [
          {
            ...YEAR,
            total: 53,
            categories: [...YEAR.categories.slice(0, 2), { code: "SARA", count: 2 }],
          },
        ],
      },
      "year-not-releasable 2018",
    ],
    ["an instance id with capitals", { instance: "Lapor" }, "instance-malformed "],
    ["a category code that cannot be one", { categories: ["<b>"] }, "config-malformed "],
  ];
  for (const [why, changes, problem] of refusals) {
    test(`refuses ${why}`, () => {
      const found = checkPlan(aPlan(changes)).map(({ code, at }) => `${code} ${at}`);
      assert.ok(found.includes(problem), found.join());
    });
  }
});

test("passwords have four groups of five characters that nobody mistakes", () => {
  const made = new Set(Array.from({ length: 200 }, generatePassword));
  assert.equal(made.size, 200);
  for (const password of made)
    assert.match(password, /^[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){3}$/);
});
