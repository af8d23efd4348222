import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  confirmClosing,
  openCase,
  proposeClosing,
  sendPendingFacts,
  triage,
  type Desk,
} from "../src/handler.ts";
import { addPending } from "../src/handler/facts.ts";
import { listPending } from "../src/handler/unit-record.ts";
import { aTakenCase } from "./support/cases.ts";
import { openJourney } from "./support/journey.ts";

const CHOICE = {
  category: "NETRALITAS",
  platform: "social-network",
  identityMode: "anonymous",
} as const;

const journey = await openJourney();
const open = [await journey.desk("handler.djp"), await journey.desk("supervisor.djp")] as const;

/** The desk as it is while the channel is not open yet. */
const practising = (desk: Desk): Desk => {
  const { institution } = desk;
  const directory = { ...institution.directory, isRehearsal: true };
  return { ...desk, institution: { ...institution, directory } };
};

describe("while the channel is not open yet", { concurrency: false }, () => {
  const [handler, supervisor] = [practising(open[0]), practising(open[1])];

  test("sorting and closing a case let nothing be counted", async () => {
    const { caseId } = (await aTakenCase(journey, open)).sealed;
    await triage(handler, caseId, CHOICE);
    await proposeClosing(handler, caseId, { outcome: "too-little-information", reason: "r" });
    await confirmClosing(supervisor, caseId);
    const { record, state } = await openCase(handler, caseId);
    assert.deepEqual([state, record.facts, record.category], ["concluded", [], "NETRALITAS"]);
    assert.deepEqual(await listPending(handler, "DJP"), []);
  });

  test("nothing is sent to be counted, even what waits", async () => {
    const fact = {
      id: "AAAAAAAAAAAAAAAA",
      kind: "triage",
      unit: "DJP",
      quarter: "2026-Q4",
      values: { category: "SARA", platform: "chat" },
    } as const;
    await addPending(handler, "DJP", [{ on: journey.today() - 1, fact }]);
    assert.equal(await sendPendingFacts(handler), 0);
    assert.equal(await sendPendingFacts(open[0]), 1);
  });
});

test("once it is open, both are counted", async () => {
  const { caseId } = (await aTakenCase(journey, open)).sealed;
  await triage(open[0], caseId, CHOICE);
  assert.equal((await openCase(open[0], caseId)).record.facts.length, 2);
});
