import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addDays } from "@bijak/domain";
import {
  confirmClosing,
  declare,
  describeDesk,
  draftFigures,
  listInbox,
  moveCase,
  openCase,
  openEvidence,
  proposeClosing,
  reply,
  sendPendingFacts,
  takeCase,
  triage,
  withdrawProposal,
  writeNote,
} from "../src/handler.ts";
import {
  burnReceipt,
  openMailbox,
  openThread,
  sendEvidence,
  sendMailboxMessage,
  type Mailbox,
} from "../src/reporter.ts";
import { aFile, codeOf, FOUNDED_ON, openJourney, solve, type Sent } from "./support/journey.ts";
import { impatient } from "./support/pace.ts";

const TEXT = "Pegawai ini mengunggah dukungan untuk seorang calon.";

const journey = await openJourney();
let handler = await journey.desk("handler.djp");
let supervisor = await journey.desk("supervisor.djp");
const stranger = await journey.desk("handler.djbc");

describe("a report travels from a stranger to a decision", { concurrency: false }, () => {
  let sent: Sent;
  const caseId = (): string => sent.sealed.caseId;
  const mailbox = (): Promise<Mailbox> => {
    const { reporterApi: api, institution, today } = journey;
    return openMailbox({
      api,
      institution: { ...institution, today: today() },
      keys: sent.keys,
      solve,
      pace: impatient,
    });
  };

  /** Sessions do not last over night: the next day begins with signing in. */
  const wakeOn = async (day: number): Promise<void> => {
    journey.toDay(day);
    handler = await journey.desk("handler.djp");
    supervisor = await journey.desk("supervisor.djp");
  };

  test("the reporter sends it and is promised an acknowledgement within seven days", async () => {
    sent = await journey.report({ text: TEXT });
    assert.equal(sent.acknowledgement.receivedOn, FOUNDED_ON);
    assert.deepEqual(sent.acknowledgement.promised, {
      code: "T_ACK",
      dueOn: addDays(FOUNDED_ON, 7),
    });
  });

  test("evidence follows as a file of its own", async () => {
    const { reporterApi: api, institution } = journey;
    const thread = openThread(sent.sealed, sent.acknowledgement);
    const told: number[] = [];
    const next = await sendEvidence({
      api,
      institution,
      keys: sent.keys,
      thread,
      file: aFile("isi berkas"),
      solve,
      onProgress: (bytes) => told.push(bytes),
      pace: impatient,
    });
    assert.equal(next.seq, 2);
    assert.equal(told[0], 0);
    assert.equal(told.length, 2);
  });

  test("before anyone works on it the reporter reads the index only, and who can read", async () => {
    const { state, canRead, standby, messages, isReadOnly } = await mailbox();
    assert.deepEqual(
      [state.code, state.isSigned, state.differsFromIndex, state.promiseCode, state.promisedOn],
      ["received", false, false, "T_ACK", addDays(FOUNDED_ON, 7)],
    );
    assert.deepEqual([canRead, standby, isReadOnly], [["DJP"], "ITJEN", false]);
    assert.deepEqual(
      messages.map(({ kind, text, files }) => [kind, text, files]),
      [
        ["report", null, 0],
        ["message", null, 1],
      ],
    );
  });

  test("the handler's desk opens with a consistent audit log", () => {
    const { units, roles, audit, isTrial } = describeDesk(handler);
    assert.deepEqual([units, roles, isTrial], [[{ id: "DJP", name: "DJP" }], ["handler"], true]);
    assert.equal(audit.isConsistent, true);
  });

  test("the handler finds it in the inbox by name, account and office alone", async () => {
    const { rows, counts } = await listInbox(handler, {
      unit: "DJP",
      view: "unclaimed",
      limit: 50,
    });
    assert.equal(counts.unclaimed, 1);
    const [row] = rows;
    assert.ok(row);
    assert.deepEqual(row.summary, {
      account: "@contoh.pegawai",
      name: "Budi Contoh",
      office: "Kantor Pelayanan Contoh",
      kind: "NETRALITAS",
    });
    assert.deepEqual(
      [row.state, row.isLocked, row.hasUnread, row.assignee],
      ["received", false, true, null],
    );
    assert.match(row.label, /^K-/);
    assert.equal(JSON.stringify(row).includes("dukungan"), false);
  });

  test("a member of another unit gets the same answer as for a case that does not exist", async () => {
    assert.equal(await codeOf(openCase(stranger, caseId())), "not-available");
    assert.equal(await codeOf(openCase(stranger, "AAAAAAAAAAAAAAAA")), "not-available");
    assert.equal(
      await codeOf(listInbox(stranger, { unit: "DJP", view: "all", limit: 50 })),
      "not-available",
    );
    assert.equal(await codeOf(takeCase(stranger, caseId())), "not-available");
  });

  test("before the declaration the report stays closed", async () => {
    const view = await openCase(handler, caseId());
    assert.deepEqual(
      [view.declaration, view.report, view.thread.length, view.moves.length],
      ["none", null, 0, 0],
    );
    assert.equal(await codeOf(takeCase(handler, caseId())), "declaration-missing");
  });

  test("after declaring no conflict the handler reads text and file", async () => {
    const view = await declare(handler, caseId(), { hasConflict: false });
    assert.equal(view.declaration, "no-conflict");
    assert.equal(view.report?.text, TEXT);
    assert.deepEqual(view.warnings, []);
    const file = view.thread[1]?.body.files[0];
    assert.ok(file);
    const blob = await openEvidence(handler, caseId(), file);
    assert.deepEqual([await blob.text(), blob.type], ["isi berkas", "text/plain"]);
  });

  test("nothing can be written before the case is taken, because the reporter made its first key", async () => {
    assert.equal(
      await codeOf(writeNote(handler, caseId(), { text: "catatan" })),
      "move-impossible",
    );
    assert.equal(
      await codeOf(reply(handler, caseId(), { text: "halo", kind: "message" })),
      "move-impossible",
    );
  });

  test("taking it makes a new key, tells the reporter and promises the first answer", async () => {
    const view = await takeCase(handler, caseId());
    assert.deepEqual(
      [view.state, view.n, view.assigneeName, view.hasUnread],
      ["verifying", 1, "Handler DJP", false],
    );
    const box = await mailbox();
    assert.deepEqual(
      [box.state.code, box.state.isSigned, box.state.differsFromIndex, box.thread.n],
      ["verifying", true, false, 1],
    );
    assert.deepEqual(
      [box.state.promiseCode, box.state.promisedOn],
      ["T_FIRST_ANSWER", addDays(FOUNDED_ON, 30)],
    );
  });

  test("a colleague cannot take it a second time", async () => {
    await declare(supervisor, caseId(), { hasConflict: false });
    assert.equal(await codeOf(takeCase(supervisor, caseId())), "move-impossible");
  });

  test("a note stays inside: the reporter is given nothing of it", async () => {
    await writeNote(handler, caseId(), { text: "Akun sudah kami periksa." });
    await writeNote(supervisor, caseId(), { text: "Baik." });
    const view = await openCase(handler, caseId());
    assert.deepEqual(view.warnings, []);
    const notes = view.thread.filter(({ direction }) => direction === "internal");
    assert.deepEqual(
      notes.map(({ memberName, body }) => [memberName, body.text]),
      [
        ["Handler DJP", "Akun sudah kami periksa."],
        ["Supervisor DJP", "Baik."],
      ],
    );
    const { messages } = await mailbox();
    assert.deepEqual(
      messages.map(({ kind }) => kind),
      ["report", "message", "state"],
    );
  });

  test("a question waits for the reporter and stops the first answer's clock", async () => {
    const view = await reply(handler, caseId(), {
      text: "Kapan unggahan itu terlihat?",
      kind: "question",
    });
    assert.equal(view.state, "awaiting-reporter");
    const box = await mailbox();
    assert.equal(box.state.code, "awaiting-reporter");
    assert.equal(box.question?.text, "Kapan unggahan itu terlihat?");
    assert.equal(box.question.unit, "DJP");
    assert.equal(box.state.promiseCode, "T_FEEDBACK");
  });

  test("the answer moves the case on without a signature, and nothing looks wrong", async () => {
    await wakeOn(addDays(FOUNDED_ON, 3));
    const { thread } = await mailbox();
    const { reporterApi: api, institution } = journey;
    await sendMailboxMessage({
      api,
      institution,
      keys: sent.keys,
      thread,
      kind: "answer",
      text: "Kemarin malam.",
      solve,
      pace: impatient,
    });
    const box = await mailbox();
    assert.deepEqual(
      [box.state.code, box.state.differsFromIndex, box.question],
      ["verifying", false, null],
    );
    const view = await openCase(handler, caseId());
    assert.equal(view.state, "verifying");
    const answer = view.thread.at(-1);
    assert.deepEqual([answer?.body.text, answer?.isFromOldCard], ["Kemarin malam.", false]);
  });

  test("a reply is the first answer: the next date promised is feedback, the same on device and server", async () => {
    await reply(handler, caseId(), { text: "Terima kasih, kami teruskan.", kind: "message" });
    const box = await mailbox();
    assert.deepEqual(
      [box.state.promiseCode, box.state.promisedOn],
      ["T_FEEDBACK", addDays(FOUNDED_ON, 90)],
    );
    const { clocks } = await openCase(handler, caseId());
    const feedback = clocks.find(({ code }) => code === "T_FEEDBACK");
    assert.equal(feedback?.dueOn, box.state.promisedOn);
    assert.equal(
      clocks.some(({ code }) => code === "T_FIRST_ANSWER"),
      false,
    );
  });

  test("triage records the category and lets it be counted on a later day, apart from the case", async () => {
    const view = await triage(handler, caseId(), {
      category: "NETRALITAS",
      platform: "social-network",
      identityMode: "anonymous",
    });
    assert.deepEqual(
      [view.state, view.category, view.record.facts.length],
      ["assessing", "NETRALITAS", 2],
    );
    assert.equal(await sendPendingFacts(handler), 0);
    assert.deepEqual(
      (({ total, pending }) => [total, pending])(await draftFigures(supervisor, 2026)),
      [0, 2],
    );
    await wakeOn(addDays(FOUNDED_ON, 4));
    assert.equal(await sendPendingFacts(supervisor), 2);
    assert.equal(await sendPendingFacts(handler), 0);
    const figures = await draftFigures(supervisor, 2026);
    assert.deepEqual(
      [figures.total, figures.byCategory, figures.pending],
      [1, [{ code: "NETRALITAS", count: 1 }], 0],
    );
  });

  test("only a supervisor begins an investigation", async () => {
    assert.equal(
      (await openCase(handler, caseId())).moves.some(({ to }) => to === "investigating"),
      false,
    );
    assert.equal(
      await codeOf(moveCase(handler, caseId(), { to: "investigating" })),
      "role-missing",
    );
    const view = await moveCase(supervisor, caseId(), {
      to: "investigating",
      text: "Pemeriksaan dimulai.",
    });
    assert.equal(view.state, "investigating");
    assert.equal((await mailbox()).state.code, "investigating");
  });

  test("nobody closes a case alone", async () => {
    assert.equal(
      await codeOf(moveCase(supervisor, caseId(), { to: "concluded" })),
      "move-impossible",
    );
    assert.equal(await codeOf(confirmClosing(supervisor, caseId())), "act-refused");
    const view = await proposeClosing(supervisor, caseId(), {
      outcome: "guidance",
      reason: "Pegawai dibina.",
    });
    assert.equal(view.pendingAct?.outcome, "guidance");
    assert.equal(await codeOf(confirmClosing(supervisor, caseId())), "act-refused");
    assert.equal((await withdrawProposal(supervisor, caseId())).pendingAct, null);
  });

  test("a proposal that something else has overtaken cannot be confirmed", async () => {
    await proposeClosing(handler, caseId(), { outcome: "guidance", reason: "Pegawai dibina." });
    await writeNote(handler, caseId(), { text: "Tunggu dulu." });
    assert.equal(await codeOf(confirmClosing(supervisor, caseId())), "act-refused");
  });

  test("a handler proposes, the supervisor confirms, and the reporter reads outcome and reason", async () => {
    const proposed = await proposeClosing(handler, caseId(), {
      outcome: "guidance",
      reason: "Pegawai sudah dibina.",
    });
    assert.equal(proposed.pendingAct?.proposedBy, handler.me.memberId);
    assert.equal(proposed.pendingAct.isStale, false);
    const seenId = proposed.pendingAct.id;
    assert.equal(
      await codeOf(confirmClosing(supervisor, caseId(), "AAAAAAAAAAAAAAAA")),
      "revision-conflict",
    );
    const view = await confirmClosing(supervisor, caseId(), seenId);
    assert.deepEqual(
      [view.state, view.record.outcome, view.pendingAct, view.warnings],
      ["concluded", "guidance", null, []],
    );
    const box = await mailbox();
    assert.deepEqual(
      [
        box.state.code,
        box.state.outcome,
        box.state.isSigned,
        box.state.differsFromIndex,
        box.state.promisedOn,
      ],
      ["concluded", "guidance", true, false, null],
    );
    assert.equal(
      box.messages.findLast(({ kind }) => kind === "message")?.text,
      "Pegawai sudah dibina.",
    );
  });

  test("the outcome is counted from the next day on", async () => {
    await wakeOn(addDays(FOUNDED_ON, 5));
    assert.equal(await sendPendingFacts(supervisor), 1);
    assert.deepEqual((await draftFigures(supervisor, 2026)).byOutcome, [
      { code: "guidance", count: 1 },
    ]);
  });

  test("the reporter erases the mailbox; the case stays with the unit", async () => {
    const { reporterApi: api } = journey;
    await burnReceipt({ api, keys: sent.keys, solve, pace: impatient });
    assert.equal(await codeOf(mailbox()), "mailbox-not-found");
    assert.equal(
      await codeOf(burnReceipt({ api, keys: sent.keys, solve, pace: impatient })),
      "mailbox-not-found",
    );
    assert.equal((await openCase(handler, caseId())).report?.text, TEXT);
  });
});

