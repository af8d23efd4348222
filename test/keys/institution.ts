import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Fetch } from "@bijak/contract";
import { buildApp } from "../../apps/server/src/app.ts";
import { openFolder } from "../../apps/server/src/blobs/folder.ts";
import { generateOpaqueSetup, generateSecrets } from "../../apps/server/src/secrets.ts";
import { openSqlite } from "../../apps/server/src/store/sqlite.ts";
import type { Store } from "../../apps/server/src/store/store.ts";
import {
  CHEAP_LIMITS,
  CHEAP_STRETCHING,
  createTestClock,
  fetchOf,
  INSTANCE,
  PLAN,
  PUBLIC_ORIGIN,
  STAFF_ORIGIN,
  type TestClock,
  TOKEN,
} from "../../apps/server/test/support/app.ts";
import {
  createFoundingApi,
  foundInstitution,
  type FoundedInstitution,
  type FoundingPlan,
} from "../../packages/client/src/founding.ts";
import type { Pace } from "../../packages/client/src/handler.ts";
import { FOUNDED_ON } from "../../packages/client/test/support/journey.ts";
import type { Role } from "./model.ts";

/** A founded institution on a real server without a port, on SQLite. */
export type Institution = {
  readonly clock: TestClock;
  readonly store: Store;
  readonly founded: FoundedInstitution;
  readonly publicFetch: Fetch;
  readonly staffFetch: Fetch;
  readonly close: () => Promise<void>;
};

type Planned = {
  readonly login: string;
  readonly name: string;
  readonly unit: string | null;
  readonly roles: Role[];
};

const person = (login: string, unit: string | null, roles: Role[]): Planned => ({
  login,
  name: `Nama ${login}`,
  unit,
  roles,
});

/** Three units, of which ITJEN answers for the others; two signers, one of whom reads nothing; three custodians. */
export const PEOPLE: readonly Planned[] = [
  person("kepala.itjen", "ITJEN", ["handler", "supervisor", "signer", "admin"]),
  person("ani.itjen", "ITJEN", ["handler"]),
  person("kepala.djp", "DJP", ["handler", "supervisor"]),
  person("budi.djp", "DJP", ["handler"]),
  person("citra.djp", "DJP", ["handler", "supervisor"]),
  person("kepala.djbc", "DJBC", ["handler", "supervisor"]),
  person("dewi.djbc", "DJBC", ["handler"]),
  person("petugas", null, ["signer", "admin"]),
  person("penjaga.satu", null, ["custodian"]),
  person("penjaga.dua", null, ["custodian"]),
  person("penjaga.tiga", null, ["custodian"]),
];

export const RECOVERY = { k: 2, n: 3 } as const;

const planOf = (threshold: number): FoundingPlan => ({
  ...PLAN,
  threshold,
  members: PEOPLE,
  recovery: RECOVERY,
  custody: { k: 2 },
});

const MOST_WAITS = 500;

/** Waits for nothing; a sequence that would wait for ever fails instead. */
export function createPace(): Pace {
  let waits = 0;
  return {
    sleep: () => {
      waits += 1;
      return waits > MOST_WAITS ? Promise.reject(new Error("waited too often")) : Promise.resolve();
    },
    random: () => 0.5,
    requestMs: 30_000,
  };
}

/** A folder in memory, where the system has one: nothing here is about disks. */
const MEMORY = "/dev/shm";

/** Founds it. `threshold` signers must sign every change of the signed notes. */
export async function openInstitution(threshold: number): Promise<Institution> {
  const clock = createTestClock(FOUNDED_ON * 86_400_000 + 3 * 3_600_000);
  const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), "bijak-keys-"));
  const store = await openSqlite(join(folder, "bijak.sqlite"));
  const app = await buildApp({
    publicOrigin: PUBLIC_ORIGIN,
    staffOrigin: STAFF_ORIGIN,
    store,
    blobs: await openFolder(join(folder, "blobs")),
    secrets: await generateSecrets(INSTANCE, await generateOpaqueSetup()),
    clock,
    limits: CHEAP_LIMITS,
    webRoot: join(folder, "no-web"),
    foundingToken: TOKEN,
    logLine: () => undefined,
  });
  const staffFetch = fetchOf(app.staffSide, STAFF_ORIGIN);
  const founded = await foundInstitution({
    api: createFoundingApi(STAFF_ORIGIN, TOKEN, staffFetch),
    plan: planOf(threshold),
    today: clock.today(),
    keyStretching: CHEAP_STRETCHING,
    pace: createPace(),
  });
  return {
    clock,
    store,
    founded,
    publicFetch: fetchOf(app.publicSide, PUBLIC_ORIGIN),
    staffFetch,
    close: async () => {
      await app.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
