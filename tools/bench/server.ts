import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dayOf } from "../../packages/domain/src/index.ts";
import {
  createFoundingApi,
  foundInstitution,
  type FoundingPlan,
} from "../../packages/client/src/founding.ts";
import { buildApp } from "../../apps/server/src/app.ts";
import { openFolder } from "../../apps/server/src/blobs/folder.ts";
import { DEFAULT_LIMITS } from "../../apps/server/src/parts.ts";
import { generateOpaqueSetup, generateSecrets } from "../../apps/server/src/secrets.ts";
import { openSqlite } from "../../apps/server/src/store/sqlite.ts";
import { freePort } from "../../test/support/port.ts";

/*
 * A real server on SQLite in a process of its own, for benches. The work factor of its challenges is the least there is: what is
 * measured is the server, which judges a hard proof and an easy one alike. Ends when its standard input does.
 */
export type BenchServer = {
  readonly commitDelayMs: number;
  readonly maxWorks: number;
  readonly suite: "pq" | "x25519";
};
export type BenchReady = {
  readonly publicOrigin: string;
  readonly staffOrigin: string;
  readonly accounts: readonly {
    name: string;
    paperKey: string;
    role: string;
    unit: string | null;
  }[];
  readonly database: string;
  /** As many rows as bring the unit's recovery key back, by unit. */
  readonly recoveryRows: Readonly<Record<string, readonly string[]>>;
};

const INSTANCE = "bench.localhost";
const { commitDelayMs, maxWorks, suite } = JSON.parse(process.argv[2] ?? "") as BenchServer; // given by startServer
const folder = await mkdtemp(join(tmpdir(), "bijak-bench-"));
await mkdir(join(folder, "blobs"));
const database = join(folder, "bijak.sqlite");
const [publicPort, staffPort] = [await freePort(), await freePort()];
const [publicOrigin, staffOrigin] = [
  `http://localhost:${publicPort}`,
  `http://localhost:${staffPort}`,
];
const wait = new Int32Array(new SharedArrayBuffer(4));
const store = await openSqlite(database, {
  maxWorks,
  ...(maxWorks === 1 ? { gatherMs: 0 } : {}),
  ...(commitDelayMs === 0
    ? {}
    : { afterCommit: () => void Atomics.wait(wait, 0, 0, commitDelayMs) }),
});
const token = "bench";
const app = await buildApp({
  publicOrigin,
  staffOrigin,
  store,
  blobs: await openFolder(join(folder, "blobs")),
  secrets: await generateSecrets(INSTANCE, await generateOpaqueSetup()),
  clock: { today: () => dayOf(new Date()), nowMs: () => Date.now() },
  limits: {
    ...DEFAULT_LIMITS,
    proof: { cost: 1, report: [1, 2], mailbox: [1, 2], upload: [1, 2] },
    requestsPerNetwork: 65_535,
  },
  webRoot: join(folder, "no-web"),
  foundingToken: token,
  logLine: () => undefined,
});
await app.publicSide.listen({ port: publicPort, host: "127.0.0.1" });
await app.staffSide.listen({ port: staffPort, host: "127.0.0.1" });
const api = createFoundingApi(staffOrigin, token, (input, init) =>
  fetch(input, {
    ...init,
    headers: { ...Object.fromEntries(new Headers(init.headers)), origin: staffOrigin },
  }),
);
const { accounts, recoveryShares } = await foundInstitution({
  api,
  plan: plan(),
  today: dayOf(new Date()),
  keyStretching: { "argon2id-custom": { memory: 8, iterations: 1, parallelism: 1 } },
});
const K = 2;
const recoveryRows = Object.fromEntries(
  ["ITJEN", "DJP"].map((unit) => [
    unit,
    recoveryShares
      .slice(0, K)
      .flatMap(({ rows }) => rows.find((row) => row.unit === unit)?.row ?? []),
  ]),
);
const ready: BenchReady = { publicOrigin, staffOrigin, accounts, database, recoveryRows };
console.log(JSON.stringify(ready));

process.stdin.resume();
await new Promise((ended) => process.stdin.once("end", ended));
await app.close();
await store.close();
await rm(folder, { recursive: true });

function plan(): FoundingPlan {
  return {
    instance: INSTANCE,
    suite,
    publicOrigin,
    staffOrigin,
    isTrial: true,
    institution: { id: "Bench", en: "Bench" },
    units: ["ITJEN", "DJP"].map((id) => ({
      id,
      name: { id, en: id },
      conflictTarget: id === "ITJEN" ? null : "ITJEN",
      isOpen: true,
    })),
    members: ["ITJEN", "DJP"].flatMap((unit) => [
      { login: `handler.${unit.toLowerCase()}`, name: unit, unit, roles: ["handler"] as const },
      {
        login: `supervisor.${unit.toLowerCase()}`,
        name: unit,
        unit,
        roles: ["supervisor", "signer"] as const,
      },
    ]),
    recovery: { k: 2, n: 3 },
    fallbackUnit: "ITJEN",
    contact: { id: "-", en: "-" },
    exit: "bmkg",
    importedYears: [],
  };
}