test("promises move with the answer: days that the reporter took are not taken from the unit, on device as on server", async () => {
  const { reporterApi: api, institution } = journey;
  const { keys, sealed, acknowledgement } = await journey.report();
  const { caseId } = sealed;
  const start = acknowledgement.receivedOn;
  const through = async () => {
    const box = await openMailbox({ api, institution, keys, solve, pace: impatient });
    return [box.state.promiseCode, (box.state.promisedOn ?? 0) - start];
  };
  const desk = await journey.desk("handler.djp");
  await declare(desk, caseId, { hasConflict: false });
  await takeCase(desk, caseId);
  assert.deepEqual(await through(), ["T_FIRST_ANSWER", 30]);
  await reply(desk, caseId, { text: "Kapan?", kind: "question" });
  assert.deepEqual(await through(), ["T_FEEDBACK", 90]);
  journey.toDay(start + 6);
  const { thread } = await openMailbox({ api, institution, keys, solve, pace: impatient });
  await sendMailboxMessage({
    api,
    institution,
    keys,
    thread,
    kind: "answer",
    text: "Kemarin.",
    solve,
    pace: impatient,
  });
  const later = await journey.desk("handler.djp");
  const view = await triage(later, caseId, {
    category: "SARA",
    platform: "chat",
    identityMode: "anonymous",
  });
  assert.deepEqual(await through(), ["T_FIRST_ANSWER", 36]);
  const onServer = view.clocks.find(({ code }) => code === "T_FIRST_ANSWER");
  assert.equal(onServer?.dueOn, start + 36);
});

test("the straight line holds in the post-quantum suite, too", async () => {
  const pq = await openJourney({ plan: { suite: "pq" } });
  const { reporterApi: api, institution } = pq;
  const { keys, sealed, acknowledgement } = await pq.report({ text: TEXT });
  const thread = openThread(sealed, acknowledgement);
  await sendEvidence({
    api,
    institution,
    keys,
    thread,
    file: aFile("isi"),
    solve,
    pace: impatient,
  });
  const desk = await pq.desk("handler.djp");
  const view = await declare(desk, sealed.caseId, { hasConflict: false });
  assert.deepEqual([view.report?.text, view.warnings], [TEXT, []]);
  const [file] = view.thread[1]?.body.files ?? [];
  assert.ok(file);
  assert.equal(await (await openEvidence(desk, sealed.caseId, file)).text(), "isi");
  await takeCase(desk, sealed.caseId);
  await reply(desk, sealed.caseId, { text: "Terima kasih.", kind: "message" });
  const { messages, state } = await openMailbox({ api, institution, keys, solve, pace: impatient });
  assert.deepEqual([messages.at(-2)?.text, state.code], ["Terima kasih.", "verifying"]);
});
