import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  deriveReporterKeys,
  generateReceipt,
  sealMessage,
  writeReporterChange,
  type ReporterKeys,
} from "@bijak/envelope";
import { confirmReceipt, declare, openCase, reply, takeCase } from "../src/handler.ts";
import type { ReplyOf, staffRoutes } from "@bijak/contract";
import {
  loadCase,
  newestKey,
  type CaseFile,
  type OpenedMessage,
} from "../src/handler/case-file.ts";
import { eventsOf } from "../src/handler/history.ts";
import { rekeyCase } from "../src/handler/rekey.ts";
import { changeReceipt, sendMailboxMessage } from "../src/reporter.ts";
import { aTakenCase, deskToldOf, mailboxOf } from "./support/cases.ts";
import { codeOf, lyingAt, openJourney, solve, type Sent } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

type Case = ReplyOf<typeof staffRoutes.case>;

const journey = await openJourney();
const { institution, reporterApi: api } = journey;
const { realm } = institution;
const handler = await journey.desk("handler.djp");

/** Report, two state messages and a reply of the unit come before the last words under the old key. */
const LAST_BY_OLD_KEY = 4;

const newKeysOf = (): Promise<ReporterKeys> => deriveReporterKeys(realm, generateReceipt(), 10);

async function changed({ keys: oldKeys }: Pick<Sent, "keys">): Promise<ReporterKeys> {
  const newKeys = await newKeysOf();
  await changeReceipt({ api, institution, oldKeys, newKeys, solve, pace });
  return newKeys;
}

async function write(keys: ReporterKeys, text: string): Promise<void> {
  const { thread } = await mailboxOf(journey, keys);
  const words = { kind: "message", text, solve, pace } as const;
  await sendMailboxMessage({ api, institution, keys, thread, ...words });
}

describe("a reporter takes a new receipt", { concurrency: false }, () => {
  let sent: Sent;
  let keys: ReporterKeys;

  test("the handler sees so, and what the new key signs counts at once", async () => {
    sent = await aTakenCase(journey, [handler]);
    const { caseId } = sent.sealed;
    await reply(handler, caseId, { text: "Jawaban pertama.", kind: "message" });
    await write(sent.keys, "Dengan kode lama.");
    keys = await changed(sent);
    await write(keys, "Dengan kode baru.");
    const view = await openCase(handler, caseId);
    assert.deepEqual([view.receiptChanged, view.warnings], [true, []]);
    assert.deepEqual(
      view.thread
        .filter(({ author }) => author === "reporter")
        .map(({ body, isFromOldReceipt, isFromOldCard }) => [
          body.kind,
          isFromOldReceipt,
          isFromOldCard,
        ]),
      [
        ["report", false, false],
        ["message", false, false],
        ["message", false, false],
      ],
    );
  });

  test("replies before the confirmation already go to the new receipt", async () => {
    await reply(handler, sent.sealed.caseId, { text: "Jawaban kedua.", kind: "message" });
    const box = await mailboxOf(journey, keys);
    assert.ok(box.messages.some(({ text }) => text === "Jawaban kedua."));
    assert.equal(JSON.stringify(box).includes("Jawaban pertama"), false);
  });

  test("confirming takes the new keys over and sends the earlier replies again, which is no new answer", async () => {
    const { caseId } = sent.sealed;
    const before = await openCase(handler, caseId);
    const view = await confirmReceipt(handler, caseId);
    assert.deepEqual([view.receiptChanged, view.n, view.warnings], [false, before.n + 1, []]);
    const { caseKeys } = await loadCase(handler, caseId);
    assert.deepEqual(
      [caseKeys?.reporter.vkey, caseKeys?.formers],
      [keys.signing.vkey, [{ vkey: sent.keys.signing.vkey, until: LAST_BY_OLD_KEY }]],
    );
    const box = await mailboxOf(journey, keys);
    const again = box.messages.find(({ text }) => text?.includes("Jawaban pertama.") === true);
    assert.match(again?.text ?? "", /^2026-11-24 · DJP\nJawaban pertama\./u);
    assert.equal(
      box.state.promisedOn,
      (await openCase(handler, caseId)).clocks.find(({ code }) => code === box.state.promiseCode)
        ?.dueOn,
    );
    assert.equal(await codeOf(confirmReceipt(handler, caseId)), "not-available");
  });

  test("the conversation goes on", async () => {
    await write(keys, "Terima kasih.");
    await reply(handler, sent.sealed.caseId, { text: "Sama-sama.", kind: "message" });
    const view = await openCase(handler, sent.sealed.caseId);
    assert.deepEqual(view.warnings, []);
    assert.equal(
      view.thread.some(({ isFromOldReceipt }) => isFromOldReceipt),
      false,
    );
  });

  test("a message by the old key after the change is told apart, before and after the confirmation", async () => {
    const other = await aTakenCase(journey, [handler]);
    const { caseId } = other.sealed;
    const newest = await changed(other);
    await write(newest, "Dengan kode baru.");
    await openCase(handler, caseId);
    const file = await loadCase(handler, caseId);
    assert.ok(file.caseKeys);
    const { n, recipient } = await newestKey(file.caseKeys);
    const last = file.messages.findLast(({ message }) => message.author === "reporter");
    const forged = await sealMessage({
      realm,
      message: {
        caseId,
        author: "reporter",
        n,
        seq: (last?.message.seq ?? 0) + 1,
        previous: last?.hash ?? null,
        body: { kind: "message", text: "Saya mencabut laporan.", files: [] },
      },
      recipients: [recipient],
      signingKey: other.keys.signing,
    });
    const index = (file.messages.at(-1)?.index ?? 0) + 1;
    const adding = lyingAt("/messages", (answer: { messages: object[] }) => ({
      ...answer,
      messages: [
        ...answer.messages,
        {
          index,
          direction: "to-units",
          on: journey.today(),
          isRead: false,
          sealed: Buffer.from(forged).toString("base64"),
        },
      ],
    }));
    const newest99 = lyingAt(`/api/cases/${caseId}`, (answer: Case) => ({
      ...answer,
      case: { ...answer.case, newest: 99 },
    }));
    const lying = await journey.desk("handler.djp", (inner) => adding(newest99(inner)));
    const flags = async () => (await openCase(lying, caseId)).thread.at(-1)?.isFromOldReceipt;
    assert.equal(await flags(), true);
    await confirmReceipt(handler, caseId);
    assert.equal(await flags(), true);
  });
});

