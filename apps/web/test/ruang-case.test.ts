import assert from "node:assert/strict";
import { test } from "node:test";
import { OUTCOMES, type Need } from "@bijak/domain";
import type { CaseMessage, MessageBody } from "../src/ruang/model.ts";
import { closedKind } from "../src/ruang/state/closed.ts";
import { closingChoices, proposalSeat } from "../src/ruang/state/closing.ts";
import { draftKey, hasDrafts, withDraft } from "../src/ruang/state/drafts.ts";
import { drawingOf, listEvidence, pictureType, safeFileName } from "../src/ruang/state/evidence.ts";
import { IDLE_MS, idleStage, WARN_MS } from "../src/ruang/state/idle.ts";
import {
  canAsk,
  canTake,
  canTriage,
  offeredMoves,
  writingObstacle,
} from "../src/ruang/state/moves.ts";
import { answersOf, platformClassOf } from "../src/ruang/state/report.ts";
import { isNewState } from "../src/ruang/state/thread.ts";

const handler = { roles: ["handler"] } as const;
const supervisor = { roles: ["supervisor"] } as const;
const opened = {
  state: "received",
  declaration: "no-conflict",
  isLocked: false,
  isRestricted: false,
  standbyOnly: false,
} as const;

test("a case is taken by a handler who declared no conflict, and only while it is new", () => {
  assert.equal(canTake(opened, handler), true);
  assert.equal(canTake(opened, supervisor), false);
  assert.equal(canTake({ ...opened, state: "verifying" }, handler), false);
  for (const more of [
    { declaration: "none" },
    { declaration: "conflict" },
    { isLocked: true },
    { standbyOnly: true },
    { isRestricted: true },
  ] as const) {
    assert.equal(canTake({ ...opened, ...more }, handler), false, JSON.stringify(more));
  }
});

test("a case whose unit only stands by says so, although it is locked", () => {
  assert.equal(closedKind(opened), null);
  assert.equal(closedKind({ ...opened, isLocked: true }), "locked");
  assert.equal(closedKind({ ...opened, isLocked: true, standbyOnly: true }), "standby");
  assert.equal(closedKind({ ...opened, declaration: "conflict", isLocked: true }), "conflict");
});

test("questions and categories belong to verification, to handlers, and to a case that was taken", () => {
  for (const can of [canAsk, canTriage]) {
    assert.equal(can({ state: "verifying", n: 1 }, handler), true);
    assert.equal(can({ state: "verifying", n: 0 }, handler), false);
    assert.equal(can({ state: "assessing", n: 1 }, handler), false);
    assert.equal(can({ state: "verifying", n: 1 }, supervisor), false);
  }
});

test("before a case is taken, and after it is archived, nothing can be written", () => {
  assert.equal(writingObstacle({ state: "received", n: 0 }), "take-first");
  assert.equal(writingObstacle({ state: "verifying", n: 1 }), null);
  assert.equal(writingObstacle({ state: "archived", n: 1 }), "read-only");
});

test("moves of two persons are not offered as a step of one", () => {
  const moves = [
    { to: "investigating", isTwoPerson: false, needs: [] },
    { to: "concluded", isTwoPerson: true, needs: ["closing-reason"] },
  ] as const;
  assert.deepEqual(
    offeredMoves({ moves, state: "assessing" }).map(({ to }) => to),
    ["investigating"],
  );
  assert.deepEqual(offeredMoves({ moves, state: "transferring" }), []);
});

test("each state offers its own list of endings, and none where a case cannot be closed", () => {
  const choices = (...needs: Need[]) =>
    closingChoices({ moves: [{ to: "concluded", isTwoPerson: true, needs }] });
  assert.ok(choices("closing-reason").every((code) => !OUTCOMES[code].isActionable));
  assert.ok(choices("outcome").every((code) => OUTCOMES[code].isActionable));
  assert.equal(
    choices("outcome-or-closing-reason").length,
    choices("closing-reason").length + choices("outcome").length,
  );
  assert.deepEqual(closingChoices({ moves: [] }), []);
});

test("nobody confirms an own proposal, and only a supervisor confirms", () => {
  const act = { proposedBy: "m1" };
  assert.equal(proposalSeat(act, { memberId: "m1", roles: ["supervisor"] }), "own");
  assert.equal(proposalSeat(act, { memberId: "m2", roles: ["supervisor"] }), "can-confirm");
  assert.equal(proposalSeat(act, { memberId: "m3", roles: ["handler"] }), "supervisor-needed");
});

const aReport = (answers: Record<string, unknown>): MessageBody => ({
  kind: "report",
  text: "Cerita",
  files: [],
  answers,
});

