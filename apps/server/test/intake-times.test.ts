import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { startSweeper } from "../src/hosting/sweeper.ts";
import { createTestClock, openFoundedApp, PUBLIC_ORIGIN } from "./support/app.ts";
import { sendReport } from "./support/report.ts";
import { DIALECTS } from "./support/stores.ts";

const SLOT_MS = 600_000;

for (const dialect of DIALECTS)
  test(`${dialect}: what is kept of a spent proof tells ten minutes, not the second of a report, and is gone with them`, async () => {
    const clock = createTestClock(Date.parse("2026-11-24T10:07:31.123Z"));
    const app = await openFoundedApp({ dialect, clock });
    await sendReport(PUBLIC_ORIGIN, app.publicFetch, {}, clock.today());
    const ends = async (): Promise<number[]> =>
      (await app.parts.store.db.selectFrom("spent_proof").select("expires_at").execute()).map(
        ({ expires_at }) => expires_at,
      );
    const end = Date.parse("2026-11-24T10:20:00Z");
    assert.equal(end % SLOT_MS, 0);
    assert.deepEqual(await ends(), [end]);
    clock.moveMs(end - clock.nowMs() - 1);
    await app.app.sweep();
    assert.deepEqual(await ends(), [end], "it could still be sent again");
    clock.moveMs(1);
    await app.app.sweep();
    assert.deepEqual(await ends(), []);
  });

test("SQLite keeps no order in which proofs were spent", async () => {
  const app = await openFoundedApp();
  await assert.rejects(sql`SELECT rowid FROM spent_proof`.execute(app.parts.store.db), /rowid/u);
});

test("what has expired is forgotten once a minute", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  let rounds = 0;
  const hosted = { sweep: async () => void (rounds += 1) };
  const sweeper = startSweeper({ hosted: () => [hosted] as never }, () => {}); // nothing else of it is used
  t.mock.timers.tick(180_000);
  await sweeper.stop();
  assert.equal(rounds, 4);
});
