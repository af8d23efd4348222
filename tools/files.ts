import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Files of the repository, committed or about to be, as paths from `root`; what git ignores is left out. */
export function listFiles(root: string): string[] {
  const names = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  return [...new Set(names.split("\0"))].filter(
    (name) => name !== "" && existsSync(join(root, name)),
  );
}
