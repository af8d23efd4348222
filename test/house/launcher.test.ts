import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { serve } from "../../apps/server/src/main.ts";
import type { World } from "../../apps/cli/src/main.ts";

const launcher = join(import.meta.dirname, "../../bijak.mjs");
const OLD = `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.20.2"}})`;
const folder = mkdtempSync(join(tmpdir(), "bijak-launcher-"));
after(() => rmSync(folder, { recursive: true }));
const lone = join(folder, "bijak.mjs");
copyFileSync(launcher, lone);

test("the server's serve is the one that the command line calls", () => {
  const fits: World["serve"] = serve; // the launcher joins them in plain JavaScript: here the types are held against each other
  assert.equal(typeof fits, "function");
});

test("help tells every command, and no command is help", () => {
  const asked = spawnSync(process.execPath, [launcher, "help", "--lang", "en"], {
    encoding: "utf8",
  });
  const none = spawnSync(process.execPath, [launcher], { encoding: "utf8" });
  for (const name of ["serve", "init", "report", "mailbox", "cases", "check", "help"])
    assert.match(asked.stdout, new RegExp(`bijak\\.mjs ${name} `, "u"));
  assert.match(none.stdout, /bijak\.mjs serve .*jalankan/u);
  assert.deepEqual([asked.status, none.status], [0, 0]);
});

test("an older Node hands over to the one that npm brought, with its words and its exit code", () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", OLD, launcher, "dance", "--lang", "en"],
    { encoding: "utf8" },
  );
  assert.match(stderr, /There is no command "dance"/u);
  assert.equal(status, 2);
});

test("an older Node without the other one says what to type", () => {
  const { status, stderr } = spawnSync(process.execPath, ["--import", OLD, lone, "help"], {
    encoding: "utf8",
  });
  assert.match(stderr, /needs Node 24\.12 or newer; this is 20\.20\.2\. Type: npm ci/u);
  assert.equal(status, 1);
});

test("a signal reaches the Node that does the work, and its exit code comes back", async () => {
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  const started = join(folder, "started");
  writeFileSync(
    join(folder, "node_modules/.bin/node"),
    `#!/bin/sh\ntrap 'exit 7' TERM\n: > "${started}"\nwhile :; do sleep 0.05; done\n`,
    { mode: 0o755 },
  );
  const child = spawn(process.execPath, ["--import", OLD, lone, "serve"], { stdio: "ignore" });
  while (!existsSync(started)) await new Promise((done) => setTimeout(done, 20));
  child.kill("SIGTERM");
  assert.deepEqual(await once(child, "exit"), [7, null]);
});
