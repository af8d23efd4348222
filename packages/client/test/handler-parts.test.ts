import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { CaseState } from "@bijak/domain";
import { OUTCOMES, TRANSITIONS } from "@bijak/domain";
import { fits } from "../src/handler/close-case.ts";
import { labelOf } from "../src/handler/label.ts";
import { isLikeMember } from "../src/handler/names.ts";
import {
  foldRecord,
  parseEntry,
  type OpenedEntry,
  type RecordEntry,
} from "../src/handler/record.ts";
import { UNSIGNED_STEPS } from "../src/shared/state.ts";

test("labels are K- and four characters without I, L, O, U", () => {
  assert.equal(labelOf("AAAAAAAAAAAAAAAA"), "K-0000");
  assert.equal(labelOf("____________AAAA"), "K-ZZZZ");
  assert.match(labelOf("q83vEjRWeJq83vEj"), /^K-[0-9A-HJKMNP-TV-Z]{4}$/);
});

describe("a reported name is compared with members on the device", () => {
  const members = [{ name: "Dr. Budi Santoso, S.E." }, { name: "Ani" }];
  const cases: readonly [string, boolean][] = [
    ["budi santoso", true],
    ["Budi", true],
    ["Pak Budi SANTOSO bin Ali", true],
    ["Budi Hartono", false],
    ["Áni", true],
    ["", false],
    ["Dr.", false],
    ["B. S.", false],
  ];
  for (const [name, expected] of cases) {
    test(`"${name}" ${expected ? "resembles" : "resembles none of"} them`, () => {
      assert.equal(isLikeMember(name, members), expected);
    });
  }
});

test("the steps of a case that need no unit's signature are those the rules give the reporter and the clock", () => {
  const unsigned = TRANSITIONS.filter(
    ({ from, by, to }) =>
      from !== null && to !== "erased" && (by.includes("reporter") || by.includes("timer")),
  ).map(({ from, to }): [CaseState | null, CaseState] => [from, to]);
  assert.deepEqual(Object.fromEntries(unsigned), UNSIGNED_STEPS);
});

test("outcomes fit where an examination has ended, closing reasons where none took place", () => {
  for (const [code, { isActionable }] of Object.entries(OUTCOMES)) {
    const outcome = code as keyof typeof OUTCOMES; // a key of OUTCOMES
    assert.equal(fits(outcome, ["outcome"]), isActionable);
    assert.equal(fits(outcome, ["closing-reason"]), !isActionable);
    assert.equal(fits(outcome, ["outcome-or-closing-reason"]), true);
  }
});

describe("the record of a case", () => {
  const fact = {
    id: "AAAAAAAAAAAAAAAA",
    kind: "triage",
    unit: "DJP",
    quarter: "2026-Q4",
    values: { category: "SARA" },
  } as const;
  const triage = (category: "SARA" | "HOAKS", on: number): RecordEntry => ({
    kind: "triage",
    on,
    category,
    platform: "chat",
    identityMode: "anonymous",
    facts: [fact],
  });
  const opened = (entry: RecordEntry, seq: number): OpenedEntry => ({
    memberId: "m",
    seq,
    hash: "",
    entry,
  });

  test("folds to the newest triage and keeps every entry", () => {
    const record = foldRecord([opened(triage("SARA", 1), 0), opened(triage("HOAKS", 2), 1)]);
    assert.equal(record.category, "HOAKS");
    assert.equal(record.entries.length, 2);
    assert.equal(record.outcome, null);
  });

  test("reads what it wrote and passes over kinds of later programs", () => {
    for (const entry of [
      triage("SARA", 1),
      { kind: "proposal", on: 1, outcome: "not-a-breach", reason: "r" } as const,
    ]) {
      assert.deepEqual(parseEntry(JSON.stringify(entry)), entry);
    }
    assert.equal(parseEntry(JSON.stringify({ kind: "task", on: 1 })), null);
    assert.equal(parseEntry(JSON.stringify({ ...triage("SARA", 1), category: "SALAH" })), null);
    assert.equal(parseEntry("null"), null);
  });

  const shared: readonly RecordEntry[] = [
    { kind: "transfer", on: 1, target: "DJBC", keepsAccess: true, reason: "r", summary: "s" },
    { kind: "takeover", on: 1, unit: "ITJEN", note: "n", reason: "r" },
    { kind: "receipt", on: 1, vkey: "v" },
    { kind: "pack", on: 1, target: "DJBC", id: "AAAAAAAAAAAAAAAA" },
  ];
  for (const entry of shared)
    test(`reads an entry of kind ${entry.kind} with just its fields`, () => {
      assert.deepEqual(parseEntry(JSON.stringify(entry)), entry);
      assert.equal(parseEntry(JSON.stringify({ ...entry, more: "x" })), null);
      for (const field of Object.keys(entry)) {
        assert.equal(parseEntry(JSON.stringify({ ...entry, [field]: null })), null);
        const { [field]: _left, ...rest } = { ...entry } as Record<string, unknown>; // plain fields
        assert.equal(parseEntry(JSON.stringify(rest)), null);
      }
    });

  test("knows no entry for a card any more: it stands in the keys", () => {
    const card = { kind: "card", on: 1, n: 1, hash: "h", after: 0 };
    assert.equal(parseEntry(JSON.stringify(card)), null);
  });
});
