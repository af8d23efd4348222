import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { ApiError } from "@bijak/contract";
import { sql } from "kysely";
import { openPostgres } from "../src/store/postgres.ts";
import { openSqlite } from "../src/store/sqlite.ts";
import type { Store, Tx } from "../src/store/store.ts";
import { DIALECTS, freshFolder, freshStore } from "./support/stores.ts";

const spend =
  (id: string) =>
  async (tx: Tx): Promise<string> => {
    await tx.insertInto("spent_proof").values({ id, expires_at: 1 }).execute();
    return id;
  };
const listSpent = async (store: Store): Promise<string[]> =>
  (await store.db.selectFrom("spent_proof").select("id").orderBy("id").execute()).map(
    ({ id }) => id,
  );
const isCode =
  (code: string) =>
  (fault: unknown): boolean =>
    fault instanceof ApiError && fault.code === code;

for (const dialect of DIALECTS) {
  test(`${dialect}: rows come back as plain objects with numbers and plain bytes`, async () => {
    const store = await freshStore(dialect);
    const sealed = Uint8Array.of(0, 1, 255);
    await store.transact((tx) =>
      tx.insertInto("unit_record").values({ unit: "DJP", revision: 7, sealed }).execute(),
    );
    assert.deepEqual(await store.db.selectFrom("unit_record").selectAll().execute(), [
      { unit: "DJP", revision: 7, sealed },
    ]);
  });

  test(`${dialect}: a transaction that fails leaves nothing behind`, async () => {
    const store = await freshStore(dialect);
    const failing = store.transact(async (tx) => {
      await spend("kept?")(tx);
      throw new ApiError("unit-closed");
    });
    await assert.rejects(failing, isCode("unit-closed"));
    assert.deepEqual(await listSpent(store), []);
  });

  test(`${dialect}: the handle for reading cannot write`, async () => {
    const store = await freshStore(dialect);
    await assert.rejects(
      store.db.insertInto("spent_proof").values({ id: "a", expires_at: 1 }).execute(),
      /read-?only/u,
    );
    assert.deepEqual(await listSpent(store), []);
  });

  test(`${dialect}: reading through the handle inside a transaction does not wait for it`, async () => {
    const store = await freshStore(dialect);
    const seen = await store.transact(async (tx) => {
      await spend("a")(tx);
      return listSpent(store);
    });
    assert.deepEqual(seen, []);
    assert.deepEqual(await listSpent(store), ["a"]);
  });

  test(`${dialect}: the 17th of 32 works that commit together fails, 31 stand`, async () => {
    const store = await freshStore(dialect);
    const works = Array.from({ length: 32 }, (_, index) =>
      store.commitTogether(async (tx) => {
        await spend(`work-${index}`)(tx);
        if (index === 16) throw new ApiError("unit-closed");
        return index;
      }),
    );
    const outcomes = await Promise.allSettled(works);
    assert.deepEqual(
      outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : [])),
      Array.from({ length: 32 }, (_, index) => index).filter((index) => index !== 16),
    );
    assert.ok(outcomes[16]?.status === "rejected" && isCode("unit-closed")(outcomes[16].reason));
    const expected = Array.from({ length: 32 }, (_, index) => `work-${index}`).filter(
      (name) => name !== "work-16",
    );
    assert.deepEqual(await listSpent(store), expected.toSorted());
  });

  test(`${dialect}: a statement that the database refuses undoes its own work only`, async () => {
    const store = await freshStore(dialect);
    await store.transact(spend("taken"));
    const outcomes = await Promise.allSettled(
      ["a", "taken", "b"].map((id) => store.commitTogether(spend(id))),
    );
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    assert.deepEqual(await listSpent(store), ["a", "b", "taken"]);
  });
}

test("works that wait share one commit, at most 64 of them", async () => {
  let commits = 0;
  const store = await freshStore("sqlite", { afterCommit: () => (commits += 1) });
  await Promise.all(
    Array.from({ length: 130 }, (_, index) => store.commitTogether(spend(`work-${index}`))),
  );
  assert.equal(commits, 3);
  assert.equal((await listSpent(store)).length, 130);
});

test("nobody is told of success before the commit has returned", async () => {
  const seen: string[] = [];
  const store = await freshStore("sqlite", { afterCommit: () => seen.push("commit") });
  await store.commitTogether(spend("a")).then(() => seen.push("told"));
  assert.deepEqual(seen, ["commit", "told"]);
});

test("closing waits for works under way", async () => {
  const path = join(await freshFolder(), "bijak.sqlite");
  const store = await openSqlite(path);
  const work = store.commitTogether(spend("last"));
  await store.close();
  assert.equal(await work, "last");
  const again = await openSqlite(path);
  assert.deepEqual(await listSpent(again), ["last"]);
  await again.close();
});

test("a full disk refuses with storage-full, keeps what stood and takes small work again after", async () => {
  const store = await freshStore("sqlite", { maxPages: 120 });
  await store.transact(spend("stood"));
  const large = (tx: Tx): Promise<unknown> =>
    tx
      .insertInto("unit_record")
      .values({ unit: "DJP", revision: 1, sealed: new Uint8Array(1_000_000) })
      .execute();
  await assert.rejects(store.transact(large), isCode("storage-full"));
  const outcomes = await Promise.allSettled([
    store.commitTogether(spend("beside")),
    store.commitTogether(large),
  ]);
  assert.ok(outcomes[1]?.status === "rejected" && isCode("storage-full")(outcomes[1].reason));
  const kept = outcomes[0]?.status === "fulfilled" ? ["beside"] : [];
  await store.commitTogether(spend("after"));
  assert.deepEqual(await listSpent(store), ["after", ...kept, "stood"]);
  assert.deepEqual(await store.db.selectFrom("unit_record").select("unit").execute(), []);
});

test("a second process on the same SQLite folder is refused with a sentence, and welcome once the first is gone", async () => {
  const path = join(await freshFolder(), "bijak.sqlite");
  const script = `
    import { openSqlite } from ${JSON.stringify(new URL("../src/store/sqlite.ts", import.meta.url).href)};
    await openSqlite(${JSON.stringify(path)});
    console.log("open");
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(other.stdout, "data");
  await assert.rejects(openSqlite(path), {
    name: "StoreInUse",
    message: /is in use by another process/u,
  });
  other.kill("SIGKILL");
  await once(other, "exit");
  const store = await openSqlite(path);
  await store.close();
});

test("opening the same folder twice in one process is refused, too", async () => {
  const path = join(await freshFolder(), "bijak.sqlite");
  const store = await openSqlite(path);
  await assert.rejects(openSqlite(path), { name: "StoreInUse" });
  await store.close();
});

test("a PostgreSQL that cannot be reached is storage-lost", async () => {
  await assert.rejects(
    openPostgres("postgres://nobody:nothing@127.0.0.1:1/none", "bijak_test"),
    isCode("storage-lost"),
  );
});

test("commits are flushed to disk: WAL with synchronous=FULL", async () => {
  const store = await freshStore("sqlite");
  const pragma = (name: string): Promise<unknown> =>
    store.transact(async (tx) => (await sql.raw(`PRAGMA ${name}`).execute(tx)).rows[0]);
  assert.deepEqual(await pragma("journal_mode"), { journal_mode: "wal" });
  assert.deepEqual(await pragma("synchronous"), { synchronous: 2 });
  assert.deepEqual(await pragma("foreign_keys"), { foreign_keys: 1 });
});
