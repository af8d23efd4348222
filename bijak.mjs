#!/usr/bin/env node
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";

const root = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const [major, minor] = process.versions.node.split(".").map(Number);
const words = process.argv.slice(2);
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

process.exitCode = major > 24 || (major === 24 && minor >= 12) ? await run() : await handOver();

/** Runs the command in this process. */
async function run() {
  const { main } = await import("./apps/cli/src/main.ts");
  return main(words, {
    serve: async (options) => (await import("./apps/server/src/main.ts")).serve(options),
    root,
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    asksToEnd: () => new Promise((end) => SIGNALS.forEach((signal) => process.on(signal, end))), // kept, so that a second signal does not cut the closing short
  });
}

/** Runs the command in the Node that npm brought along, when this one is too old. */
async function handOver() {
  const node = join(root, "node_modules/.bin/node");
  if (!existsSync(node)) {
    console.error(
      `Bijak needs Node 24.12 or newer; this is ${process.versions.node}. Type: npm ci`,
    );
    return 1;
  }
  const child = spawn(node, [join(root, "bijak.mjs"), ...words], { stdio: "inherit" });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, "exit");
  return code ?? 1;
}
