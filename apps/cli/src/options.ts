import { parseArgs, type ParseArgsConfig } from "node:util";
import { readFile } from "node:fs/promises";
import { Failure } from "./failure.ts";
import type { Call } from "./world.ts";

type Spec = NonNullable<ParseArgsConfig["options"]>;

/** Every command takes these. */
const COMMON = { lang: { type: "string" }, json: { type: "boolean" } } as const satisfies Spec;

/** Reads the options of a command. Unknown ones end it with exit code 2. */
export function readOptions<const S extends Spec>({ words, say }: Call, spec: S) {
  try {
    return parseArgs({
      args: [...words],
      options: { ...COMMON, ...spec },
      allowPositionals: true,
      strict: true,
    });
  } catch (fault) {
    if (fault instanceof TypeError) throw new Failure(say.unknownOption(fault.message), 2);
    throw fault;
  }
}

/** The value of an option that has no default. */
export function ensureOption({ say }: Call, name: string, value: string | undefined): string {
  if (value === undefined) throw new Failure(say.optionMissing(name), 2);
  return value;
}

/** The public side's port; the staff's is the next. Undefined when none is given. */
export function readPort({ say }: Call, word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const port = Number(word);
  if (!/^\d+$/u.test(word) || port > 65_534)
    throw new Failure(say.unknownOption(`--port ${word}`), 2);
  return port;
}

/** The text of a file named on the command line. */
export async function readTextFile({ say }: Call, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (fault) {
    if (fault instanceof Error && "code" in fault) throw new Failure(say.fileUnreadable(path));
    throw fault;
  }
}

/** Reads JSON that came from outside; `place` names it in the sentence. */
export function readJson({ say }: Call, text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) throw new Failure(say.notJson(place));
    throw fault;
  }
}
