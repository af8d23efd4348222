import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sql } from "kysely";
import type { Tx } from "../src/store/store.ts";
import {
  caseOf,
  declare,
  sealedText,
  sendReport,
  take,
  takeOver,
  writeAsReporter,
} from "./support/cases.ts";
import { codeOf, type House, openHouse } from "./support/house.ts";

/*
 * On PostgreSQL two transactions can look at a case at once, and one of them waits. These tests hold a case, let a step come as
 * far as it gets, change what it has seen, and let go. SQLite has one writer and cannot come into this situation.
 */
/** Changes and thereby holds something; `ask` runs until it ends or waits for that, which is let go only then. */
async function meanwhile<T>(
  house: House,
  change: (tx: Tx) => Promise<unknown>,
  ask: () => Promise<T>,
): Promise<T> {
  const asked: Promise<T>[] = [];
  await house.store.transact(async (tx) => {
    await change(tx);
    const asking = ask();
    asked.push(asking);
    await Promise.race([asking.then(() => undefined), untilSomeoneWaits(house)]);
  });
  const [asking] = asked;
  assert.ok(asking);
  return asking;
}

async function untilSomeoneWaits({ store }: House): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: number }>`
      SELECT count(*)::int AS waiting FROM pg_locks
      WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`.execute(
      store.db,
    );
    if ((rows[0]?.waiting ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe("on postgres", async () => {
  const house = await openHouse("postgres");
  const taken = async () => {
    const reporter = await sendReport(house);
    await takeOver(house, "djp-petugas", reporter.caseId);
    return reporter;
  };

  test("a step that waited while a colleague marked messages as read keeps the mark", async () => {
    const reporter = await taken();
    const { caseId } = reporter;
    const { index } = await writeAsReporter(house, reporter);
    const { revision } = await caseOf(house, "djp-petugas", caseId);
    const internal = [await sealedText(1)];
    const mark = (tx: Tx) =>
      tx.updateTable("case_file").set({ read_up_to: index }).where("id", "=", caseId).execute();
    const step = () => take(house, "djp-petugas", caseId, { revision, internal });
    assert.equal(await codeOf(meanwhile(house, mark, step)), "accepted");
    assert.equal((await caseOf(house, "djp-petugas", caseId)).hasUnread, false);
  });

  test("a step that names the revision which a conflict just declared brings is not taken", async () => {
    const { caseId } = await taken();
    const { revision } = await caseOf(house, "djp-petugas", caseId);
    const internal = [await sealedText(1)];
    const withdraw = async (tx: Tx) => {
      await tx
        .updateTable("case_file")
        .set({ revision: revision + 1 })
        .where("id", "=", caseId)
        .execute();
      await tx
        .updateTable("declaration")
        .set({ has_conflict: 1 })
        .where("case_id", "=", caseId)
        .execute();
    };
    const step = () =>
      codeOf(take(house, "djp-petugas", caseId, { revision: revision + 1, internal }));
    assert.equal(await meanwhile(house, withdraw, step), "revision-conflict");
  });

  test("of a conflict and its denial by one member at once the conflict stays", async () => {
    const { caseId } = await sendReport(house);
    const { id: memberId } = house.person("djp-rekan");
    const conflict = (tx: Tx) =>
      tx
        .insertInto("declaration")
        .values({
          case_id: caseId,
          member_id: memberId,
          has_conflict: 1,
          note: "-",
          opened_on: null,
        })
        .execute();
    const deny = () => codeOf(declare(house, "djp-rekan", { caseId }));
    assert.equal(await meanwhile(house, conflict, deny), "not-available");
    assert.equal((await caseOf(house, "djp-rekan", caseId)).declaration, "conflict");
  });
});
