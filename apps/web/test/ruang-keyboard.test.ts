import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf, KEYS, type KeyPress, type Surroundings } from "../src/ruang/state/keyboard.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  isAltGraph: false,
  isCtrl: false,
  isAlt: false,
  isMeta: false,
  ...more,
});
const onPage: Surroundings = {
  isInField: false,
  isOnControl: false,
  isInDialog: false,
  areKeysOff: false,
};

test("each key of the help list asks for the command it stands beside", () => {
  for (const { command, keys } of KEYS) {
    for (const key of keys) {
      assert.equal(commandOf(press(key === "Esc" ? "Escape" : key), onPage), command, key);
    }
  }
});

test("letters work in both cases", () => {
  assert.equal(commandOf(press("j"), onPage), "next");
  assert.equal(commandOf(press("J"), onPage), "next");
});

test("single keys do nothing in fields, in dialogs and when switched off", () => {
  for (const at of [{ isInField: true }, { isInDialog: true }, { areKeysOff: true }]) {
    for (const key of ["j", "Enter", "Escape", "a", "?", "/"]) {
      assert.equal(
        commandOf(press(key), { ...onPage, ...at }),
        null,
        `${key} ${JSON.stringify(at)}`,
      );
    }
  }
});

test("Enter keeps its own meaning on a link or button, other keys do not", () => {
  assert.equal(commandOf(press("Enter"), { ...onPage, isOnControl: true }), null);
  assert.equal(commandOf(press("j"), { ...onPage, isOnControl: true }), "next");
});

test("Ctrl+Alt+L locks from anywhere, even when single keys are off", () => {
  const chord = press("l", { isCtrl: true, isAlt: true });
  const anywhere = { isInField: true, isOnControl: true, isInDialog: true, areKeysOff: true };
  assert.equal(commandOf(chord, anywhere), "lock");
  assert.equal(commandOf(chord, onPage), "lock");
});

test("where Alt turns the letter into another sign, the place of the key locks; a letter of the right Alt does not", () => {
  const chord = { code: "KeyL", isCtrl: true, isAlt: true };
  assert.equal(commandOf(press("¬", chord), onPage), "lock");
  assert.equal(commandOf(press("ł", { ...chord, isAltGraph: true }), onPage), null);
});

test("chords of the browser are left to it", () => {
  for (const more of [{ isCtrl: true }, { isAlt: true }, { isMeta: true }]) {
    assert.equal(commandOf(press("r", more), onPage), null);
  }
  assert.equal(commandOf(press("a", { isCtrl: true, isAlt: true }), onPage), null);
});

test("a key that nobody named is nobody's", () => {
  assert.equal(commandOf(press("z"), onPage), null);
  assert.equal(commandOf(press("ArrowDown"), onPage), null);
});
