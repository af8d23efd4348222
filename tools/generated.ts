import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** Writes a generated page of `docs`, or with `--check` only compares it and makes the process fail when it is stale. */
export function writeOrCheck(path: string, text: string): void {
  const target = join(root, path);
  if (!process.argv.includes("--check")) return writeFileSync(target, text);
  if (isFresh(path, text)) return;
  console.error(`${path} does not say what the code says. Write it again: npm run docs`);
  process.exitCode = 1;
}

/** True when the page on disk holds exactly `text`. */
export function isFresh(path: string, text: string): boolean {
  try {
    return readFileSync(join(root, path), "utf8") === text;
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return false;
    throw fault;
  }
}
