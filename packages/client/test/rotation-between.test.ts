import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deriveReporterKeys, generateReceipt, type ReporterKeys } from "@bijak/envelope";
import { listPacks, sendPack, type Desk } from "../src/handler.ts";
import { publishRotations, rotateUnit } from "../src/people.ts";
import { changeReceipt, loadInstitution, openMailbox } from "../src/reporter.ts";
import { aTakenCase } from "./support/cases.ts";
import { codeOf, openJourney, solve, type Journey } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

/*
 * What is made while, or just before, a unit changes its key must not count for nothing afterwards.
 */
describe("while a unit changes its key", { concurrency: false }, () => {
  let journey: Journey;
  let handler: Desk;

  async function begin(): Promise<void> {
    journey = await openJourney();
    handler = await journey.desk("handler.djp");
  }
  const rotate = async (): Promise<void> => {
    await rotateUnit(handler, { unit: "DJP", reason: "schedule" });
    await publishRotations(await journey.desk("supervisor.itjen"));
  };
  const change = async (oldKeys: ReporterKeys): Promise<ReporterKeys> => {
    const { reporterApi: api, institution } = journey;
    const newKeys = await deriveReporterKeys(institution.realm, generateReceipt(), 10);
    await changeReceipt({ api, institution, oldKeys, newKeys, solve, pace });
    return newKeys;
  };
  const openToday = async (keys: ReporterKeys) => {
    const { reporterApi: api } = journey;
    const institution = await loadInstitution(api, journey.today());
    return openMailbox({ api, institution, keys, solve, pace });
  };

  test("a page that was opened before makes no new receipt that nothing would open", async () => {
    await begin();
    const { keys, sealed } = await aTakenCase(journey, [handler]);
    await rotate();
    assert.equal(await codeOf(change(keys)), "unit-rotating");
    assert.equal((await openToday(keys)).caseId, sealed.caseId);
  });

  test("a new receipt that comes between the point of the log and the new directory opens its mailbox", async () => {
    await begin();
    const { keys, sealed } = await aTakenCase(journey, [handler]);
    await rotateUnit(handler, { unit: "DJP", reason: "schedule" });
    let changed: ReporterKeys | null = null;
    const signer = await journey.desk("supervisor.itjen", (inner) => async (input, init) => {
      const isPublishing = input.endsWith("/api/staff/notes") && init.method === "PUT";
      if (isPublishing && changed === null) changed = await change(keys);
      return inner(input, init);
    });
    await publishRotations(signer);
    assert.ok(changed);
    assert.equal((await openToday(changed)).caseId, sealed.caseId);
  });

  test("a pack that the unit sent before is read after", async () => {
    await begin();
    const { sealed } = await aTakenCase(journey, [handler]);
    const packing = { target: "DJBC", text: "Mohon telaah.", messageIndexes: [] };
    await sendPack(handler, sealed.caseId, packing);
    await rotate();
    const [pack] = await listPacks(await journey.desk("handler.djbc"), "DJBC");
    assert.equal(pack?.text, "Mohon telaah.");
  });
});