test("replies sent again are no new words: nothing is promised anew", () => {
  const said = (answers?: object): OpenedMessage => {
    const body = { kind: "message", text: "Jawaban.", files: [], ...(answers && { answers }) };
    const message = { author: "DJP", body } as unknown as OpenedMessage["message"]; // all that events depend on
    return { index: 1, direction: "to-reporter", on: 10, hash: "", message };
  };
  const kinds = (messages: readonly OpenedMessage[]) =>
    eventsOf({ row: { receivedOn: 10 }, messages } as CaseFile).map(({ kind }) => kind); // likewise
  assert.deepEqual(kinds([said()]), ["received", "first-answered"]);
  assert.deepEqual(kinds([said({ repeats: true })]), ["received"]);
});

test("a change before anyone has taken the case only changes the keys", async () => {
  const sent = await journey.report();
  const keys = await changed(sent);
  const { caseId } = sent.sealed;
  await declare(handler, caseId, { hasConflict: false });
  const view = await confirmReceipt(handler, caseId);
  assert.deepEqual([view.state, view.n, view.receiptChanged], ["received", 0, false]);
  assert.deepEqual((await takeCase(handler, caseId)).warnings, []);
  assert.equal((await mailboxOf(journey, keys)).state.code, "verifying");
});

test("taking the case, or making its keys anew, confirms the change as well", async () => {
  const sent = await journey.report();
  const keys = await changed(sent);
  const { caseId } = sent.sealed;
  await declare(handler, caseId, { hasConflict: false });
  assert.equal((await takeCase(handler, caseId)).receiptChanged, false);
  const newest = await changed({ keys });
  const { row } = await loadCase(handler, caseId);
  assert.equal(await rekeyCase(handler, row), "done");
  const view = await openCase(handler, caseId);
  assert.deepEqual([view.receiptChanged, view.n, view.warnings], [false, 2, []]);
  assert.equal((await mailboxOf(journey, newest)).thread.n, 2);
});

test("a change that the old key did not sign counts for nothing and is told apart", async () => {
  const sent = await aTakenCase(journey, [handler]);
  const { caseId } = sent.sealed;
  const [mine, other] = [await newKeysOf(), await newKeysOf()];
  const change = { realm, caseId, recipient: other.recipient, vkey: other.signing.vkey };
  const byStranger = await writeReporterChange({ ...change, on: journey.today() }, mine.signing);
  const elsewhere = await writeReporterChange(
    { ...change, caseId: (await journey.report()).sealed.caseId, on: journey.today() },
    sent.keys.signing,
  );
  for (const note of [byStranger, elsewhere, "palsu"]) {
    const told = { login: "handler.djp", caseId };
    const desk = await deskToldOf(journey, told, () => ({ receiptChanges: [note] }));
    const view = await openCase(desk, caseId);
    assert.deepEqual([view.receiptChanged, view.warnings], [false, ["receipt-not-proven"]]);
    assert.equal(await codeOf(confirmReceipt(desk, caseId)), "not-available");
    const { caseKeys } = await loadCase(desk, caseId);
    assert.equal(caseKeys?.reporter.vkey, sent.keys.signing.vkey);
  }
});

test("replies are sent again also when other next keys took the new receipt over before it was confirmed", async () => {
  const sent = await aTakenCase(journey, [handler]);
  const { caseId } = sent.sealed;
  await reply(handler, caseId, { text: "Sebelum kode baru.", kind: "message" });
  const keys = await changed(sent);
  assert.equal(await rekeyCase(handler, (await loadCase(handler, caseId)).row), "done");
  const unread = await mailboxOf(journey, keys);
  assert.equal(JSON.stringify(unread.messages).includes("Sebelum kode baru."), false);
  assert.equal((await openCase(handler, caseId)).receiptChanged, true);
  const view = await confirmReceipt(handler, caseId);
  assert.deepEqual([view.receiptChanged, view.warnings], [false, []]);
  const read = await mailboxOf(journey, keys);
  assert.equal(JSON.stringify(read.messages).includes("Sebelum kode baru."), true);
  assert.equal(await codeOf(confirmReceipt(handler, caseId)), "not-available");
});

test("nothing is confirmed twice where there was no reply to send again", async () => {
  const sent = await aTakenCase(journey, [handler]);
  const { caseId } = sent.sealed;
  await changed(sent);
  assert.equal(await rekeyCase(handler, (await loadCase(handler, caseId)).row), "done");
  assert.equal((await openCase(handler, caseId)).receiptChanged, false);
  await reply(handler, caseId, { text: "Sesudahnya.", kind: "message" });
  assert.equal(await codeOf(confirmReceipt(handler, caseId)), "not-available");
});
