import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, parseDay } from "@bijak/domain";
import { en } from "../src/ruang/copy/en.ts";
import { id } from "../src/ruang/copy/id.ts";
import { deadlineChip, deadlineText } from "../src/ruang/state/deadline.ts";

const monday = parseDay("2026-11-23");
const due = (days: number, isStopped = false) => ({
  code: "T_TRIAGE",
  on: addDays(monday, days),
  isStopped,
});
const words = (days: number, isStopped = false) => {
  const chip = deadlineChip(due(days, isStopped), monday);
  return [chip.shape, deadlineText(chip, id.deadline), deadlineText(chip, en.deadline)];
};

test("a limit says how far it is, in words and by its shape", () => {
  assert.deepEqual(words(9), ["●", "9 hari lagi", "9 days left"]);
  assert.deepEqual(words(2), ["▲", "2 hari lagi", "2 days left"]);
  assert.deepEqual(words(1), ["▲", "1 hari lagi", "1 day left"]);
  assert.deepEqual(words(0), ["▲", "Hari ini", "Today"]);
  assert.deepEqual(words(-1), ["■", "Lewat 1 hari", "1 day late"]);
  assert.deepEqual(words(-2), ["■", "Lewat 2 hari", "2 days late"]);
});

test("a stopped limit waits for the reporter, however late it would be", () => {
  assert.deepEqual(words(-30, true), ["‖", "Menunggu pelapor", "Waiting for the reporter"]);
  assert.deepEqual(words(3, true), ["‖", "Menunggu pelapor", "Waiting for the reporter"]);
});

test("nearness counts working days: Monday is near on the Friday before", () => {
  const friday = parseDay("2026-11-20");
  assert.equal(deadlineChip({ code: "T_ACK", on: monday, isStopped: false }, friday).kind, "soon");
});

test("only what is late has the colour of errors, and each tone has its own shape", () => {
  const tones = [-5, 0, 1, 20].map((days) => deadlineChip(due(days), monday));
  assert.deepEqual(
    tones.map(({ tone, shape }) => `${shape}${tone}`),
    ["■err", "▲warn", "▲warn", "●"],
  );
});
