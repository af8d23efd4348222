import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lineOf } from "./imports.ts";
import { listFiles } from "./files.ts";

const LINK = /\]\(([^)\s#]+)(?:#[^)]*)?\)/gu;

/** Links between files of the repository that lead nowhere, each as `file:line sentence`. */
export function findBrokenLinks(root: string): string[] {
  return listFiles(root)
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return [...text.matchAll(LINK)]
        .filter(
          ([, target = ""]) =>
            !/^[a-z]+:/u.test(target) && !existsSync(join(root, dirname(file), target)),
        )
        .map(
          (match) =>
            `${file}:${lineOf(text, match.index)} leads to ${match[1]}, which does not exist`,
        );
    });
}

if (import.meta.main) {
  const broken = findBrokenLinks(join(import.meta.dirname, ".."));
  for (const sentence of broken) console.error(sentence);
  process.exitCode = broken.length > 0 ? 1 : 0;
}
