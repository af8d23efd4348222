import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { Figure } from "./measure.ts";
import { measureInbox } from "./inbox.ts";
import { measureIntake } from "./intake.ts";
import { measureKeys } from "./keys.ts";
import { measurePages } from "./pages.ts";
import { measureSealing } from "./sealing.ts";

/*
 * Measures on this machine and prints a table, or with --json one JSON object. Words on the command line choose parts.
 * Speeds of shared machines vary from run to run: read the ratios, which are taken within one run.
 */
const root = join(import.meta.dirname, "../..");

const PARTS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  pages: async () => measurePages(join(root, "apps/web/dist")),
  sealing: measureSealing,
  intake: measureIntake,
  inbox: measureInbox,
  keys: measureKeys,
};

const words = process.argv.slice(2).filter((word) => word !== "--json");
const unknown = words.filter((word) => !Object.hasOwn(PARTS, word));
if (unknown.length > 0)
  throw new Error(
    `no such part: ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`,
  );

const isJson = process.argv.includes("--json");
const machine = {
  day: new Date().toISOString().slice(0, 10),
  node: process.version,
  cpu: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  memoryGib: Math.round(totalmem() / 2 ** 30),
};
const figures: Record<string, Figure[]> = {};
for (const [name, measure] of Object.entries(PARTS)) {
  if (words.length > 0 && !words.includes(name)) continue;
  figures[name] = await measure();
  if (!isJson) show(name, figures[name]);
}
console.log(
  isJson
    ? JSON.stringify({ machine, figures })
    : `${machine.day}, Node ${machine.node}, ${machine.cores} × ${machine.cpu}, ${machine.memoryGib} GiB`,
);

function show(name: string, rows: readonly Figure[]): void {
  console.log(`\n${name}`);
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, value, unit, ratio, against } of rows) {
    console.log(
      `  ${what.padEnd(width)}  ${String(value).padStart(8)} ${unit}${ratio === undefined ? "" : `   × ${ratio} of ${against ?? ""}`}`,
    );
  }
}
