import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

test("a test that waits for what never comes fails, although PostgreSQL runs beside it", () => {
  const folder = mkdtempSync(join(tmpdir(), "bijak-waiting-"));
  const file = join(folder, "waiting.test.mjs");
  writeFileSync(
    file,
    `import { test } from "node:test";
     import { freshDatabase } from ${JSON.stringify(new URL("../support/postgres.ts", import.meta.url).href)};
     test("waits", async () => { await freshDatabase(); await new Promise(() => {}); });`,
  );
  const { status, stdout } = spawnSync(process.execPath, ["--test", "--test-timeout=5000", file], {
    encoding: "utf8",
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
  rmSync(folder, { recursive: true });
  assert.match(stdout, /✖ waits/u);
  assert.notEqual(status, 0);
});
