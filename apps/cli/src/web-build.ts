import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";
import { type Call, tell } from "./world.ts";

const BUILT = "apps/web/dist/lapor/index.html";
const SOURCES = [
  "apps/web/src",
  "apps/web/public",
  "apps/web/lapor",
  "apps/web/pantau",
  "apps/web/en",
  "apps/web/ruang",
  "packages",
] as const;
const SINGLE = ["apps/web/vite.config.ts", "apps/web/package.json"] as const;

/** The folder with the built web client of the checkout at `root`, built anew first when a source is younger. */
export async function ensureWebClient({ world, say }: Call): Promise<string> {
  if (isStale(world.root)) {
    tell(world, say.building);
    await build(world.root, say);
  }
  return join(world.root, "apps/web/dist");
}

/** True when there is no build or one of its sources has changed after it. */
export function isStale(root: string): boolean {
  const built = join(root, BUILT);
  if (!existsSync(built)) return true;
  const builtMs = statSync(built).mtimeMs;
  const files = [
    ...SOURCES.flatMap((folder) => listFiles(join(root, folder))),
    ...SINGLE.map((file) => join(root, file)),
  ];
  return files.some((file) => statSync(file).mtimeMs > builtMs);
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\/(test|node_modules)(\/|$)/u.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function build(root: string, say: Call["say"]): Promise<void> {
  const vite = join(root, "node_modules/vite/bin/vite.js");
  if (!existsSync(vite)) throw new Failure(say.buildMissing);
  const child = spawn(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: join(root, "apps/web"),
    stdio: ["ignore", 2, 2],
  });
  const [code] = (await once(child, "exit")) as [number | null]; // node:child_process: code, signal
  if (code !== 0) throw new Failure(say.buildFailed);
}
