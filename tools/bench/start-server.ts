import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { BenchReady, BenchServer } from "./server.ts";

/** Starts a bench server in a process of its own, runs `work` against it and ends it. */
export async function withServer<T>(
  options: BenchServer,
  work: (ready: BenchReady) => Promise<T>,
): Promise<T> {
  const child = spawn(
    process.execPath,
    [new URL("server.ts", import.meta.url).pathname, JSON.stringify(options)],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  const line = once(createInterface(child.stdout), "line") as Promise<[string]>; // a line event carries one string
  const first = await Promise.race([line, ended.then(() => null)]);
  if (first === null) throw new Error("the bench server ended before it was ready");
  try {
    return await work(JSON.parse(first[0]) as BenchReady); // written by server.ts
  } finally {
    child.stdin.end();
    await ended;
  }
}
