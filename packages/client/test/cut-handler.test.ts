import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  confirmClosing,
  declare,
  openCase,
  proposeClosing,
  reply,
  sendPendingFacts,
  takeCase,
  triage,
  writeNote,
  type CaseView,
  type Desk,
} from "../src/handler.ts";
import { listPending } from "../src/handler/unit-record.ts";
import { aNetwork, codeOf, cutEverywhere, openJourney } from "./support/journey.ts";

const journey = await openJourney();
const network = aNetwork();
const handler = await journey.desk("handler.djp", network.through);
const supervisor = await journey.desk("supervisor.djp", network.through);
const { db } = journey.parts.store;

async function counts(caseId: string) {
  const messages = await db
    .selectFrom("message")
    .select("number")
    .where("case_id", "=", caseId)
    .execute();
  const records = await db
    .selectFrom("case_record")
    .select("seq")
    .where("case_id", "=", caseId)
    .execute();
  return { messages: messages.length, records: records.length };
}

type Act = (desk: Desk, caseId: string) => Promise<CaseView>;
const take: Act = (desk, caseId) => takeCase(desk, caseId);
const sort: Act = (desk, caseId) =>
  triage(desk, caseId, { category: "SARA", platform: "chat", identityMode: "anonymous" });
const propose: Act = (desk, caseId) =>
  proposeClosing(desk, caseId, { outcome: "not-a-breach", reason: "Bukan pelanggaran." });

/** A declared case after these acts of the handler. */
async function aCase(...acts: readonly Act[]): Promise<string> {
  const { sealed } = await journey.report();
  await declare(handler, sealed.caseId, { hasConflict: false });
  for (const act of acts) await act(handler, sealed.caseId);
  return sealed.caseId;
}

describe(
  "a handler's network is cut at any request, before or after it arrived",
  { concurrency: false },
  () => {
    const steps: readonly [
      what: string,
      before: readonly Act[],
      act: Act,
      messages: number,
      records: number,
    ][] = [
      ["a case is taken once", [], take, 1, 0],
      [
        "a reply is sent once",
        [take],
        (desk, id) => reply(desk, id, { text: "Halo.", kind: "message" }),
        2,
        0,
      ],
      [
        "a question is asked once",
        [take],
        (desk, id) => reply(desk, id, { text: "Kapan?", kind: "question" }),
        2,
        0,
      ],
      [
        "a note is written once",
        [take],
        (desk, id) => writeNote(desk, id, { text: "Catatan." }),
        1,
        0,
      ],
      ["a case is sorted once", [take], sort, 1, 1],
      ["a closing is proposed once", [take], propose, 0, 1],
    ];
    for (const [what, acts, act, messages, records] of steps) {
      test(what, async () => {
        await cutEverywhere(network, async (cut) => {
          const caseId = await aCase(...acts);
          const before = await counts(caseId);
          cut();
          const { warnings } = await act(handler, caseId);
          const after = await counts(caseId);
          assert.deepEqual(
            [after.messages - before.messages, after.records - before.records],
            [messages, records],
          );
          assert.deepEqual(warnings, []);
        });
      });
    }

    test("a case is closed once, and its outcome waits to be counted once", async () => {
      await cutEverywhere(network, async (cut) => {
        const caseId = await aCase(take, propose);
        await declare(supervisor, caseId, { hasConflict: false });
        const before = (await listPending(supervisor, "DJP")).length;
        cut();
        const view = await confirmClosing(supervisor, caseId);
        assert.deepEqual([view.state, view.warnings], ["concluded", []]);
        assert.equal((await listPending(supervisor, "DJP")).length - before, 1);
      });
    });
  },
);

describe("two handlers at once", { concurrency: false }, () => {
  test("exactly one takes the case and the other is told", async () => {
    const caseId = await aCase();
    await declare(supervisor, caseId, { hasConflict: false });
    const second = await journey.desk("handler.djp");
    const codes = await Promise.all([
      codeOf(takeCase(handler, caseId)),
      codeOf(takeCase(second, caseId)),
    ]);
    assert.deepEqual(codes.toSorted(), ["accepted", "revision-conflict"]);
    const view = await openCase(supervisor, caseId);
    assert.deepEqual([view.n, view.state, view.warnings], [1, "verifying", []]);
  });

  test("facts that both add wait both", async () => {
    const [one, other] = [await aCase(take), await aCase(take)];
    const second = await journey.desk("handler.djp");
    const before = (await listPending(handler, "DJP")).length;
    await Promise.all([sort(handler, one), sort(second, other)]);
    assert.equal((await listPending(handler, "DJP")).length - before, 4);
  });

  test("facts that both send are counted once", async () => {
    const waiting = (await listPending(handler, "DJP")).length;
    journey.toDay(journey.today() + 1);
    const [one, other] = [await journey.desk("handler.djp"), await journey.desk("supervisor.djp")];
    await Promise.all([sendPendingFacts(one), sendPendingFacts(other)]);
    const stored = await db.selectFrom("fact").select("id").execute();
    assert.equal(stored.length, waiting);
    assert.deepEqual(await listPending(one, "DJP"), []);
  });
});
