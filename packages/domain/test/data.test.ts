import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { DataError, parseUnitPreset } from "../src/index.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

function filesBelow(folder: string): readonly string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

const units: unknown = JSON.parse(readFileSync(`${root}data/kemenkeu/units.json`, "utf8"));

test("the ministry had 11 units in 2018 and has 13 now", () => {
  const preset = parseUnitPreset(units);
  assert.equal(preset.units.filter(({ validFrom }) => validFrom !== null).length, 11);
  assert.equal(preset.units.filter(({ isCurrent }) => isCurrent).length, 13);
  assert.equal(preset.units.find(({ code }) => code === "BKF")?.isCurrent, false);
});

test("what names a unit's own compliance office goes to the inspectorate", () => {
  const { conflictTarget, units: listed } = parseUnitPreset(units);
  assert.equal(listed.find(({ code }) => code === conflictTarget)?.name.id, "Inspektorat Jenderal");
});

test("a file of units is read only when it is exactly right", () => {
  const right = units as { units: readonly Record<string, unknown>[] };
  const [first] = right.units;
  const wrongUnits = [
    [first, first],
    [{ ...first, code: "setjen" }],
    [{ ...first, validFrom: "2018-02-30" }],
    [{ ...first, validTo: 17 }],
    [{ ...first, isCurrent: "yes" }],
    [{ ...first, successors: ["NOBODY"] }],
    [{ ...first, name: { id: "x" } }],
    [{ ...first, more: 1 }],
    [first],
  ];
  for (const list of wrongUnits)
    assert.throws(() => parseUnitPreset({ ...right, units: list }), DataError);
});

test("what the channel must not ask about stands nowhere in the words and the data (R46)", () => {
  const excluded = [
    ["SE16", "H2f"].join("-"),
    ["lg", "bt"].join(""),
    ["homo", "seks"].join(""),
    ["trans", "gender"].join(""),
  ];
  const files = [...filesBelow("packages/domain"), ...filesBelow("data")];
  assert.ok(files.length > 20);
  for (const file of files) {
    const text = readFileSync(file, "utf8").toLowerCase();
    for (const word of excluded) assert.ok(!text.includes(word.toLowerCase()), file);
  }
});

test("the words and rules depend on nothing but themselves", () => {
  for (const file of filesBelow("packages/domain/src")) {
    const text = readFileSync(file, "utf8");
    for (const [, from] of text.matchAll(/\bfrom "([^"]+)"/g))
      assert.match(from ?? "", /^\.\/[a-z-]+\.ts$/, file);
    assert.doesNotMatch(text, /\b(process|Buffer|require|globalThis|window|document)\b/, file);
  }
});
