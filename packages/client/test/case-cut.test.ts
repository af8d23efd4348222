import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addDays } from "@bijak/domain";
import {
  answerTransfer,
  confirmTakeover,
  confirmTransfer,
  declare,
  finishTakeover,
  handOver,
  listOverdue,
  listTransfers,
  openCase,
  proposeTakeover,
  proposeTransfer,
  receiveTransfer,
  restrictCase,
} from "../src/handler.ts";
import { anAssessedCase } from "./support/cases.ts";
import { aNetwork, cutEverywhere, FOUNDED_ON, openJourney } from "./support/journey.ts";

const journey = await openJourney();
const network = aNetwork();
const handler = await journey.desk("handler.djp", network.through);
const supervisor = await journey.desk("supervisor.djp", network.through);
const target = await journey.desk("handler.djbc", network.through);
const reason = "Alasan.";

const aCase = async (): Promise<string> =>
  (await anAssessedCase(journey, [handler, supervisor])).sealed.caseId;

const propose = (caseId: string) =>
  proposeTransfer(handler, caseId, {
    target: "DJBC",
    keepsAccess: false,
    reason,
    summary: "Ringkasan.",
  });

async function anOffer(): Promise<string> {
  const caseId = await aCase();
  const { transfer } = await propose(caseId);
  await confirmTransfer(supervisor, caseId, transfer?.proposal?.actId ?? "");
  return caseId;
}

const accept = (caseId: string) =>
  answerTransfer(target, caseId, { unit: "DJBC", isAccepted: true, reason: "" });

async function aHandedOver(): Promise<string> {
  const caseId = await anOffer();
  await accept(caseId);
  await handOver(handler, caseId);
  await declare(target, caseId, { hasConflict: false });
  return caseId;
}

describe("the network is cut at any request between units", { concurrency: false }, () => {
  test("a case is restricted once", async () => {
    const memberIds = [handler.me.memberId, supervisor.me.memberId];
    await cutEverywhere(network, async (cut) => {
      const caseId = await aCase();
      cut();
      const view = await restrictCase(supervisor, caseId, { memberIds });
      assert.deepEqual([view.n, view.access.members.length, view.warnings], [2, 2, []]);
    });
  });

  test("a transfer is offered and answered once", async () => {
    await cutEverywhere(network, async (cut) => {
      const caseId = await aCase();
      const { transfer } = await propose(caseId);
      cut();
      const view = await confirmTransfer(supervisor, caseId, transfer?.proposal?.actId ?? "");
      assert.deepEqual(
        [view.state, view.record.entries.length, view.warnings],
        ["transferring", 3, []],
      );
    });
    await cutEverywhere(network, async (cut) => {
      const caseId = await anOffer();
      cut();
      await accept(caseId);
      const row = (await listTransfers(target, "DJBC")).find((one) => one.caseId === caseId);
      assert.equal(row?.state, "accepted");
    });
  });

  test("keys are handed over and received once", async () => {
    await cutEverywhere(network, async (cut) => {
      const caseId = await anOffer();
      await accept(caseId);
      cut();
      const view = await handOver(handler, caseId);
      assert.deepEqual([view.n, view.transfer?.state, view.warnings], [2, "handed-over", []]);
    });
    await cutEverywhere(network, async (cut) => {
      const caseId = await aHandedOver();
      cut();
      const view = await receiveTransfer(target, caseId);
      assert.deepEqual([view.n, view.state, view.canRead], [3, "verifying", ["DJBC"]]);
    });
  });

  test("a case is taken over once", async () => {
    const sent: string[] = [];
    for (let no = 0; no < 40; no += 1) sent.push((await journey.report()).sealed.caseId);
    journey.toDay(addDays(FOUNDED_ON, 80));
    const later = aNetwork();
    const itjen = await journey.desk("handler.itjen", later.through);
    const head = await journey.desk("supervisor.itjen", later.through);
    const next = (): string => {
      const caseId = sent.pop();
      assert.ok(caseId);
      return caseId;
    };
    await cutEverywhere(later, async (cut) => {
      const caseId = next();
      cut();
      await proposeTakeover(itjen, { caseId, reason });
      const row = (await listOverdue(head)).find((one) => one.caseId === caseId);
      assert.equal(row?.pending?.reason, reason);
    });
    await cutEverywhere(later, async (cut) => {
      const caseId = next();
      await proposeTakeover(itjen, { caseId, reason });
      cut();
      await confirmTakeover(head, caseId);
      assert.equal((await openCase(head, caseId)).isLocked, false);
    });
    await cutEverywhere(later, async (cut) => {
      const caseId = next();
      await proposeTakeover(itjen, { caseId, reason });
      await confirmTakeover(head, caseId);
      await declare(head, caseId, { hasConflict: false });
      cut();
      const view = await finishTakeover(head, caseId, { keepUnit: true, reason });
      assert.deepEqual([view.n, view.thread.length, view.warnings], [1, 3, []]);
    });
  });
});
