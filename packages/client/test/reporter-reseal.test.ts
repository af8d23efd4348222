import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { ApiError, type Fetch } from "@bijak/contract";
import { deriveReporterKeys, generateReceipt } from "@bijak/envelope";
import { declare, openCase, reopenDesk, type Desk } from "../src/handler.ts";
import { publishRotations, rotateUnit } from "../src/people.ts";
import {
  createReporterApi,
  loadInstitution,
  openMailbox,
  openThread,
  sealReport,
  submitReport,
  type SealedReport,
} from "../src/reporter.ts";
import { aNetwork, codeOf, cutEverywhere, openJourney, solve } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";
import { aReport } from "./support/report.ts";

describe(
  "a report that was sealed before its unit changed its key",
  { concurrency: false },
  async () => {
    const journey = await openJourney();
    const { reporterApi } = journey;
    const { db } = journey.parts.store;
    let old = journey.institution;
    let handler: Desk;

    before(async () => {
      handler = await journey.desk("handler.djp");
      await rotate();
    });

    async function rotate(): Promise<void> {
      await rotateUnit(handler, { unit: "DJP", reason: "schedule" });
      await publishRotations(await journey.desk("supervisor.itjen"));
      handler = await reopenDesk(handler);
    }

    /** A report sealed with the directory of before, and how to seal it again with the same receipt. */
    async function anOldReport() {
      const receipt = generateReceipt();
      const keys = await deriveReporterKeys(old.realm, receipt, 10);
      const sealAt = (institution: typeof old): Promise<SealedReport> =>
        sealReport({ institution, report: aReport(institution), receipt, keys });
      const made: SealedReport[] = [await sealAt(old)];
      const reseal = async (): Promise<SealedReport> => {
        const sealed = await sealAt(await loadInstitution(reporterApi, journey.today()));
        made.push(sealed);
        return sealed;
      };
      return { keys, made, sealed: made[0] as SealedReport, reseal }; // just made
    }

    const countCases = async (): Promise<number> =>
      (await db.selectFrom("case_file").select("id").execute()).length;

    test("is sealed again with the same receipt and arrives once; the unit reads it with its new key", async () => {
      const before = await countCases();
      const { keys, made, sealed, reseal } = await anOldReport();
      const acknowledgement = await submitReport({ api: reporterApi, sealed, reseal, solve, pace });
      assert.equal(made.length, 2);
      assert.equal(await countCases(), before + 1);
      const newest = made.at(-1) as SealedReport; // two were made
      assert.equal(acknowledgement.caseId, newest.caseId);
      assert.equal(openThread(newest, acknowledgement), newest.thread);
      await declare(handler, newest.caseId, { hasConflict: false });
      const { report } = await openCase(handler, newest.caseId);
      assert.match(report?.text ?? "", /^Pegawai ini/);
      const institution = await loadInstitution(reporterApi, journey.today());
      const box = await openMailbox({ api: reporterApi, institution, keys, solve, pace });
      assert.equal(box.caseId, newest.caseId);
    });

    test("is refused, not sent under the old key, when nobody says how to seal it again", async () => {
      const before = await countCases();
      const { sealed } = await anOldReport();
      const sent = submitReport({ api: reporterApi, sealed, solve, pace });
      assert.equal(await codeOf(sent), "directory-outdated");
      assert.equal(await countCases(), before);
    });

    test("is given up after a few times when the server calls every directory outdated", async () => {
      const lying: Fetch = async (input, init) =>
        input.endsWith("/api/reports")
          ? Response.json({ code: "directory-outdated", sentence: "" }, { status: 409 })
          : journey.publicFetch(input, init);
      const api = createReporterApi("http://localhost:8080", lying);
      const { sealed, reseal, made } = await anOldReport();
      await assert.rejects(submitReport({ api, sealed, reseal, solve, pace }), ApiError);
      assert.equal(made.length, 3);
    });

    test("arrives once, wherever the network is cut", async () => {
      const network = aNetwork();
      const api = createReporterApi("http://localhost:8080", network.through(journey.publicFetch));
      await cutEverywhere(network, async (cut) => {
        const before = await countCases();
        const { sealed, reseal } = await anOldReport();
        cut();
        await submitReport({ api, sealed, reseal, solve, pace });
        assert.equal(await countCases(), before + 1);
      });
    });

    test("that arrived before the change is not sealed again: the same bytes are acknowledged", async () => {
      old = await loadInstitution(reporterApi, journey.today());
      const { sealed, reseal, made } = await anOldReport();
      const first = await submitReport({ api: reporterApi, sealed, reseal, solve, pace });
      await rotate();
      assert.deepEqual(
        await submitReport({ api: reporterApi, sealed, reseal, solve, pace }),
        first,
      );
      assert.equal(made.length, 1);
    });
  },
);
