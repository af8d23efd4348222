import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkPlan, type RecoverySheet } from "@bijak/client/founding";
import {
  firstForm,
  newMember,
  newUnit,
  planOf,
  refOf,
  type Form,
  type MemberForm,
} from "../src/penyiapan/form.ts";
import { fieldsOf, problemsOf, problemsOn, type Problem } from "../src/penyiapan/problems.ts";
import { emptyRows, wrongRows } from "../src/penyiapan/sheets/typed.ts";

const BOTH = { id: "Kata", en: "Words" };
const EMPTY = firstForm({ publicOrigin: "https://lapor.test", staffOrigin: "https://ruang.test" });

/** A form that can be carried out: one unit, its handler and its supervisor who signs. */
const whole = (change: Partial<Form> = {}): Form => ({
  ...EMPTY,
  institution: BOTH,
  instance: "lapor.test",
  members: EMPTY.members.map((member, at) => ({
    ...member,
    login: ["ani", "budi"][at] ?? "",
    name: ["Ani", "Budi"][at] ?? "",
  })),
  contact: BOTH,
  privacy: BOTH,
  ...change,
});

/** The whole form with one of its two members changed. */
const withMember = (at: number, change: Partial<MemberForm>): Form =>
  whole({
    members: whole().members.map((member, place) =>
      place === at ? { ...member, ...change } : member,
    ),
  });

const codesOf = (form: Form): Problem[] => problemsOf(form).map(({ code }) => code);
const fieldsFor = (form: Form): string[] => problemsOn(form, "check").map(({ field }) => field);

describe("the form of the ceremony", () => {
  test("as it begins, only texts, names and the identifier are missing", () => {
    assert.deepEqual(
      new Set(codesOf(EMPTY)),
      new Set(["text-missing", "instance-malformed", "login-malformed", "login-twice"]),
    );
  });

  test("filled in, it can be carried out", () => {
    assert.deepEqual(problemsOf(whole()), []);
    assert.deepEqual(checkPlan(planOf(whole())), []);
  });

  test("a unit that gets another code keeps its members and stays the fallback", () => {
    const [unit] = whole().units;
    assert.ok(unit);
    const plan = planOf(whole({ units: [{ ...unit, id: " INSPEKTORAT " }] }));
    assert.equal(plan.fallbackUnit, "INSPEKTORAT");
    assert.deepEqual(
      plan.members.map((member) => member.unit),
      ["INSPEKTORAT", "INSPEKTORAT"],
    );
  });

  test("a unit that is taken out leaves members without a unit, and none that answers for it", () => {
    const gone = newUnit(whole().units);
    const form = withMember(0, { unit: refOf(gone) });
    const [unit] = form.units;
    assert.ok(unit);
    const plan = planOf({ ...form, units: [{ ...unit, conflictTarget: refOf(gone) }] });
    assert.equal(plan.members[0]?.unit, null);
    assert.equal(plan.units[0]?.conflictTarget, null);
  });

  test("custodians are asked for their number only when there are some", () => {
    assert.equal(planOf(whole()).custody, undefined);
    assert.deepEqual(planOf(withMember(0, { roles: ["handler", "custodian"] })).custody, { k: 2 });
  });

  const cases: readonly (readonly [string, Form, Problem, string])[] = [
    ["no identifier", whole({ instance: "X" }), "instance-malformed", "instance"],
    ["no contact", whole({ contact: { id: "", en: "x" } }), "text-missing", "contact-id"],
    ["no number of signers", whole({ threshold: "dua" }), "text-missing", "threshold"],
    ["too few signers", whole({ threshold: "2" }), "signer-missing", "threshold"],
    [
      "no signer",
      withMember(1, { roles: ["supervisor"] }),
      "signer-missing",
      "member-1-role-signer",
    ],
    ["k above n", whole({ k: "6" }), "recovery-wrong", "recovery-k"],
    [
      "one custodian",
      withMember(0, { roles: ["handler", "custodian"] }),
      "custody-wrong",
      "custody-k",
    ],
    ["a login with a blank", withMember(0, { login: "a ni" }), "login-malformed", "member-1-login"],
    ["no role", withMember(0, { roles: [] }), "member-without-role", "member-1-role-handler"],
    ["no fallback", whole({ fallbackUnit: "" }), "unit-unknown", "fallback"],
    [
      "a text too long",
      whole({ contact: { id: "x".repeat(2_001), en: "x" } }),
      "config-malformed",
      "contact-id",
    ],
  ];
  for (const [name, form, code, field] of cases) {
    test(`${name}: ${code} leads to ${field}`, () => {
      assert.ok(codesOf(form).includes(code), codesOf(form).join());
      assert.ok(fieldsFor(form).includes(field), fieldsFor(form).join());
    });
  }

  test("two members with one login are both marked, each once", () => {
    const form = withMember(1, { login: "ani" });
    assert.deepEqual(fieldsFor(form), ["member-1-login", "member-2-login"]);
  });

  test("each problem leads to at least one field, and each field stands on a step of its own kind", () => {
    const form = whole({ units: [newUnit([])], members: [newMember([])], fallbackUnit: "9" });
    for (const problem of problemsOf(form)) assert.notDeepEqual(fieldsOf(form, problem), []);
    for (const { field, step } of problemsOn(form, "check")) {
      if (field.startsWith("unit-")) assert.equal(step, "units");
      if (field.startsWith("member-")) assert.equal(step, "members");
    }
  });

  test("a step tells only what is wrong on it", () => {
    const form = whole({ instance: "", k: "9" });
    assert.deepEqual(
      problemsOn(form, "keys").map(({ field }) => field),
      ["recovery-k"],
    );
    assert.deepEqual(problemsOn(form, "members"), []);
  });
});

describe("rows typed back from paper", () => {
  const SHEETS: readonly RecoverySheet[] = ["AB2C OD3E", "FG4H IJ5K"].map((row, at) => ({
    holder: at + 1,
    rows: [
      { unit: "ITJEN", row },
      { unit: "DJP", row: `ZZ ${row}` },
    ],
  }));
  const wrong = (rows: readonly string[]): string[] => [...wrongRows(SHEETS, { ITJEN: rows })];

  test("blanks, dashes, small letters and digits that look like letters are forgiven", () => {
    assert.deepEqual(wrong(["ab2c-0d3e", " fg4h 1j5k "]), []);
  });

  test("a slip, an empty row and a row of another unit are wrong at their place", () => {
    assert.deepEqual(wrong(["AB2C OD3F", ""]), ["ITJEN-0", "ITJEN-1"]);
    assert.deepEqual(wrong(["ZZ AB2C OD3E", "FG4H IJ5K"]), ["ITJEN-0"]);
  });

  test("the same row twice is wrong at its second place", () => {
    assert.deepEqual(wrong(["AB2C OD3E", "ab2cod3e"]), ["ITJEN-1"]);
  });

  test("k empty rows are asked for each unit", () => {
    assert.deepEqual(emptyRows(["A", "B"], 2), { A: ["", ""], B: ["", ""] });
  });
});
