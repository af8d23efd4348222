import { access } from "node:fs/promises";
import { type Given, parseConfig } from "./config.ts";
import { createCurrent } from "./directory/current.ts";
import { listInstitutions } from "./hosting/institution-file.ts";
import { openBlobs, REAL_CLOCK } from "./hosting/open-parts.ts";
import { placesOf } from "./hosting/places.ts";
import { checkCases } from "./inspection/check-cases.ts";
import { checkDatabase } from "./inspection/check-database.ts";
import { checkNotes } from "./inspection/check-directory.ts";
import { checkFiles } from "./inspection/check-files.ts";
import { checkKeys } from "./inspection/check-keys.ts";
import { checkLog } from "./inspection/check-log.ts";
import { checkSecrets } from "./inspection/check-secrets.ts";
import { broken, type Finding, type Inspected } from "./inspection/finding.ts";
import { readPostgres } from "./store/postgres.ts";
import { readSqlite } from "./store/sqlite.ts";

export { ConfigError } from "./config.ts";
export type { Finding, Verdict } from "./inspection/finding.ts";

export type Inspection = { readonly instance: string; readonly findings: readonly Finding[] };

export type InspectionOptions = Given & {
  /** A checkpoint note that was kept elsewhere: the log must be its continuation. */
  readonly checkpoint?: string;
};

/**
 * Looks at every institution of an installation without changing anything; it may run meanwhile. Empty when there is none.
 * Throws `ConfigError` when the settings cannot be followed; what is wrong with an institution is a finding.
 */
export async function inspectInstallation(
  options: InspectionOptions,
): Promise<readonly Inspection[]> {
  const config = parseConfig(options);
  const inspections: Inspection[] = [];
  for (const [instance, note] of await listInstitutions(config)) {
    const unfinished = broken(
      "founding",
      "Pembuatan instansi terputus; jalankan server sekali untuk membereskannya.",
      "The founding was cut short; start the server once to clear it up.",
    );
    const findings =
      note === null
        ? [unfinished]
        : await inspect({ config, instance, checkpoint: options.checkpoint ?? null });
    inspections.push(Object.freeze({ instance, findings: Object.freeze(findings) }));
  }
  return inspections;
}

type Task = Pick<Inspected, "config" | "instance"> & { readonly checkpoint: string | null };

async function inspect({ config, instance, checkpoint }: Task): Promise<Finding[]> {
  const places = placesOf(config, instance);
  const isThere =
    config.databaseUrl !== null ||
    (await access(places.sqlite).then(
      () => true,
      () => false,
    ));
  if (!isThere)
    return [
      broken(
        "database",
        `Basis data ${places.sqlite} tidak ada.`,
        `The database ${places.sqlite} is not there.`,
      ),
    ];
  const reader =
    config.databaseUrl === null
      ? readSqlite(places.sqlite)
      : readPostgres(config.databaseUrl, places.schema);
  try {
    const inspected: Inspected = {
      config,
      instance,
      places,
      reader,
      blobs: await openBlobs(config, instance),
      today: REAL_CLOCK.today(),
    };
    return await inspectAll(inspected, checkpoint);
  } finally {
    await reader.close();
  }
}

async function inspectAll(inspected: Inspected, checkpoint: string | null): Promise<Finding[]> {
  const current = createCurrent(inspected.reader);
  const retired = await current().then(
    ({ directory }) => directory.retired,
    () => [], // that it cannot be read is a finding of its own
  );
  const checks: readonly [string, () => Promise<Finding[]>][] = [
    ["secrets", () => checkSecrets(inspected)],
    ["database", () => checkDatabase(inspected)],
    ["directory", async () => checkNotes(await current(), inspected.today)],
    ["keyrings", async () => checkKeys(inspected, await current())],
    ["log", () => checkLog(inspected, { checkpoint, retired })],
    ["cases", () => checkCases(inspected)],
    ["files", () => checkFiles(inspected)],
  ];
  const findings: Finding[] = [];
  for (const [name, check] of checks)
    findings.push(...(await check().catch((fault: unknown) => [unreadable(name, fault)])));
  return findings;
}

/** A check that cannot even be made is a finding, too. */
function unreadable(name: string, fault: unknown): Finding {
  const why = fault instanceof Error ? fault.message : "";
  return broken(name, `Tidak dapat diperiksa: ${why}`, `Cannot be looked at: ${why}`);
}
