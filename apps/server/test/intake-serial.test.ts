import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type FoundedApp, openFoundedApp, PUBLIC_ORIGIN } from "./support/app.ts";
import { codeOf } from "./support/house.ts";
import { aReporter, bodyOf, earnProof, submit } from "./support/report.ts";
import { DIALECTS } from "./support/stores.ts";

/** From this directory on the unit has another key. */
const rotate = ({ parts }: FoundedApp, unit: string, serial: number): Promise<void> =>
  parts.store.transact(async (tx) => {
    await tx.insertInto("unit_epoch").values({ unit, epoch: serial, serial }).execute();
  });

const reporterOf = (app: FoundedApp, unit: string, isStandbyAllowed = true) =>
  aReporter(PUBLIC_ORIGIN, app.publicFetch, { unit, isStandbyAllowed }, app.clock.today());

for (const dialect of DIALECTS) {
  describe(`${dialect}: a report sealed with an older directory`, async () => {
    test("is refused when its unit has another key since, and nothing of it is stored, not even its proof", async () => {
      const app = await openFoundedApp({ dialect });
      const reporter = await reporterOf(app, "DJP");
      const body = await bodyOf(reporter);
      await rotate(app, "DJP", 2);
      assert.equal(await codeOf(submit(reporter.api, body)), "directory-outdated");
      assert.deepEqual(await app.parts.store.db.selectFrom("case_file").selectAll().execute(), []);
      assert.deepEqual(
        await app.parts.store.db.selectFrom("spent_proof").selectAll().execute(),
        [],
      );
    });

    test("is refused when the unit that stands by has another key since; without standby it is taken", async () => {
      const app = await openFoundedApp({ dialect });
      const [both, alone] = [await reporterOf(app, "DJP"), await reporterOf(app, "DJP", false)];
      await rotate(app, "ITJEN", 2);
      assert.equal(await codeOf(submit(both.api, await bodyOf(both))), "directory-outdated");
      assert.equal(await codeOf(submit(alone.api, await bodyOf(alone))), "accepted");
    });

    test("is taken while only other units have changed their keys", async () => {
      const app = await openFoundedApp({ dialect });
      const reporter = await reporterOf(app, "DJP");
      await rotate(app, "DJBC", 2);
      assert.equal(await codeOf(submit(reporter.api, await bodyOf(reporter))), "accepted");
    });

    test("that was taken before the change is acknowledged again with the same words", async () => {
      const app = await openFoundedApp({ dialect });
      const reporter = await reporterOf(app, "DJP");
      const body = await bodyOf(reporter);
      const acknowledgement = await submit(reporter.api, body);
      await rotate(app, "DJP", 2);
      assert.deepEqual(await submit(reporter.api, body), acknowledgement);
    });

    test("cannot claim a directory that is not there yet: its case would never be wrapped anew", async () => {
      const app = await openFoundedApp({ dialect });
      const reporter = await reporterOf(app, "DJP");
      const proof = await earnProof(reporter.api, "report");
      const body = await bodyOf(reporter, { head: { serial: 999 }, proof });
      assert.equal(await codeOf(submit(reporter.api, body)), "request-malformed");
    });
  });
}
