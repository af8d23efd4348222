import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";

/** A setting that cannot be followed, told in a sentence for whoever set it. */
export class ConfigError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "ConfigError";
  }
}

export type Origins = { readonly publicOrigin: string; readonly staffOrigin: string };

/** What an installation is told from outside. */
export type Config = {
  /** Public side; the staff's side is on the next one. 0: any two free ports. */
  readonly port: number;
  readonly dataFolder: string;
  readonly secretsFolder: string;
  /** Null: one SQLite file for each institution. */
  readonly databaseUrl: string | null;
  /** Null: one folder for each institution. */
  readonly blobsUrl: string | null;
  /** Null: as each institution keeps them, at first ports of localhost. */
  readonly origins: Origins | null;
};

export type Given = {
  readonly port?: number | undefined;
  readonly data?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
};

const DEFAULT_PORT = 8_080;
const HIGHEST_PORT = 65_534;

/** Settings from flags first, then from the environment. Throws `ConfigError`. */
export function parseConfig({ port, data, env }: Given): Config {
  const setting = (name: string): string | null =>
    env[name] === undefined || env[name] === "" ? null : env[name];
  const dataFolder = resolve(data ?? setting("BIJAK_DATA") ?? "var");
  const secretsFolder = resolve(setting("BIJAK_SECRETS") ?? `${dataFolder}.secrets`);
  ensureApart(dataFolder, secretsFolder);
  return Object.freeze({
    port: parsePort(port ?? setting("BIJAK_PORT") ?? DEFAULT_PORT),
    dataFolder,
    secretsFolder,
    databaseUrl: parseDatabaseUrl(setting("BIJAK_DATABASE_URL")),
    blobsUrl: setting("BIJAK_BLOBS_URL"),
    origins: parseOrigins(setting("BIJAK_PUBLIC_ORIGIN"), setting("BIJAK_STAFF_ORIGIN")),
  });
}

function parsePort(given: string | number): number {
  const port = /^[0-9]{1,5}$/u.test(String(given)) ? Number(given) : -1;
  if (port < 0 || port > HIGHEST_PORT)
    throw new ConfigError(
      `A port is a number from 0 to ${HIGHEST_PORT}; the staff's side takes the next one.`,
    );
  return port;
}

/** Whoever copies the data folder must not get the secrets with it (rulings R27). */
function ensureApart(dataFolder: string, secretsFolder: string): void {
  const way = relative(realPath(dataFolder), realPath(secretsFolder));
  const isBelow = way === "" || (!way.startsWith("..") && !isAbsolute(way));
  if (isBelow)
    throw new ConfigError(
      "The secrets folder must not lie in the data folder: a copy of the data would hold the secrets, too.",
    );
}

/** The path with every link of its existing part followed. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path === dirname(path) ? path : join(realPath(dirname(path)), basename(path));
  }
}

function parseDatabaseUrl(url: string | null): string | null {
  if (url !== null && !/^postgres(ql)?:\/\//u.test(url))
    throw new ConfigError("BIJAK_DATABASE_URL begins with postgres://.");
  return url;
}

function parseOrigins(publicOrigin: string | null, staffOrigin: string | null): Origins | null {
  if (publicOrigin === null && staffOrigin === null) return null;
  if (publicOrigin === null || staffOrigin === null)
    throw new ConfigError(
      "BIJAK_PUBLIC_ORIGIN and BIJAK_STAFF_ORIGIN are set together or not at all.",
    );
  return ensureOrigins({ publicOrigin, staffOrigin });
}

/** Throws `ConfigError` unless both are origins, different ones, with https everywhere but on localhost (rulings R29). */
export function ensureOrigins(origins: Origins): Origins {
  for (const origin of [origins.publicOrigin, origins.staffOrigin]) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new ConfigError(
        `${origin} is no origin: it has the form https://name or https://name:port.`,
      );
    if (new URL(origin).protocol !== "https:" && !isLocal(origin))
      throw new ConfigError(
        `${origin} needs https: without it, anyone on the way could change the pages.`,
      );
  }
  if (origins.publicOrigin === origins.staffOrigin)
    throw new ConfigError("Public and staff need two different origins.");
  return Object.freeze({ publicOrigin: origins.publicOrigin, staffOrigin: origins.staffOrigin });
}

/** True for a name that only this machine reaches. */
export function isLocal(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === "localhost" || hostname.endsWith(".localhost");
}
