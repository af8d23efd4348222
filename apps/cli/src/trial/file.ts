import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FoundedAccount } from "@bijak/client/founding";
import type { InstanceFile } from "@bijak/contract";
import { loadInstitution, createReporterApi } from "@bijak/client/reporter";
import { EnvelopeError } from "@bijak/envelope";
import { dayOf } from "@bijak/domain";
import { Failure } from "../failure.ts";
import type { Call, Running } from "../world.ts";

/** The accounts of a trial institution, kept beside its server secrets so that each start can print them (R35). */
export type Trial = { readonly path: string; readonly accounts: readonly FoundedAccount[] };

const pathOf = (secretsFolder: string, instance: InstanceFile["instance"]): string =>
  join(secretsFolder, instance, "trial.json");

/** Keeps the accounts, readable by this system user alone. */
export async function writeTrial(
  secretsFolder: string,
  instance: string,
  accounts: readonly FoundedAccount[],
): Promise<Trial> {
  const path = pathOf(secretsFolder, instance);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.new`, `${JSON.stringify({ accounts }, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  await rename(`${path}.new`, path);
  return { path, accounts };
}

/** The trial's accounts; null when the institution is a real one. Ends with a sentence when it is a trial whose accounts are gone. */
export async function readTrial(
  call: Call,
  { secretsFolder, instance, publicOrigin }: Running,
): Promise<Trial | null> {
  if (instance === null) return null;
  const path = pathOf(secretsFolder, instance);
  const text = await readFile(path, "utf8").catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "ENOENT") return null;
    throw fault;
  });
  if (text !== null)
    return { path, accounts: (JSON.parse(text) as Pick<Trial, "accounts">).accounts }; // written by writeTrial
  if (isLocal(publicOrigin) && (await isTrial(publicOrigin)))
    throw new Failure(call.say.trialLost(path));
  return null;
}

/** Trials answer on localhost alone, and only there can this program ask over plain HTTP. */
const isLocal = (origin: string): boolean => /(^|\.)localhost$/u.test(new URL(origin).hostname);

/** What the signed directory says; a directory that has expired is no trial's, for those are renewed at each start. */
async function isTrial(publicOrigin: string): Promise<boolean> {
  try {
    return (await loadInstitution(createReporterApi(publicOrigin), dayOf(new Date()))).directory
      .isTrial;
  } catch (fault) {
    if (fault instanceof EnvelopeError) return false;
    throw fault;
  }
}
