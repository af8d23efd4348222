import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { World } from "./world.ts";

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Secrets one after another: from the keyboard, not shown, or the lines of standard input when that is no terminal. */
export type Asking = {
  /** The next line without blanks around it; empty at the end of the input. */
  readonly ask: (question: string) => Promise<string>;
  readonly close: () => void;
};

/** Secrets never come from arguments or the environment: other processes can read those. */
export function openAsking(world: World): Asking {
  const isTerminal = world.stdin.isTTY === true;
  const reader = createInterface({ input: world.stdin, output: nowhere(), terminal: isTerminal });
  const lines = reader[Symbol.asyncIterator]();
  return {
    ask: async (question) => {
      if (isTerminal) world.stderr.write(question);
      const next = await lines.next();
      if (isTerminal) world.stderr.write("\n");
      return next.done === true ? "" : next.value.trim();
    },
    close: () => reader.close(),
  };
}

/** One secret, as by `openAsking`. */
export async function askSecret(world: World, question: string): Promise<string> {
  const asking = openAsking(world);
  try {
    return await asking.ask(question);
  } finally {
    asking.close();
  }
}

/** Lines up to a blank one, each a secret; the question is made of its number, from 1. */
export async function askLines(
  asking: Asking,
  question: (no: number) => string,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const next = () => asking.ask(question(lines.length + 1));
  for (let line = await next(); line !== ""; line = await next()) lines.push(line);
  return lines;
}

/** Every line of standard input that is not blank. */
export async function listLines(world: World): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: world.stdin }))
    if (line.trim() !== "") lines.push(line);
  return lines;
}
