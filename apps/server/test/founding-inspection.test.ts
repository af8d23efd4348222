import assert from "node:assert/strict";
import { chmod, cp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { dayOf } from "@bijak/domain";
import { generateSigningKey, rootOf, emptyTree, writeCheckpoint } from "@bijak/envelope/audit";
import { createFoundingApi, foundInstitution } from "../../../packages/client/src/founding.ts";
import { freshDatabase } from "../../../test/support/postgres.ts";
import { createLog } from "../src/audit/log.ts";
import { serve, type ServeOptions } from "../src/main.ts";
import { inspectInstallation, type Verdict } from "../src/offline.ts";
import { readSecrets } from "../src/secrets.ts";
import { readSqlite } from "../src/store/sqlite.ts";
import { CHEAP_LIMITS, CHEAP_STRETCHING, INSTANCE, PLAN } from "./support/app.ts";
import { sendReport, sendFile } from "./support/report.ts";
import { freshFolder } from "./support/stores.ts";

type Installation = {
  readonly options: ServeOptions;
  readonly data: string;
  readonly sqlite: string;
  readonly blobs: string;
};

/** A founded installation with one report and one file, stopped. */
async function anInstallation(env: Record<string, string> = {}): Promise<Installation> {
  const data = join(await freshFolder(), "var");
  const options: ServeOptions = {
    port: 0,
    data,
    env,
    webRoot: join(data, "web"),
    limits: CHEAP_LIMITS,
    write: () => undefined,
  };
  const running = await serve(options);
  const { publicOrigin, staffOrigin, foundingToken } = running;
  await foundInstitution({
    api: createFoundingApi(staffOrigin, foundingToken ?? ""),
    plan: { ...PLAN, publicOrigin, staffOrigin, isTrial: false },
    today: dayOf(new Date()),
    keyStretching: CHEAP_STRETCHING,
  });
  const sent = await sendReport(publicOrigin);
  await sendFile(sent, new Uint8Array(3_000_000));
  await running.close();
  return placesIn(options, data);
}

async function verdicts(
  options: ServeOptions,
  checkpoint?: string,
): Promise<Record<string, Verdict>> {
  const [inspection] = await inspectInstallation(
    checkpoint === undefined ? options : { ...options, checkpoint },
  );
  return Object.fromEntries(
    (inspection?.findings ?? []).map(({ check, verdict }) => [check, verdict]),
  );
}

const SOUND = {
  secrets: "sound",
  database: "sound",
  directory: "sound",
  holders: "sound",
  trial: "sound",
  rehearsal: "warning",
  keyrings: "sound",
  epochs: "sound",
  rotations: "sound",
  log: "sound",
  retired: "sound",
  cases: "sound",
  files: "sound",
} as const;

test("an installation that was only used is sound, on SQLite and on PostgreSQL", async () => {
  assert.deepEqual(await verdicts((await anInstallation()).options), SOUND);
  const postgres = await anInstallation({ BIJAK_DATABASE_URL: await freshDatabase() });
  assert.deepEqual(await verdicts(postgres.options), SOUND);
});

test("a running installation can be inspected", async () => {
  const { options } = await anInstallation();
  const running = await serve(options);
  assert.deepEqual(await verdicts(options), SOUND);
  await running.close();
});

test("an empty folder holds no institution", async () => {
  assert.deepEqual(
    await inspectInstallation({ data: join(await freshFolder(), "var"), env: {} }),
    [],
  );
});

const change = (sqlite: string, statement: string): void => {
  const database = new DatabaseSync(sqlite, { enableForeignKeyConstraints: false });
  database.exec(statement);
  database.close();
};

test("each kind of damage is found and named", async () => {
  const damages: readonly (readonly [
    check: string,
    damage: (installation: Installation) => Promise<void> | void,
  ])[] = [
    ["secrets", ({ data }) => chmod(join(`${data}.secrets`, INSTANCE, "keys.json"), 0o644)],
    ["secrets", ({ data }) => chmod(join(`${data}.secrets`, INSTANCE), 0o755)],
    ["secrets", ({ data }) => rm(join(`${data}.secrets`, INSTANCE), { recursive: true })],
    ["database", ({ sqlite }) => change(sqlite, "DELETE FROM case_unit; DELETE FROM case_file")],
    ["database", ({ sqlite }) => change(sqlite, "UPDATE institution SET id = 'other.localhost'")],
    [
      "database",
      ({ sqlite }) => change(sqlite, "INSERT INTO schema_migration VALUES ('9999-future')"),
    ],
    ["database", ({ sqlite }) => rm(sqlite)],
    [
      "directory",
      ({ sqlite }) =>
        change(sqlite, "UPDATE directory_note SET note = replace(note, 'DJP', 'DJX')"),
    ],
    [
      "log",
      ({ sqlite }) =>
        change(
          sqlite,
          "UPDATE log_entry SET record = replace(record, 'reporter', 'system') WHERE seq = 1",
        ),
    ],
    ["log", ({ sqlite }) => change(sqlite, "DELETE FROM log_entry WHERE seq = 1")],
    ["log", ({ sqlite }) => change(sqlite, "UPDATE log_entry SET digest = NULL WHERE seq = 1")],
    ["keyrings", ({ sqlite }) => change(sqlite, "DELETE FROM unit_keyring WHERE unit = 'DJP'")],
    [
      "keyrings",
      ({ sqlite }) => change(sqlite, "UPDATE unit_keyring SET epoch = 2 WHERE unit = 'DJP'"),
    ],
    ["epochs", ({ sqlite }) => change(sqlite, "DELETE FROM unit_epoch WHERE unit = 'DJP'")],
    ["epochs", ({ sqlite }) => change(sqlite, "UPDATE unit_epoch SET serial = 2")],
    ["cases", ({ sqlite }) => change(sqlite, "DELETE FROM case_wrap")],
    ["cases", ({ sqlite }) => change(sqlite, "DELETE FROM message WHERE number = 0")],
    [
      "cases",
      ({ sqlite }) => change(sqlite, "UPDATE message SET sealed = zeroblob(16) WHERE number = 1"),
    ],
    ["files", async ({ blobs }) => rm(await anObject(blobs))],
    ["files", async ({ blobs }) => writeFile(await anObject(blobs), "other bytes")],
  ];
  const whole = await anInstallation();
  for (const [check, damage] of damages) {
    const installation = await copyOf(whole);
    await damage(installation);
    assert.equal(
      (await verdicts(installation.options))[check],
      "broken",
      `${check}: ${damage.toString()}`,
    );
  }
});

test("what wants a hand but is no damage is a warning: a keyring that was not sealed anew, a request for a key that no longer holds", async () => {
  const { options, sqlite } = await anInstallation();
  change(sqlite, "INSERT INTO rotation VALUES ('DJP', 'AAAAAAAAAAAAAAAA', 1, 'no note', x'00')");
  change(sqlite, "UPDATE unit_keyring SET sealed = x'00' WHERE unit = 'DJP'");
  assert.deepEqual(await verdicts(options), {
    ...SOUND,
    keyrings: "warning",
    rotations: "warning",
  });
});

async function copyOf({ options, data }: Installation): Promise<Installation> {
  const copy = join(await freshFolder(), "var");
  await cp(data, copy, { recursive: true });
  await cp(`${data}.secrets`, `${copy}.secrets`, { recursive: true });
  return placesIn({ ...options, data: copy }, copy);
}

function placesIn(options: ServeOptions, data: string): Installation {
  const folder = join(data, "institutions", INSTANCE);
  return { options, data, sqlite: join(folder, "bijak.sqlite"), blobs: join(folder, "blobs") };
}

async function anObject(blobs: string): Promise<string> {
  const names = await readdir(blobs, { recursive: true, withFileTypes: true });
  const object = names.find((entry) => entry.isFile());
  assert.ok(object);
  return join(object.parentPath, object.name);
}

test("a log that was cut back is whole in itself, and betrayed by a checkpoint kept elsewhere", async () => {
  const installation = await anInstallation();
  const { options, sqlite } = installation;
  const checkpoint = await keptCheckpoint(installation);
  assert.deepEqual(await verdicts(options, checkpoint), SOUND);
  change(sqlite, "DELETE FROM log_entry WHERE seq = (SELECT max(seq) FROM log_entry)");
  assert.equal((await verdicts(options))["log"], "sound");
  assert.equal((await verdicts(options, checkpoint))["log"], "broken");
  const foreign = await writeCheckpoint(
    { origin: `${INSTANCE}/audit`, size: 0, root: rootOf(emptyTree()) },
    await generateSigningKey(`${INSTANCE}/audit`),
  );
  assert.equal((await verdicts(options, foreign))["log"], "broken");
});

async function keptCheckpoint({ data, sqlite }: Installation): Promise<string> {
  const reader = readSqlite(sqlite);
  const log = await createLog(reader)();
  await reader.close();
  const { logKey } = await readSecrets(join(`${data}.secrets`, INSTANCE), INSTANCE);
  return writeCheckpoint(
    { origin: `${INSTANCE}/audit`, size: log.size(), root: log.root(log.size()) },
    logKey,
  );
}
