import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

/** One import of a source file: where it stands and what it asks for. Relative ones are resolved to a path from the root. */
export type Import = {
  readonly file: string;
  readonly line: number;
  readonly target: string;
  readonly isFile: boolean;
};

const IMPORT =
  /\bfrom\s*["']([^"'\n]+)["']|\bimport\s*\(\s*["']([^"'\n]+)["']|\bimport\s+["']([^"'\n]+)["']/gu;

/** Source files below `folder`, as paths from `root`. */
export function listSources(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|mjs)$/u.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|\/)(node_modules|dist)\//u.test(file));
}

export const lineOf = (text: string, index: number): number =>
  text.slice(0, index).split("\n").length;

/** Blanks comments, so that words in them count for nothing; positions stay. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<=^|[\s;,{}()])\/\/[^\n]*/gu, (comment) =>
    comment.replace(/[^\n]/gu, " "),
  );

/** All imports of one file: static, dynamic, types alike, and re-exports. */
export function importsOf(root: string, file: string): Import[] {
  const text = withoutComments(readFileSync(join(root, file), "utf8"));
  return [...text.matchAll(IMPORT)].map((match) => {
    const asked = (match[1] ?? match[2] ?? match[3] ?? "").replace(/\?.*$/u, "");
    const isFile = asked.startsWith(".");
    return {
      file,
      line: lineOf(text, match.index),
      target: isFile ? normalize(join(dirname(file), asked)) : asked,
      isFile,
    };
  });
}