test("the reporter's answers are read as given, and anything that does not fit is as if not answered", () => {
  const answers = answersOf(
    aReport({
      category: "SARA",
      links: ["https://contoh.example/1", 7, ""],
      account: " ",
      happenedOn: "kemarin",
      worry: "yes",
    }),
  );
  assert.equal(answers.category, "SARA");
  assert.deepEqual(answers.links, ["https://contoh.example/1"]);
  assert.equal(answers.account, null);
  assert.equal(answers.happenedOn, null);
  assert.equal(answers.worry, "yes");
  assert.equal(answersOf(aReport({ category: "TIDAK_YAKIN" })).category, null);
});

test("a report without a name given openly is anonymous, whatever else stands there", () => {
  assert.equal(answersOf(aReport({})).identity.mode, "anonymous");
  assert.equal(answersOf(aReport({ identity: "open" })).identity.mode, "anonymous");
  assert.equal(answersOf(aReport({ identity: { mode: "x", name: "B" } })).identity.name, null);
  const open = answersOf(aReport({ identity: { mode: "open", name: "Budi", contact: "0812" } }));
  assert.deepEqual(open.identity, { mode: "open", name: "Budi", contact: "0812" });
});

test("the platform class follows from the platform, else from a chat, else from nothing", () => {
  const classOf = (answers: Record<string, unknown>) =>
    platformClassOf(answersOf(aReport(answers)));
  assert.equal(classOf({ platform: "whatsapp" }), "chat");
  assert.equal(classOf({ platform: "instagram" }), "social-network");
  assert.equal(classOf({ audience: "chat" }), "chat");
  assert.equal(classOf({ platform: "tidak-ada" }), null);
});

const aMessage = (index: number, more: Partial<CaseMessage> = {}): CaseMessage => ({
  index,
  direction: "to-units",
  author: "reporter",
  memberName: null,
  on: 20_000,
  body: { kind: "message", text: "", files: [] },
  isFromOldCard: false,
  isFromOldReceipt: false,
  ...more,
});
const aFile = (name: string, type: string) => ({
  id: name,
  name,
  type,
  sizeBytes: 1,
  parts: ["x"],
});

test("evidence is every file of the reporter, with the message that brought it", () => {
  const body = { kind: "message", text: "", files: [aFile("a.png", "image/png")] } as const;
  const thread = [
    aMessage(0),
    aMessage(1, { body }),
    aMessage(2, { body, direction: "to-reporter" }),
  ];
  assert.deepEqual(
    listEvidence({ thread }).map(({ message }) => message.index),
    [1],
  );
});

test("only pictures that run nothing and plain text are drawn; SVG, HTML in a picture's name and PDF are not", () => {
  assert.equal(drawingOf({ type: "image/png" }), "picture");
  assert.equal(drawingOf({ type: "IMAGE/JPEG; q=1" }), "picture");
  assert.equal(drawingOf({ type: "text/html" }), "text");
  for (const type of [
    "image/svg+xml",
    "application/pdf",
    "application/xhtml+xml",
    "",
    "image/pngx",
  ]) {
    assert.equal(drawingOf({ type }), "none", type);
  }
  assert.equal(pictureType({ type: "image/svg+xml" }), "image/png");
});

test("a file is saved under one visible part of a path", () => {
  assert.equal(safeFileName("../../etc/passwd"), "passwd");
  assert.equal(safeFileName("C:\\laporan\\foto.png"), "foto.png");
  assert.equal(safeFileName("foto\u202Egnp.exe"), "fotognp.exe");
  assert.equal(safeFileName(".htaccess"), "htaccess");
  assert.equal(safeFileName("a:b?.txt"), "a_b_.txt");
  assert.equal(safeFileName("\u200B"), "bukti");
  assert.equal(Array.from(safeFileName("x".repeat(300))).length, 100);
});

test("a state message is news only when the state is another than before", () => {
  const state = (index: number, code: "verifying" | "assessing") =>
    aMessage(index, {
      direction: "to-reporter",
      body: { kind: "state", text: "", files: [], state: { code, since: 20_000 } },
    });
  const thread = [aMessage(0), state(1, "verifying"), state(2, "verifying"), state(3, "assessing")];
  assert.deepEqual(
    thread.slice(1).map((message) => isNewState(message, thread)),
    [true, false, true],
  );
});

test("drafts of one case and field stand apart, and an emptied one is gone", () => {
  const drafts = withDraft(
    withDraft({}, draftKey("a", "reply"), "satu"),
    draftKey("b", "reply"),
    "dua",
  );
  assert.equal(drafts[draftKey("a", "reply")], "satu");
  assert.equal(drafts[draftKey("a", "note")], undefined);
  const emptied = withDraft(
    withDraft(drafts, draftKey("a", "reply"), ""),
    draftKey("b", "reply"),
    "",
  );
  assert.equal(hasDrafts(drafts), true);
  assert.equal(hasDrafts(emptied), false);
});

test("an untouched room warns in its last minute and then locks", () => {
  assert.equal(idleStage(0, IDLE_MS - WARN_MS - 1), "active");
  assert.equal(idleStage(0, IDLE_MS - WARN_MS), "warning");
  assert.equal(idleStage(0, IDLE_MS), "over");
});
