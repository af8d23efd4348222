import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runBijak, type TrialAccount } from "../../support/installation.ts";

/** A new folder for one test's files. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), "bijak-e2e-"));

/** Writes a text into a file of the folder and gives its path. */
export function aFile(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Runs a command that must succeed and gives what it printed, one JSON value a line. */
export async function runJson(words: readonly string[], input = ""): Promise<readonly unknown[]> {
  const { code, stdout, stderr } = await runBijak([...words, "--lang", "en", "--json"], input);
  assert.equal(code, 0, stderr);
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** The one account of a unit and role. */
export function accountOf(
  accounts: readonly TrialAccount[],
  unit: string,
  role: string,
): TrialAccount {
  const found = accounts.find((one) => one.unit === unit && one.role === role);
  assert.ok(found);
  return found;
}

/** Sends one report to a unit from the command line and gives its receipt. */
export async function sendReport(
  folder: string,
  { url, unit, text }: { readonly url: string; readonly unit: string; readonly text: string },
): Promise<string> {
  const file = aFile(folder, `${unit}.txt`, text);
  const where = ["--server", url, "--unit", unit, "--category", "SARA"];
  const what = ["--link", "https://example.org/post/1", "--text-file", file];
  const events = (await runJson(["report", ...where, ...what])) as { receipt?: string }[]; // the lines of `report --json`
  const { receipt } = events.find((event) => event.receipt !== undefined) ?? {};
  assert.ok(receipt);
  return receipt;
}
