import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ReplyOf } from "@bijak/contract";
import { staffRoutes } from "@bijak/contract";
import { addDays } from "@bijak/domain";
import { cosignAct, writeAct } from "@bijak/envelope";
import {
  confirmTakeover,
  declare,
  finishTakeover,
  handOver,
  listOverdue,
  openCase,
  proposeTakeover,
  reply,
  takeCase,
  withdrawTakeover,
  type Desk,
} from "../src/handler.ts";
import { loadCase } from "../src/handler/case-file.ts";
import { takeStep } from "../src/handler/step.ts";
import { unwrapCase } from "../src/handler/unwrap.ts";
import { aTakenCase, mailboxOf, sharedAlone, sightOf } from "./support/cases.ts";
import { codeOf, FOUNDED_ON, openJourney } from "./support/journey.ts";

type Row = ReplyOf<typeof staffRoutes.case>["case"];

const REASON = "Batas waktu lewat tanpa tindakan.";

const journey = await openJourney();
const untaken = await journey.report();
const closedToItjen = await journey.report({ isStandbyAllowed: false });
const taken = await aTakenCase(journey, [await journey.desk("handler.djp")]);
const alone = await aTakenCase(journey, [await journey.desk("handler.djp")], {
  isStandbyAllowed: false,
});
journey.toDay(addDays(FOUNDED_ON, 80));
const handler = await journey.desk("handler.djp");
const itjen = await journey.desk("handler.itjen");
const head = await journey.desk("supervisor.itjen");
const stranger = await journey.desk("handler.djbc");

const propose = ({ sealed: { caseId } }: typeof taken, desk = itjen) =>
  proposeTakeover(desk, { caseId, reason: REASON });

describe("a case that nobody moves is taken over", { concurrency: false }, () => {
  const { caseId } = taken.sealed;

  test("the unit that answers sees dates, and nothing of the content", async () => {
    const rows = await listOverdue(itjen);
    const row = rows.find((one) => one.caseId === caseId);
    assert.deepEqual([row?.unit, row?.units, row?.hasStandby], ["ITJEN", ["DJP"], true]);
    assert.equal(rows.length, 4);
    assert.deepEqual(await listOverdue(stranger), []);
    assert.equal(await sightOf(itjen, caseId), "none");
  });

  test("it takes two, one of them a supervisor, and a reason", async () => {
    assert.equal(await codeOf(proposeTakeover(itjen, { caseId, reason: " " })), "move-impossible");
    await propose(taken);
    assert.equal(await codeOf(confirmTakeover(itjen, caseId)), "act-refused");
    const pending = (await listOverdue(head)).find((one) => one.caseId === caseId)?.pending;
    assert.deepEqual([pending?.proposedByName, pending?.reason], ["Handler ITJEN", REASON]);
    await confirmTakeover(head, caseId);
  });

  test("after it the standby key opens, once declared", async () => {
    assert.equal(await sightOf(itjen, caseId), "locked");
    const view = await declare(itjen, caseId, { hasConflict: false });
    assert.deepEqual([view.canRead, view.standby, view.warnings], [["DJP", "ITJEN"], null, []]);
    assert.notEqual(view.report, null);
  });

  test("the unit goes on working meanwhile, and its keys are for both", async () => {
    const view = await reply(handler, caseId, { text: "Masih kami periksa.", kind: "message" });
    assert.deepEqual([view.canRead, view.warnings], [["DJP", "ITJEN"], []]);
  });

  test("the reporter is told who works on it, colleagues why, and the unit may be left out", async () => {
    const finishing = { keepUnit: false, reason: REASON };
    assert.equal(await codeOf(finishTakeover(itjen, caseId, finishing)), "role-missing");
    await declare(head, caseId, { hasConflict: false });
    const view = await finishTakeover(head, caseId, finishing);
    assert.deepEqual(
      [view.canRead, view.takenOverBy, view.assigneeName, view.warnings],
      [["ITJEN"], "ITJEN", "Supervisor ITJEN", []],
    );
    assert.equal(view.thread.at(-1)?.body.text, REASON);
    const box = await mailboxOf(journey, taken.keys);
    assert.deepEqual([box.canRead, box.standby, box.state.code], [["ITJEN"], null, "verifying"]);
    assert.equal(await sightOf(handler, caseId), "none");
  });
});

test("a case that nobody has taken is taken over, too, and taken then", async () => {
  const { caseId } = untaken.sealed;
  await propose(untaken);
  await confirmTakeover(head, caseId);
  await declare(itjen, caseId, { hasConflict: false });
  const finished = await finishTakeover(itjen, caseId, { keepUnit: true, reason: REASON });
  assert.deepEqual(
    [finished.state, finished.n, finished.canRead],
    ["received", 1, ["DJP", "ITJEN"]],
  );
  assert.deepEqual((await mailboxOf(journey, untaken.keys)).canRead, ["DJP", "ITJEN"]);
  assert.deepEqual((await finishTakeover(itjen, caseId, { keepUnit: true, reason: REASON })).n, 1);
  const view = await takeCase(itjen, caseId);
  assert.deepEqual([view.state, view.n, view.warnings], ["verifying", 2, []]);
  assert.equal((await mailboxOf(journey, untaken.keys)).state.code, "verifying");
});

