import { mkdir, readdir, readFile } from "node:fs/promises";
import { type Config, ConfigError, ensureOrigins, isLocal, type Origins } from "../config.ts";
import { writeDurably } from "../secrets.ts";
import { institutionsFolder, placesOf } from "./places.ts";

/** What stands beside the data of an institution: which one it is and under which names it answers. */
export type InstitutionNote = Origins & { readonly instance: string };

/** Ids of all institutions in the data folder, with their note; null for a founding that was cut short. */
export async function listInstitutions(
  config: Config,
): Promise<ReadonlyMap<string, InstitutionNote | null>> {
  await mkdir(institutionsFolder(config), { recursive: true, mode: 0o700 });
  const entries = await readdir(institutionsFolder(config), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const notes = await Promise.all(
    names.toSorted().map(async (name) => [name, await findNote(config, name)] as const),
  );
  return new Map(notes);
}

async function findNote(config: Config, instance: string): Promise<InstitutionNote | null> {
  const { file } = placesOf(config, instance);
  const text = await readFile(file, "utf8").catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "ENOENT") return null;
    throw fault;
  });
  return text === null ? null : parseNote(file, instance, text);
}

function parseNote(file: string, instance: string, text: string): InstitutionNote {
  const note: unknown = JSON.parse(text);
  const {
    instance: named,
    publicOrigin,
    staffOrigin,
  } = (typeof note === "object" && note !== null ? note : {}) as Record<string, unknown>; // an object has fields by name
  if (named !== instance || typeof publicOrigin !== "string" || typeof staffOrigin !== "string")
    throw new ConfigError(`${file} does not describe the institution of its folder.`);
  return { instance, ...ensureOrigins({ publicOrigin, staffOrigin }) };
}

/** Says that the institution exists. Durable when the promise resolves. */
export async function writeNote(config: Config, note: InstitutionNote): Promise<void> {
  await writeDurably(
    placesOf(config, note.instance).file,
    `${JSON.stringify(note, null, 1)}\n`,
    0o600,
  );
}

/** Whether every name of this installation, kept or set, is one of localhost. */
export async function isOnlyLocal(config: Config): Promise<boolean> {
  const kept = [...(await listInstitutions(config)).values()].flatMap((note) => note ?? []);
  return (config.origins === null ? kept : [config.origins]).every(
    ({ publicOrigin, staffOrigin }) => isLocal(publicOrigin) && isLocal(staffOrigin),
  );
}

/** The names of an institution that was given none: two ports of localhost, found when it starts. */
export const LOCALHOST: Origins = Object.freeze({
  publicOrigin: "http://localhost:1",
  staffOrigin: "http://localhost:2",
});

/** The names under which it answers now. On localhost the ports are those that were found free at this start. */
export function originsNow(
  kept: Origins,
  ports: { readonly public: number; readonly staff: number },
): Origins {
  return {
    publicOrigin: withPort(kept.publicOrigin, ports.public),
    staffOrigin: withPort(kept.staffOrigin, ports.staff),
  };
}

function withPort(origin: string, port: number): string {
  if (!isLocal(origin)) return origin;
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}:${port}`;
}
