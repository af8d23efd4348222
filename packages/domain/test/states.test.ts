import assert from "node:assert/strict";
import { test } from "node:test";
import {
  canMove,
  canMoveTogether,
  CASE_STATES,
  findTransition,
  isCaseState,
  isRole,
  reporterLabelKey,
  ROLES,
  STATES,
  TRANSITIONS,
} from "../src/index.ts";

test("there are fourteen states, each with words in both languages and its own code in the field's list", () => {
  assert.equal(CASE_STATES.length, 14);
  assert.equal(new Set(CASE_STATES.map((code) => STATES[code].fieldCode)).size, 14);
  for (const code of CASE_STATES)
    assert.ok(STATES[code].label.id !== "" && STATES[code].label.en !== "", code);
});

test("phases are those of the ruling", () => {
  const inPhase = (phase: string) => CASE_STATES.filter((code) => STATES[code].phase === phase);
  assert.deepEqual(inPhase("received"), ["received"]);
  assert.deepEqual(inPhase("assessing"), [
    "verifying",
    "awaiting-reporter",
    "assessing",
    "transferring",
    "reopened",
  ]);
  assert.deepEqual(inPhase("addressing"), [
    "investigating",
    "ethics",
    "discipline",
    "awaiting-decision",
    "appeal",
  ]);
  assert.deepEqual(inPhase("concluded"), ["concluded", "archived", "erased"]);
});

test("a reporter is never told which kind of examination is under way", () => {
  assert.deepEqual((["investigating", "ethics", "discipline"] as const).map(reporterLabelKey), [
    "examined",
    "examined",
    "examined",
  ]);
});

test("every state can be reached from nothing, and every state but the last can be left", () => {
  const reached = new Set<string>();
  let frontier: readonly string[] = ["received"];
  while (frontier.length > 0) {
    for (const code of frontier) reached.add(code);
    frontier = TRANSITIONS.filter(
      ({ from, to }) => from !== null && reached.has(from) && !reached.has(to),
    ).map(({ to }) => to);
  }
  assert.deepEqual([...reached].toSorted(), CASE_STATES.toSorted());
  const left = new Set(TRANSITIONS.map(({ from }) => from));
  assert.deepEqual(
    CASE_STATES.filter((code) => !left.has(code)),
    ["erased"],
  );
});

test("closing, transferring and reopening need two persons, nothing else does", () => {
  for (const { from, to, isTwoPerson } of TRANSITIONS) {
    assert.equal(
      isTwoPerson,
      ["concluded", "transferring", "reopened"].includes(to),
      `${from} to ${to}`,
    );
  }
});

test("no move is listed twice", () => {
  const moves = TRANSITIONS.map(({ from, to }) => `${from} ${to}`);
  assert.equal(new Set(moves).size, moves.length);
});

test("silence never closes a case: the timer ends waits, archives and erases only", () => {
  const byTimer = TRANSITIONS.filter(({ by }) => by.includes("timer")).map(
    ({ from, to }) => `${from} ${to}`,
  );
  assert.deepEqual(byTimer, [
    "awaiting-reporter verifying",
    "concluded archived",
    "archived erased",
  ]);
  assert.equal(canMove("awaiting-reporter", "concluded", "timer"), false);
});

test("a reporter sends and answers, and moves nothing else", () => {
  const byReporter = TRANSITIONS.filter(({ by }) => by.includes("reporter")).map(
    ({ from, to }) => `${from} ${to}`,
  );
  assert.deepEqual(byReporter, ["null received", "awaiting-reporter verifying"]);
});

test("an administrator, a signer and an auditor move nothing", () => {
  for (const role of ["admin", "signer", "auditor", "communications", "custodian"] as const) {
    assert.ok(
      TRANSITIONS.every(({ from, to }) => !canMove(from, to, role)),
      role,
    );
  }
});

test("a case is erased only past its retention and without a legal hold", () => {
  assert.deepEqual(findTransition("archived", "erased")?.needs, [
    "retention-over",
    "no-legal-hold",
  ]);
});

test("a move that is not listed is null and nobody's", () => {
  assert.equal(findTransition("received", "concluded"), null);
  assert.equal(canMove("received", "concluded", "supervisor"), false);
  assert.equal(canMove("erased", "received", "reporter"), false);
});

test("two persons close a case when one supervises and the other works on cases", () => {
  const close = findTransition("assessing", "concluded");
  const take = findTransition("received", "verifying");
  assert.ok(close !== null && take !== null);
  assert.equal(canMoveTogether(close, ["handler"], ["supervisor"]), true);
  assert.equal(canMoveTogether(close, ["supervisor"], ["handler"]), true);
  assert.equal(canMoveTogether(close, ["supervisor"], ["supervisor"]), true);
  assert.equal(canMoveTogether(close, ["handler"], ["handler"]), false);
  assert.equal(canMoveTogether(close, ["supervisor"], ["admin", "auditor"]), false);
  assert.equal(canMoveTogether(close, ["supervisor", "handler"], []), false);
  assert.equal(canMoveTogether(take, ["handler"], ["supervisor"]), false);
});

test("only the codes of the lists are states and roles", () => {
  assert.ok(CASE_STATES.every(isCaseState) && ROLES.every(isRole));
  for (const text of ["", "closed", "toString", "__proto__", "DITERIMA"]) {
    assert.equal(isCaseState(text), false);
    assert.equal(isRole(text), false);
  }
});