for (const [name, sent] of [
  ["", alone],
  [" and nobody has taken", closedToItjen],
] as const) {
  test(`without a standby key${name} the unit's own client hands the keys over`, async () => {
    const { caseId } = sent.sealed;
    await propose(sent);
    await confirmTakeover(head, caseId);
    assert.equal(await sightOf(itjen, caseId), "none");
    const asked = (await listOverdue(itjen)).find((one) => one.caseId === caseId);
    assert.deepEqual([asked?.hasStandby, asked?.isRequested], [false, true]);
    const before = await declare(handler, caseId, { hasConflict: false });
    assert.deepEqual([before.requestedBy, before.warnings], ["ITJEN", []]);
    const handed = await handOver(handler, caseId);
    assert.deepEqual(
      [handed.canRead, handed.requestedBy, handed.warnings],
      [["DJP", "ITJEN"], null, []],
    );
    assert.deepEqual((await mailboxOf(journey, sent.keys)).canRead, ["DJP", "ITJEN"]);
    await declare(itjen, caseId, { hasConflict: false });
    const view = await finishTakeover(itjen, caseId, { keepUnit: true, reason: REASON });
    assert.deepEqual(
      [view.canRead, view.takenOverBy, view.warnings],
      [["DJP", "ITJEN"], "ITJEN", []],
    );
  });
}

test("a proposal can be withdrawn", async () => {
  const { caseId } = (await journey.report()).sealed;
  assert.equal(await codeOf(proposeTakeover(itjen, { caseId, reason: REASON })), "not-overdue");
  assert.equal(await codeOf(withdrawTakeover(itjen, caseId)), "not-available");
});

describe("a standby key stays closed", async () => {
  const sent = await journey.report();
  const { caseId } = sent.sealed;
  const { case: row } = await handler.api.call(staffRoutes.case, { params: { id: caseId } });
  const { instance } = journey.institution.realm;
  const wrap = Buffer.from(sent.sealed.standbyWrap).toString("base64");
  const hash = Buffer.alloc(32).toString("base64");
  const act = { instance, caseId, kind: "takeover", hash, revision: 1 } as const;
  const both = async (desks: readonly Desk[], change: object = {}) => {
    const [first = itjen, second] = desks;
    const note = await writeAct({ ...act, ...change }, first.memberKey);
    return second === undefined ? note : cosignAct(note, second.memberKey);
  };
  const shown = (takeover?: string): Row => ({
    ...row,
    units: ["DJP", "ITJEN"],
    standby: null,
    holder: "unit ITJEN",
    wrap,
    ...(takeover === undefined ? {} : { takeover }),
  });
  const opens = async (takeover?: string) =>
    (await unwrapCase(itjen, shown(takeover))).caseKeys !== null;

  test("without an act, though the server calls the unit one at work", async () =>
    assert.equal(await opens(), false));

  const wrongs: readonly [string, () => Promise<string>][] = [
    ["with one signature", () => both([head])],
    ["with two signatures of other units", async () => both([handler, stranger])],
    ["with one of the unit and one of another", () => both([head, handler])],
    ["with an act of another kind", () => both([head, itjen], { kind: "transfer" })],
    ["with an act on another case", () => both([head, itjen], { caseId: taken.sealed.caseId })],
    ["with an act of another institution", () => both([head, itjen], { instance: "lain.go.id" })],
  ];
  for (const [words, note] of wrongs)
    test(words, async () => assert.equal(await opens(await note()), false));

  test("without a supervisor of the unit", async () => {
    const second = { ...head, memberKey: head.memberKey };
    const members = itjen.members.map((member) =>
      member.id === head.me.memberId ? { ...member, roles: ["handler"] as const } : member,
    );
    const note = await both([itjen, second]);
    const unwrapped = await unwrapCase({ ...itjen, members }, shown(note));
    assert.deepEqual([unwrapped.caseKeys, unwrapped.isStandbyOnly], [null, true]);
  });

  test("and opens by the act of two of the unit, also when one has left since", async () => {
    const note = await both([head, itjen]);
    assert.equal(await opens(note), true);
    const members = itjen.members.map((member) =>
      member.id === head.me.memberId ? { ...member, roles: [], units: [] } : member,
    );
    const { caseKeys } = await unwrapCase({ ...itjen, members }, shown(note));
    assert.deepEqual([caseKeys?.units, caseKeys?.standby], [["DJP", "ITJEN"], null]);
  });
});

test("a takeover that a colleague writes down without an act of two is told apart", async () => {
  const { caseId } = (await aTakenCase(journey, [handler])).sealed;
  const { instance } = journey.institution.realm;
  const hash = Buffer.alloc(32).toString("base64");
  const act = { instance, caseId, kind: "takeover", hash, revision: 1 } as const;
  const note = await cosignAct(await writeAct(act, handler.memberKey), stranger.memberKey);
  const entry = {
    kind: "takeover",
    on: journey.today(),
    unit: "ITJEN",
    note,
    reason: REASON,
  } as const;
  await takeStep(handler, await loadCase(handler, caseId), { records: [entry] });
  assert.deepEqual((await openCase(handler, caseId)).warnings, []);
  const { desk } = await sharedAlone(journey, handler, { caseId, unit: "ITJEN" });
  assert.deepEqual((await openCase(desk, caseId)).warnings, ["takeover-not-proven"]);
});
