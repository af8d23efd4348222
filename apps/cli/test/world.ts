import { PassThrough, Readable } from "node:stream";
import type { Call, World } from "../src/world.ts";
import { SENTENCES } from "../src/words/index.ts";

export type Heard = {
  readonly world: World;
  readonly stdout: () => string;
  readonly stderr: () => string;
};

/** A world with this on standard input, in which nobody serves. */
export function aWorld(input = ""): Heard {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const world: World = {
    serve: () => Promise.reject(new Error("nobody serves here")),
    root: "",
    env: {},
    stdin: Readable.from([Buffer.from(input)]),
    stdout,
    stderr,
    asksToEnd: () => new Promise(() => undefined),
  };
  const heard = (stream: PassThrough) => (): string => String(stream.read() ?? "");
  return { world, stdout: heard(stdout), stderr: heard(stderr) };
}

/** A call in English with these words. */
export const aCall = (words: readonly string[], { world }: Heard = aWorld()): Call => ({
  words,
  world,
  say: SENTENCES.en,
  language: "en",
});
