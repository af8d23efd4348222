import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { type ClockCode, parseDay, toIsoDay } from "@bijak/domain";
import {
  caseOf,
  confirm,
  declare,
  lookIn,
  propose,
  type Reporter,
  sendReport,
  take,
  takeOver,
  writeAsReporter,
} from "./support/cases.ts";
import { FOUNDED_ON, openHouse } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const clocksOf = async (caseId: string): Promise<Partial<Record<ClockCode, string>>> => {
      const { clocks } = await caseOf(house, "djp-penyelia", caseId);
      return Object.fromEntries(
        clocks.map(({ code, dueOn, isStopped }) => [
          code,
          `${toIsoDay(dueOn)}${isStopped ? " stopped" : ""}`,
        ]),
      );
    };
    const promiseOf = async (reporter: Reporter) => {
      const { promise } = await lookIn(house, reporter);
      return promise === null ? null : `${promise.code} ${toIsoDay(promise.dueOn)}`;
    };
    const on = (day: string) => house.toDay(parseDay(day));

    describe(`the limits of a case over its life, on ${dialect}`, () => {
      test("receipt, acknowledgement, question and answer, first answer, feedback, closing and reopening", async () => {
        assert.equal(toIsoDay(FOUNDED_ON), "2026-11-24");
        const reporter = await sendReport(house);
        const { caseId } = reporter;
        assert.equal(reporter.acknowledgement.ackDueOn, parseDay("2026-12-01"));
        assert.equal(await promiseOf(reporter), "T_ACK 2026-12-01");
        assert.deepEqual(await clocksOf(caseId), {
          T_ACK: "2026-12-01",
          T_TRIAGE: "2026-12-01",
          T_FIRST_ANSWER: "2026-12-24",
          T_FEEDBACK: "2027-02-22",
          T_TARGET_CLOSE: (await clocksOf(caseId)).T_TARGET_CLOSE,
        });

        on("2026-11-25");
        await takeOver(house, "djp-petugas", caseId);
        assert.equal(await promiseOf(reporter), "T_FIRST_ANSWER 2026-12-24");
        assert.equal((await clocksOf(caseId)).T_ACK, undefined);

        on("2026-11-26");
        await take(house, "djp-petugas", caseId, { to: "awaiting-reporter" });
        const asked = await clocksOf(caseId);
        assert.equal(asked.T_WAIT_INFO, "2026-12-26");
        assert.equal(asked.T_FIRST_ANSWER, "2026-12-24 stopped");
        assert.equal(asked.T_TRIAGE, "2026-12-01 stopped");
        assert.equal(asked.T_FEEDBACK, "2027-02-22");
        assert.equal(await promiseOf(reporter), "T_FEEDBACK 2027-02-22");

        on("2026-12-06");
        await writeAsReporter(house, reporter);
        const answered = await clocksOf(caseId);
        assert.equal(answered.T_WAIT_INFO, undefined);
        assert.equal(answered.T_FIRST_ANSWER, "2027-01-03");
        assert.equal(answered.T_TRIAGE, "2026-12-09");
        assert.equal(await promiseOf(reporter), "T_FIRST_ANSWER 2027-01-03");

        on("2026-12-08");
        await take(house, "djp-petugas", caseId, { to: "assessing" });
        assert.equal((await clocksOf(caseId)).T_TRIAGE, undefined);
        await take(house, "djp-petugas", caseId, { answers: ["first-answer"] });
        assert.equal(await promiseOf(reporter), "T_FEEDBACK 2027-02-22");

        on("2026-12-20");
        await take(house, "djp-petugas", caseId, { answers: ["feedback"] });
        assert.equal(await promiseOf(reporter), "T_FEEDBACK 2027-03-20");

        await declare(house, "djp-penyelia", { caseId });
        const proposed = await propose(house, "djp-petugas", caseId);
        await confirm(house, "djp-penyelia", caseId, { proposed });
        assert.deepEqual(await clocksOf(caseId), {});
        assert.equal(await promiseOf(reporter), null);
        await take(house, "djp-petugas", caseId, { answers: ["feedback"] });
        assert.deepEqual(await clocksOf(caseId), {});

        on("2027-01-04");
        const again = await propose(house, "djp-petugas", caseId, { act: { kind: "reopen" } });
        await confirm(house, "djp-penyelia", caseId, { proposed: again, step: { to: "reopened" } });
        assert.equal(await promiseOf(reporter), "T_FEEDBACK 2027-04-04");
      });

      test("an urgent report must be acknowledged by the next working day", async () => {
        on("2027-01-08");
        const reporter = await sendReport(house, { isUrgent: true });
        assert.equal(await promiseOf(reporter), "T_ACK 2027-01-11");
        assert.equal(reporter.acknowledgement.ackDueOn, parseDay("2027-01-11"));
      });

      test("the inbox is ordered by the nearest limit that runs; a stopped one does not count, and a case without any is last", async () => {
        on("2027-02-01");
        const early = await sendReport(house, { unit: "DJBC" });
        on("2027-02-03");
        const late = await sendReport(house, { unit: "DJBC" });
        const order = async () => {
          const query = { unit: "DJBC", view: "all", limit: "50", today: "20000" } as const;
          const { rows } = await house.staff("djbc-petugas").call(staffRoutes.cases, { query });
          return rows.map(({ id }) => id);
        };
        assert.deepEqual(await order(), [early.caseId, late.caseId]);
        await takeOver(house, "djbc-petugas", early.caseId);
        await take(house, "djbc-petugas", early.caseId, { to: "awaiting-reporter" });
        assert.deepEqual(await order(), [late.caseId, early.caseId]);
        await takeOver(house, "djbc-petugas", late.caseId);
        await declare(house, "djbc-penyelia", late);
        const proposed = await propose(house, "djbc-petugas", late.caseId);
        await confirm(house, "djbc-penyelia", late.caseId, { proposed });
        assert.deepEqual(await order(), [early.caseId, late.caseId]);
      });
    });
  });
