import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const tools = join(import.meta.dirname, "../../tools");
const root = mkdtempSync(join(tmpdir(), "bijak-runner-"));
after(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, "tools"));
mkdirSync(join(root, "deep/er"), { recursive: true });
for (const name of ["test.ts", "test-files.ts", "test-files-reporter.ts"])
  copyFileSync(join(tools, name), join(root, "tools", name));
writeFileSync(join(root, "package.json"), `{ "type": "module" }`);

const TEST = `import { test } from "node:test";\n`;
const write = (name: string, text: string): void => writeFileSync(join(root, name), text);
const run = () =>
  spawnSync(process.execPath, [join(root, "tools/test.ts")], {
    encoding: "utf8",
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });

test("every test file on disk runs, wherever it lies, and the closing lines are those of node:test", () => {
  write("one.test.ts", `${TEST}test("one", () => {});`);
  write("deep/er/two.test.ts", `${TEST}test("two", () => {});`);
  const { status, stdout } = run();
  assert.match(stdout, /ℹ tests 2\n(.*\n)*ℹ fail 0/u);
  assert.equal(status, 0);
});

test("a file that tells of no test makes the run fail by name", () => {
  write("deep/silent.test.ts", "export {};");
  const { status, stderr } = run();
  rmSync(join(root, "deep/silent.test.ts"));
  assert.match(stderr, /deep\/silent\.test\.ts is on disk, but no test of it appears/u);
  assert.equal(status, 1);
});

test("a failing test makes the run fail, and a skipped one is named with its reason", () => {
  write(
    "deep/red.test.ts",
    `${TEST}test("red", () => { throw new Error("no"); });\ntest("asks a program", { skip: "the program is missing" }, () => {});`,
  );
  const { status, stdout } = run();
  rmSync(join(root, "deep/red.test.ts"));
  assert.match(stdout, /not proved here: asks a program: the program is missing/u);
  assert.equal(status, 1);
});
