import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "./failure.ts";
import { type Call, tell } from "./world.ts";

const BUILT = "apps/web/dist";
const SOURCES = ["apps/web", "packages"] as const;
const PASSED_OVER = new Set(["node_modules", "dist", "test"]);

/*
 * [Note: Stamp of a build]
 *
 * Days of files tell nothing: an unpacked release can be older than the build that lies beside it. So a build leaves a stamp:
 * what it was made from and what came out, both as SHA-256 over names and contents. A build made by another way has no fitting stamp.
 */
const STAMP = "node_modules/.cache/bijak/web-build";

const toolOf = (root: string): string => join(root, "node_modules/vite/bin/vite.js");

/**
 * The folder with the built web client of the checkout at `root`, built anew first unless it is what the sources give. Where the tools for
 * building are not installed, as in production, a build that was brought along is taken as it is.
 */
export async function ensureWebClient({ world, say }: Call): Promise<string> {
  const { root } = world;
  const built = join(root, BUILT);
  if (!isStale(root)) return built;
  if (!existsSync(toolOf(root)) && existsSync(join(built, "lapor/index.html"))) {
    tell(world, say.buildTaken);
    return built;
  }
  tell(world, say.building);
  await buildWebClient(root, say);
  return built;
}

/** True when there is no build, or one of other sources. See [Note: Stamp of a build]. */
export function isStale(root: string): boolean {
  const path = join(root, STAMP);
  return (
    !existsSync(path) ||
    !existsSync(join(root, BUILT)) ||
    readFileSync(path, "utf8") !== stampOf(root)
  );
}

/** Builds the web client with the tools that npm installed. Ends in a sentence when they are missing or the build fails. */
export async function buildWebClient(root: string, say: Call["say"]): Promise<void> {
  const vite = toolOf(root);
  if (!existsSync(vite)) throw new Failure(say.buildMissing);
  const child = spawn(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: join(root, "apps/web"),
    stdio: ["ignore", 2, 2],
  });
  const [code] = (await once(child, "exit")) as [number | null]; // node:child_process: code, signal
  if (code !== 0) throw new Failure(say.buildFailed);
  writeStamp(root);
}

/** Says that the build that lies there was made from the sources as they are. */
export function writeStamp(root: string): void {
  mkdirSync(dirname(join(root, STAMP)), { recursive: true });
  writeFileSync(join(root, STAMP), stampOf(root));
}

const stampOf = (root: string): string =>
  `${digestOf(
    SOURCES.flatMap((folder) => listFiles(join(root, folder), PASSED_OVER)),
    root,
  )} ${digestOf(listFiles(join(root, BUILT), new Set()), root)}\n`;

function digestOf(files: readonly string[], root: string): string {
  const hash = createHash("sha256");
  for (const file of files.toSorted()) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

function listFiles(folder: string, passedOver: ReadonlySet<string>): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return passedOver.has(entry.name) || entry.name.startsWith(".")
        ? []
        : listFiles(path, passedOver);
    return entry.isFile() ? [path] : [];
  });
}
