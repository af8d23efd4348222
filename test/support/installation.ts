import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";

export type TrialAccount = {
  readonly name: string;
  readonly password: string;
  readonly paperKey: string;
  readonly unit: string;
  readonly role: string;
};

/** The JSON line of `bijak serve --json`. */
type Ready = {
  readonly url: string;
  readonly staffUrl: string;
  readonly accounts: readonly TrialAccount[];
};

export type Installation = Ready & {
  readonly process: ChildProcess;
  /** All that the program has written to its output and its log so far. */
  readonly log: () => string;
  /** Asks it to end by SIGTERM and gives its exit code. */
  readonly stop: () => Promise<number | null>;
};

const ROOT = join(import.meta.dirname, "../..");

/** Starts the program as a person would, on free ports of localhost with its data in `data`, and waits until it is ready. */
export async function startInstallation(
  data: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Installation> {
  const child = spawn(
    process.execPath,
    [join(ROOT, "bijak.mjs"), "serve", "--port", "0", "--data", data, "--lang", "en", "--json"],
    {
      cwd: ROOT,
      env: { ...process.env, ...env, NODE_TEST_CONTEXT: undefined },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let log = "";
  const keep = (chunk: Buffer): void => void (log += chunk.toString());
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = once(child, "exit");
  const line = once(createInterface(child.stdout), "line") as Promise<[string]>; // a line event carries one string
  const first = await Promise.race([line, ended.then(() => null)]);
  if (first === null) throw new Error(`the program ended before it was ready:\n${log}`);
  const ready = JSON.parse(first[0]) as Ready; // the promise of --json
  const stop = async (): Promise<number | null> => {
    child.kill("SIGTERM");
    const [code] = (await ended) as [number | null]; // node:child_process: code, signal
    return code;
  };
  return { ...ready, process: child, log: () => log, stop };
}

export type Ended = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs one command of the program to its end, with `input` on its standard input. */
export async function runBijak(
  words: readonly string[],
  input = "",
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, "bijak.mjs"), ...words], {
    cwd: ROOT,
    env: { ...process.env, ...env, NODE_TEST_CONTEXT: undefined },
  });
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => void (out.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => void (out.stderr += chunk.toString()));
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null]; // node:child_process: code, signal
  return { code, ...out };
}
