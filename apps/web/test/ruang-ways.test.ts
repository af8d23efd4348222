import assert from "node:assert/strict";
import { test } from "node:test";
import { askedGroups, groupsOf, isGroup } from "../src/lib/keys/paper.ts";
import { findPasskeyLack } from "../src/lib/passkey/support.ts";
import type { Way, WayKind } from "../src/ruang/model.ts";
import { heldUnits, lackingNames } from "../src/ruang/state/units.ts";
import { canAdd, canGo, freeName, isTaken } from "../src/ruang/state/ways.ts";

const aWay = (kind: WayKind, name: string = kind): Way => ({ kind, name });

test("a way may go only while two kinds remain without it", () => {
  const [passkey, second, password, paper] = [
    aWay("passkey", "a"),
    aWay("passkey", "b"),
    aWay("password"),
    aWay("paper"),
  ];
  assert.equal(canGo([passkey, password], passkey), false);
  assert.equal(canGo([passkey, password, paper], passkey), true);
  assert.equal(canGo([passkey, second, password], second), true);
  assert.equal(canGo([passkey, second, password], password), false);
});

test("there is one password; passkeys may be several, a paper key takes the place of the one before", () => {
  const ways = [aWay("passkey"), aWay("password"), aWay("paper")];
  assert.deepEqual(
    (["passkey", "password", "paper"] as const).map((kind) => canAdd(ways, kind)),
    [true, false, true],
  );
});

test("a new way gets a name that is free", () => {
  const ways = [aWay("passkey", "Kunci sandi"), aWay("passkey", "Kunci sandi 2")];
  assert.equal(freeName([], "Kunci sandi"), "Kunci sandi");
  assert.equal(freeName(ways, "Kunci sandi"), "Kunci sandi 3");
  assert.equal(isTaken(ways, "  Kunci sandi 2 "), true);
});

test("units without a key are named; only the others have cases to show", () => {
  const units = [
    { id: "DJP", name: "Pajak" },
    { id: "DJBC", name: "Bea" },
  ];
  const info = { units, lacks: ["DJBC"] };
  assert.equal(lackingNames(info), "Bea");
  assert.deepEqual(heldUnits(info), [{ id: "DJP", name: "Pajak" }]);
});

const KEYS = [
  "AGE-SECRET-KEY-1QQPQSYYYXXRRNRNRNRN0123456789ACDEFGHJKLMNPQRSTUVWXYZ234567",
  "AGE-SECRET-KEY-PQ-1720Y6KP4C5YWRYPJXM0AY0KGH5LHFDDNCLGF24NSJ47ZXC5GNJDQRXPSXC",
];

test("a paper key is split for the eye and is the same key when put together", () => {
  for (const key of KEYS) {
    const { head, groups } = groupsOf(key);
    assert.equal(head + groups.join(""), key);
    assert.match(head, /^AGE-SECRET-KEY-(?:PQ-)?1$/u);
    for (const group of groups.slice(0, -1)) assert.equal(group.length, 4);
  }
  assert.deepEqual(groupsOf("no key").groups, []);
});

test("four different groups are asked for, in their order", () => {
  for (const random of [() => 0, () => 0.5, () => 0.999_999]) {
    const asked = askedGroups(15, random);
    assert.equal(new Set(asked).size, 4);
    assert.deepEqual(
      asked,
      asked.toSorted((one, other) => one - other),
    );
    assert.ok(asked.every((index) => index >= 0 && index < 15));
  }
});

test("a typed group may have small letters and blanks, and nothing else may differ", () => {
  assert.equal(isGroup(" 7zz 4", "7ZZ4"), true);
  assert.equal(isGroup("7ZZ5", "7ZZ4"), false);
  assert.equal(isGroup("", "7ZZ4"), false);
});

const withCapabilities = (capabilities: () => Promise<Record<string, boolean>>) =>
  Object.assign(() => undefined, { getClientCapabilities: capabilities });

test("a browser says what it lacks; one that does not tell is tried", async () => {
  assert.equal(await findPasskeyLack(null), "no-passkeys");
  assert.equal(await findPasskeyLack(() => undefined), null);
  const says = (prf: Record<string, boolean>) =>
    findPasskeyLack(withCapabilities(() => Promise.resolve(prf)));
  assert.equal(await says({ "extension:prf": false }), "no-prf");
  assert.equal(await says({ "extension:prf": true }), null);
  assert.equal(await says({}), null);
  assert.equal(await findPasskeyLack(withCapabilities(() => Promise.reject(new Error()))), null);
});
