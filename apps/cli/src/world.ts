import type { Readable, Writable } from "node:stream";
import type { Sentences, Language } from "./words/index.ts";

/** A server of this installation that runs in this process. */
export type Running = {
  readonly publicOrigin: string;
  readonly staffOrigin: string;
  readonly isFounded: boolean;
  /** Opens the founding doors once; null when the institution exists. */
  readonly foundingToken: string | null;
  /** The founded institution's id; null before the founding. */
  readonly instance: string | null;
  /** Whether a founding under this id would be refused as `already-founded`. */
  readonly isTaken: (instance: string) => Promise<boolean>;
  /** Folder of the server's secrets, beside the data folder. */
  readonly secretsFolder: string;
  /** Where it listens on this computer. */
  readonly ports: { readonly public: number; readonly staff: number };
  readonly close: () => Promise<void>;
};

/** What the command line says of the server; the rest is read from `env` (docs/operations.md). */
export type ServeOptions = {
  readonly port?: number;
  readonly data?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly webRoot: string;
  /** Opens the doors for founding another institution, and nothing else. */
  readonly isFounding?: boolean;
};

/** All that the command line touches outside itself. The launcher hands it over; commands reach for nothing else. */
export type World = {
  readonly serve: (options: ServeOptions) => Promise<Running>;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Resolves when the process is asked to end. */
  readonly asksToEnd: () => Promise<void>;
};

/** What a command gets: its words after the name, and the world in one language. */
export type Call = {
  readonly words: readonly string[];
  readonly world: World;
  readonly say: Sentences;
  readonly language: Language;
};

/** A command gives its exit code: 0 done, 1 did not work, 2 not understood. */
export type Command = (call: Call) => Promise<number>;

// Texts in reports and replies come from strangers: a terminal must not obey what is hidden in them.
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const shown = (text: string): string =>
  text.replace(HIDDEN, (one) => (one === "\n" || one === "\t" ? one : "\ufffd"));
const escaped = (one: string): string => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A line of the result, with what a terminal would obey made visible. */
export const print = (world: World, line: string): void =>
  void world.stdout.write(`${shown(line)}\n`);

/** A result for programs: one line of JSON in which hidden characters are escaped. */
export const printJson = (world: World, value: unknown): void =>
  void world.stdout.write(`${JSON.stringify(value).replace(HIDDEN, escaped)}\n`);

/** A line beside the result, on standard error. */
export const tell = (world: World, line: string): void =>
  void world.stderr.write(`${shown(line)}\n`);
