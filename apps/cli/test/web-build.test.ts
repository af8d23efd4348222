import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { isStale } from "../src/web-build.ts";

const root = mkdtempSync(join(tmpdir(), "bijak-web-"));
after(() => rmSync(root, { recursive: true }));

function write(file: string, atSeconds: number): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "");
  utimesSync(path, atSeconds, atSeconds);
}

test("a web client that was never built is stale", () => {
  write("apps/web/vite.config.ts", 1_000);
  write("apps/web/package.json", 1_000);
  write("apps/web/src/lapor/main.tsx", 1_000);
  assert.equal(isStale(root), true);
});

test("a build younger than every source is fresh", () => {
  write("apps/web/dist/lapor/index.html", 2_000);
  assert.equal(isStale(root), false);
});

for (const source of [
  "apps/web/src/lib/ui/Button.tsx",
  "packages/client/src/reporter.ts",
  "apps/web/lapor/index.html",
  "apps/web/vite.config.ts",
]) {
  test(`a change in ${source} makes it stale`, () => {
    write(source, 3_000);
    const stale = isStale(root);
    write(source, 1_000);
    assert.equal(stale, true);
  });
}

test("tests and installed packages do not make it stale", () => {
  write("packages/client/test/parse.test.ts", 3_000);
  write("packages/client/node_modules/some/index.ts", 3_000);
  assert.equal(isStale(root), false);
});
