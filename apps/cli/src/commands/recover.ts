import { writeFile } from "node:fs/promises";
import { readRecoveryFile, recoverUnit } from "@bijak/client/recovery";
import { askLines, openAsking } from "../ask.ts";
import { Failure } from "../failure.ts";
import { ensureOption, readOptions, readTextFile } from "../options.ts";
import { type Call, type Command, print, printJson, tell } from "../world.ts";

/**
 * Seals a unit's keyring to its members of today with the rows of k share holders. Needs no network and prints no key: what it writes
 * is sealed, readable by this system user alone, and never takes the place of another file.
 */
export const recover: Command = async (call) => {
  const { world, say } = call;
  const { values, positionals } = readOptions(call, { out: { type: "string" } });
  const text = await readTextFile(call, ensureOption(call, "FILE", positionals[0]));
  const out = ensureOption(call, "--out", values.out);
  const { unit, holders, pinned } = await readRecoveryFile(text);
  const names = holders.map(({ name }) => name).join(", ");
  tell(world, say.recoverPlan(unit.name, names, pinned.signers.join(" ")));
  const { file, members, cases, lostCases } = await recoverUnit(text, await askRows(call));
  await writeNew(call, out, file);
  if (values.json === true)
    printJson(world, { unit: unit.id, members, cases, lostCases, file: out });
  else print(world, say.recoverDone(out, members.join(", ")));
  if (lostCases > 0) tell(world, say.casesLost(lostCases));
  return 0;
};

async function askRows({ world, say }: Call): Promise<readonly string[]> {
  const asking = openAsking(world);
  try {
    return await askLines(asking, (no) => say.askRecoveryRow(no));
  } finally {
    asking.close();
  }
}

async function writeNew({ say }: Call, path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600, flag: "wx" });
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "EEXIST")
      throw new Failure(say.fileExists(path));
    throw fault;
  }
}
