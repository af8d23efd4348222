import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { Failure } from "../src/failure.ts";
import { buildWebClient, isStale, writeStamp } from "../src/web-build.ts";
import { SENTENCES } from "../src/words/index.ts";

const root = mkdtempSync(join(tmpdir(), "bijak-web-"));
after(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

test("a web client that was never built is stale", () => {
  write("apps/web/vite.config.ts", "one");
  write("apps/web/src/lapor/main.tsx", "one");
  write("packages/client/src/reporter.ts", "one");
  assert.equal(isStale(root), true);
});

test("a build of just these sources is fresh", () => {
  write("apps/web/dist/lapor/index.html", "built");
  writeStamp(root);
  assert.equal(isStale(root), false);
});

for (const file of [
  "apps/web/src/lapor/main.tsx",
  "apps/web/src/lib/new.ts",
  "packages/client/src/reporter.ts",
  "apps/web/vite.config.ts",
  "apps/web/dist/lapor/index.html",
  "apps/web/dist/assets/other.js",
]) {
  test(`another ${file} makes it stale, whatever the day of the file`, () => {
    write(file, "two");
    utimesSync(join(root, file), 1, 1);
    const stale = isStale(root);
    rmSync(join(root, file));
    if (!/new\.ts|other\.js/u.test(file)) write(file, file.includes("dist") ? "built" : "one");
    assert.deepEqual([stale, isStale(root)], [true, false]);
  });
}

test("tests and installed packages do not count", () => {
  write("packages/client/test/parse.test.ts", "two");
  write("packages/client/node_modules/some/index.ts", "two");
  assert.equal(isStale(root), false);
});

test("without the tools for building it says what to type", async () => {
  await assert.rejects(
    buildWebClient(root, SENTENCES.en),
    (fault) => fault instanceof Failure && /npm ci && npm run build/u.test(fault.message),
  );
});
