import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch } from "@bijak/contract";
import { deriveReporterKeys, generateReceipt } from "@bijak/envelope";
import fc from "fast-check";
import {
  createReporterApi,
  openMailbox,
  openThread,
  sealReport,
  sendEvidence,
  sendMailboxMessage,
  submitReport,
  type SealedReport,
} from "../src/reporter.ts";
import { declare } from "../src/handler.ts";
import { aFile, aNetwork, cutEverywhere, openJourney, solve } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";
import { aReport } from "./support/report.ts";

const journey = await openJourney();
const { institution } = journey;
const { db } = journey.parts.store;
const apiThrough = (fetch: Fetch) => createReporterApi("http://localhost:8080", fetch);

const countCases = async (): Promise<number> =>
  (await db.selectFrom("case_file").select("id").execute()).length;
const countMessages = async (id: string): Promise<number> =>
  (await db.selectFrom("message").select("number").where("case_id", "=", id).execute()).length;

async function seal(): Promise<SealedReport> {
  const receipt = generateReceipt();
  const keys = await deriveReporterKeys(institution.realm, receipt, 10);
  return sealReport({ institution, report: aReport(institution), receipt, keys });
}

/** Sends a new report over this network and gives how many reports that made. */
async function countSent(fetch: Fetch): Promise<number> {
  const before = await countCases();
  const sealed = await seal();
  const { caseId } = await submitReport({ api: apiThrough(fetch), sealed, solve, pace });
  assert.equal(caseId, sealed.caseId);
  return (await countCases()) - before;
}

describe("the reporter's network is cut", { concurrency: false }, () => {
  test("at any request of a report, before or after it arrived: exactly one report", async () => {
    const network = aNetwork();
    const fetch = network.through(journey.publicFetch);
    await cutEverywhere(network, async (cut) => {
      cut();
      assert.equal(await countSent(fetch), 1);
    });
  });

  test("again and again in any pattern: exactly one report", async () => {
    const pattern = fc.array(fc.constantFrom("before", "after", "through"), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(pattern, async (plan) => {
        const left = [...plan];
        const sent = await countSent(async (input, init) => {
          const fate = left.shift();
          if (fate === "before") throw new TypeError("gone");
          const response = await journey.publicFetch(input, init);
          if (fate === "after") throw new TypeError("lost");
          return response;
        });
        assert.equal(sent, 1);
      }),
      { numRuns: 20 },
    );
  });

  for (const hasArrived of [false, true]) {
    const what = hasArrived
      ? "after the report arrived: its acknowledgement is fetched"
      : "before the report arrived: it is sent with a fresh one";
    test(`until the proof of work has expired, ${what}`, async () => {
      const bodies: unknown[] = [];
      const sent = await countSent(async (input, init) => {
        if (!input.endsWith("/api/reports")) return journey.publicFetch(input, init);
        bodies.push(init.body);
        if (bodies.length > 1) return journey.publicFetch(input, init);
        if (hasArrived) await journey.publicFetch(input, init);
        journey.clock.moveMs(11 * 60_000);
        throw new TypeError("gone for eleven minutes");
      });
      assert.equal(sent, 1);
      assert.equal(bodies.length, hasArrived ? 2 : 3);
      assert.equal(bodies[0], bodies[1]);
    });
  }

  test("when the first body was still on its way while a second was made: the second meets it and one report stands", async () => {
    const held: (() => Promise<Response>)[] = [];
    let calls = 0;
    const sent = await countSent(async (input, init) => {
      if (!input.endsWith("/api/reports")) return journey.publicFetch(input, init);
      calls += 1;
      if (calls === 1) {
        held.push(() => journey.publicFetch(input, init));
        throw new TypeError("seems lost");
      }
      if (calls === 2)
        return Response.json({ code: "challenge-refused", sentence: "" }, { status: 403 });
      if (calls === 3) await held.pop()?.();
      return journey.publicFetch(input, init);
    });
    assert.equal(sent, 1);
    assert.equal(calls, 4);
  });

  test("and the person gives up: the signal's reason, and sending again later still makes one report", async () => {
    const before = await countCases();
    const sealed = await seal();
    const stopping = new AbortController();
    const reason = new Error("closed");
    const lossy: Fetch = async (input, init) => {
      const response = await journey.publicFetch(input, init);
      if (input.endsWith("/api/reports")) throw new TypeError("lost");
      return response;
    };
    const onWait = () => stopping.abort(reason);
    const given = { api: apiThrough(lossy), sealed, solve, pace, signal: stopping.signal, onWait };
    await assert.rejects(submitReport(given), reason);
    await submitReport({ api: journey.reporterApi, sealed, solve, pace });
    assert.equal((await countCases()) - before, 1);
  });

  test("at any request of evidence: the file arrives once and is whole", async () => {
    const desk = await journey.desk("handler.djp");
    const network = aNetwork();
    const api = apiThrough(network.through(journey.publicFetch));
    await cutEverywhere(network, async (cut) => {
      const { keys, sealed, acknowledgement } = await journey.report();
      const thread = openThread(sealed, acknowledgement);
      cut();
      await sendEvidence({
        api,
        institution,
        keys,
        thread,
        file: aFile("x".repeat(1_200_000)),
        solve,
        pace,
      });
      assert.equal(await countMessages(sealed.caseId), 2);
      const view = await declare(desk, sealed.caseId, { hasConflict: false });
      assert.deepEqual([view.warnings, view.thread[1]?.body.files[0]?.parts.length], [[], 2]);
    });
  });

  test("at any request of a later message: it arrives once", async () => {
    const network = aNetwork();
    const api = apiThrough(network.through(journey.publicFetch));
    await cutEverywhere(network, async (cut) => {
      const { keys, sealed } = await journey.report();
      cut();
      const { thread } = await openMailbox({ api, institution, keys, solve, pace });
      await sendMailboxMessage({
        api,
        institution,
        keys,
        thread,
        kind: "message",
        text: "Satu lagi.",
        solve,
        pace,
      });
      const after = await openMailbox({ api, institution, keys, solve, pace });
      assert.deepEqual([await countMessages(sealed.caseId), after.messages.length], [2, 2]);
    });
  });
});
