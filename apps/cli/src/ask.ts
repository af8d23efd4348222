import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { World } from "./world.ts";

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/**
 * One secret from the keyboard, not shown, or the first line of standard input when that is no terminal.
 * Secrets never come from arguments or the environment: other processes can read those.
 */
export async function askSecret(world: World, question: string): Promise<string> {
  const isTerminal = world.stdin.isTTY === true;
  if (isTerminal) world.stderr.write(question);
  const reader = createInterface({ input: world.stdin, output: nowhere(), terminal: isTerminal });
  const { promise, resolve } = Promise.withResolvers<string>();
  reader.once("line", resolve);
  reader.once("close", () => resolve(""));
  const line = await promise;
  reader.close();
  if (isTerminal) world.stderr.write("\n");
  return line.trim();
}

/** Every line of standard input that is not blank. */
export async function listLines(world: World): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: world.stdin }))
    if (line.trim() !== "") lines.push(line);
  return lines;
}
