import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Config } from "../config.ts";

const INSTANCE = /^[a-z0-9.-]{3,64}$/u;

/** Where things of one institution lie (rulings R26). */
export type Places = {
  readonly folder: string;
  readonly file: string;
  readonly sqlite: string;
  readonly schema: string;
  readonly blobs: string;
  readonly secrets: string;
};

export const institutionsFolder = ({ dataFolder }: Pick<Config, "dataFolder">): string =>
  join(dataFolder, "institutions");

/** Throws RangeError for what is no instance id, so that none can lead out of the folders. */
export function placesOf(
  { dataFolder, secretsFolder }: Pick<Config, "dataFolder" | "secretsFolder">,
  instance: string,
): Places {
  if (!INSTANCE.test(instance) || /^\.+$/u.test(instance))
    throw new RangeError("an instance id has 3 to 64 of a-z, 0-9, dot and hyphen");
  const folder = join(institutionsFolder({ dataFolder }), instance);
  return Object.freeze({
    folder,
    file: join(folder, "institution.json"),
    sqlite: join(folder, "bijak.sqlite"),
    schema: schemaOf(instance),
    blobs: join(folder, "blobs"),
    secrets: join(secretsFolder, instance),
  });
}

/** `bijak_<slug>_<digest>`: ids that differ only in dots and hyphens must not meet in one schema; PostgreSQL cuts names at 63 characters. */
function schemaOf(instance: string): string {
  const slug = instance.replace(/[^a-z0-9]/gu, "_").slice(0, 40);
  return `bijak_${slug}_${createHash("sha256").update(instance).digest("hex").slice(0, 8)}`;
}
