import { access } from "node:fs/promises";
import { dayOf } from "@bijak/domain";
import type { BlobStore } from "../blobs/blob-store.ts";
import { openFolder } from "../blobs/folder.ts";
import { openS3, parseS3Url } from "../blobs/s3.ts";
import { type Config, ConfigError } from "../config.ts";
import type { Clock } from "../parts.ts";
import { openPostgres } from "../store/postgres.ts";
import { openSqlite } from "../store/sqlite.ts";
import type { Store } from "../store/store.ts";
import { placesOf } from "./places.ts";

/** Time as it is; days as they are counted in Jakarta. */
export const REAL_CLOCK: Clock = Object.freeze({
  today: () => dayOf(new Date()),
  nowMs: () => Date.now(),
});

/** The database of an institution: a schema of its own in PostgreSQL, or a SQLite file of its own. */
export function openStore(config: Config, instance: string): Promise<Store> {
  const { schema, sqlite } = placesOf(config, instance);
  return config.databaseUrl === null
    ? openSqlite(sqlite)
    : openPostgres(config.databaseUrl, schema);
}

/** Where its sealed files lie: under a prefix of its own in a bucket, or in a folder of its own. */
export async function openBlobs(config: Config, instance: string): Promise<BlobStore> {
  return config.blobsUrl === null
    ? openFolder(placesOf(config, instance).blobs)
    : openS3(parseS3Url(config.blobsUrl), instance);
}

/** Throws `ConfigError` when the institution was made with SQLite and its file is gone: an empty one must not take its place. */
export async function ensureSqliteThere(config: Config, instance: string): Promise<void> {
  const { sqlite } = placesOf(config, instance);
  if (config.databaseUrl !== null) return;
  await access(sqlite).catch(() => {
    throw new ConfigError(
      `${sqlite} is missing. If ${instance} lives in PostgreSQL, set BIJAK_DATABASE_URL.`,
    );
  });
}
