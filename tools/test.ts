import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listTestFiles, readReport, silentFiles } from "./test-files.ts";

/*
 * Runs every test file on disk, or those named on the command line, under node:test with its own closing lines.
 * Afterwards fails if a file told of no test, and names what was skipped for want of a program.
 */
const root = join(import.meta.dirname, "..");
const named = process.argv.slice(2);
const files = named.length > 0 ? named : listTestFiles(root);
const folder = mkdtempSync(join(tmpdir(), "bijak-tests-"));
const lines = join(folder, "report");
const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") }; // each file is read by many processes

const runner = spawn(
  process.execPath,
  [
    "--test",
    "--test-concurrency=2",
    "--test-timeout=300000",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    `--test-reporter=${new URL("test-files-reporter.ts", import.meta.url).href}`,
    `--test-reporter-destination=${lines}`,
    ...files,
  ],
  { cwd: root, env, stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => runner.kill(signal));
const [code] = (await once(runner, "exit")) as [number | null]; // node:child_process: code, signal

const report = readReport(root, readFileSync(lines, "utf8"));
rmSync(folder, { recursive: true });
for (const sentence of report.notProved) console.log(`not proved here: ${sentence}`);
const silent = named.length > 0 ? [] : silentFiles(files, report);
for (const file of silent)
  console.error(`${file} is on disk, but no test of it appears in the report`);
process.exitCode = silent.length > 0 ? 1 : (code ?? 1);
