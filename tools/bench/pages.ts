import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Figure } from "./measure.ts";

const STATIC = /\b(?:from|import)\s*["']\.\/([\w.-]+)["']/gu;
const LINKED = /(?:src|href)="\/([\w./-]+\.(?:js|css|svg))"/gu;
const NAMED = /([\w.-]+-[\w-]{8}\.(?:js|css))/gu;

/** Brotli bytes of every built page: what it loads at once, and what it may load later (workers and lazy parts). */
export function measurePages(dist: string): Figure[] {
  if (!existsSync(dist)) throw new Error("the web client is not built: npm run build");
  return listPages(dist).flatMap((page) => {
    const { first, later } = filesOf(dist, page);
    const sum = (files: Iterable<string>): number =>
      [...files].reduce((total, file) => total + compressedBytes(join(dist, file)), 0);
    const scripts = [...first, ...later].filter((file) => file.endsWith(".js"));
    const name = page === "index.html" ? "/" : `/${page.replace(/\/?index\.html$/u, "")}`;
    return [
      {
        what: `${name} at once (HTML, CSS, JS, icon)`,
        value: sum([page, ...first]),
        unit: "B brotli",
      },
      { what: `${name} all JS, workers and lazy parts too`, value: sum(scripts), unit: "B brotli" },
    ];
  });
}

const listPages = (dist: string): string[] =>
  readdirSync(dist, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .toSorted();

function filesOf(dist: string, page: string): { first: Set<string>; later: Set<string> } {
  const first = new Set<string>();
  const follow = (file: string): void => {
    if (first.has(file) || !existsSync(join(dist, file))) return;
    first.add(file);
    if (file.endsWith(".js"))
      for (const [, name = ""] of readFileSync(join(dist, file), "utf8").matchAll(STATIC))
        follow(`assets/${name}`);
  };
  for (const [, file = ""] of readFileSync(join(dist, page), "utf8").matchAll(LINKED)) follow(file);
  const later = new Set<string>();
  for (const queue = [...first]; queue.length > 0;) {
    const file = queue.pop() ?? "";
    if (!/\.(js|css)$/u.test(file)) continue;
    for (const [, name = ""] of readFileSync(join(dist, file), "utf8").matchAll(NAMED)) {
      const named = `assets/${basename(name)}`;
      if (first.has(named) || later.has(named) || !existsSync(join(dist, named))) continue;
      later.add(named);
      queue.push(named);
    }
  }
  return { first, later };
}

const compressedBytes = (path: string): number =>
  brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    .length;
