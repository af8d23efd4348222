import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { freshDatabase, queryRows } from "../support/postgres.ts";

test("each call gives an empty database of its own", async () => {
  const [first, second] = [await freshDatabase(), await freshDatabase()];
  assert.notEqual(first, second);
  assert.deepEqual(
    await queryRows(first, "select tablename from pg_tables where schemaname = 'public'"),
    [],
  );
});

test("PostgreSQL and its folder are gone after the process that started it is killed", async () => {
  const script = `
    import { freshDatabase, queryRows } from ${JSON.stringify(new URL("../support/postgres.ts", import.meta.url).href)};
    const [row] = await queryRows(await freshDatabase(), "show data_directory");
    console.log(row.data_directory);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [folder] = (await once(createInterface(child.stdout), "line")) as [string]; // a line event carries one string
  assert.ok(existsSync(folder));
  child.kill("SIGKILL");
  for (let tries = 0; tries < 200 && existsSync(folder); tries += 1)
    await new Promise((done) => setTimeout(done, 50));
  assert.ok(!existsSync(folder));
});
