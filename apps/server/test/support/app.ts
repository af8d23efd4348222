import { join } from "node:path";
import { after } from "node:test";
import type { Fetch } from "@bijak/contract";
import { dayOf } from "@bijak/domain";
import type { FastifyInstance, InjectOptions } from "fastify";
import {
  createFoundingApi,
  foundInstitution,
  type FoundedInstitution,
  type FoundingPlan,
} from "../../../../packages/client/src/founding.ts";
import { type App, buildApp } from "../../src/app.ts";
import { openFolder } from "../../src/blobs/folder.ts";
import { DEFAULT_LIMITS, type Limits, type Parts } from "../../src/parts.ts";
import { generateOpaqueSetup, generateSecrets } from "../../src/secrets.ts";
import type { SqliteOptions } from "../../src/store/sqlite.ts";
import type { Dialect, Store } from "../../src/store/store.ts";
import { freshFolder, freshStore } from "./stores.ts";

export const INSTANCE = "uji.localhost";
export const PUBLIC_ORIGIN = "http://localhost:8080";
export const STAFF_ORIGIN = "http://localhost:8081";
export const TOKEN = "founding-token-for-tests";

/** A cheap work factor: what is tested is that it is asked, not how long it takes. */
export const CHEAP_LIMITS: Limits = Object.freeze({
  ...DEFAULT_LIMITS,
  proof: { cost: 1, report: [1, 4], mailbox: [1, 4], upload: [1, 4] } as const,
  requestsPerNetwork: 65_535,
});
export const CHEAP_STRETCHING = {
  "argon2id-custom": { memory: 8, iterations: 1, parallelism: 1 },
} as const;

/** Time that stands still until a test moves it. */
export type TestClock = {
  readonly today: () => number;
  readonly nowMs: () => number;
  readonly moveMs: (by: number) => void;
};

export function createTestClock(startMs: number = Date.now()): TestClock {
  let now = startMs;
  return { today: () => dayOf(new Date(now)), nowMs: () => now, moveMs: (by) => void (now += by) };
}

export type TestParts = {
  readonly dialect?: Dialect;
  readonly limits?: Partial<Limits>;
  readonly clock?: TestClock;
  readonly store?: Store;
  readonly sqlite?: SqliteOptions;
  readonly webRoot?: string;
  readonly foundingToken?: string | null;
};

export type TestApp = {
  readonly app: App;
  readonly parts: Parts;
  readonly clock: TestClock;
  readonly lines: readonly string[];
  readonly blobsFolder: string;
  readonly publicFetch: Fetch;
  readonly staffFetch: Fetch;
};

/** A real app on a new store and a blob folder, without an institution yet. Closed after the tests of this file. */
export async function openTestApp(given: TestParts = {}): Promise<TestApp> {
  const { dialect = "sqlite", clock = createTestClock(), foundingToken = TOKEN } = given;
  const lines: string[] = [];
  const folder = await freshFolder();
  const blobsFolder = join(folder, "blobs");
  const parts: Parts = {
    publicOrigin: PUBLIC_ORIGIN,
    staffOrigin: STAFF_ORIGIN,
    store: given.store ?? (await freshStore(dialect, given.sqlite)),
    blobs: await openFolder(blobsFolder),
    secrets: await generateSecrets(INSTANCE, await generateOpaqueSetup()),
    clock,
    limits: { ...CHEAP_LIMITS, ...given.limits },
    webRoot: given.webRoot ?? join(folder, "no-web"),
    foundingToken,
    logLine: (line) => void lines.push(line),
  };
  const app = await buildApp(parts);
  after(() => app.close());
  return {
    app,
    parts,
    clock,
    lines,
    blobsFolder,
    publicFetch: fetchOf(app.publicSide, PUBLIC_ORIGIN),
    staffFetch: fetchOf(app.staffSide, STAFF_ORIGIN),
  };
}

export type FoundedApp = TestApp & { readonly founded: FoundedInstitution };

/** The same with a small institution: Itjen, DJP and DJBC, a handler and a supervisor in each. */
export async function openFoundedApp(
  given: TestParts & { readonly plan?: Partial<FoundingPlan> } = {},
): Promise<FoundedApp> {
  const test = await openTestApp(given);
  const api = createFoundingApi(STAFF_ORIGIN, TOKEN, test.staffFetch);
  const founded = await foundInstitution({
    api,
    plan: { ...PLAN, ...given.plan },
    today: test.clock.today(),
    keyStretching: CHEAP_STRETCHING,
  });
  return { ...test, founded };
}

const UNITS = ["ITJEN", "DJP", "DJBC"] as const;

export const PLAN: FoundingPlan = {
  instance: INSTANCE,
  suite: "x25519",
  publicOrigin: PUBLIC_ORIGIN,
  staffOrigin: STAFF_ORIGIN,
  isTrial: true,
  institution: { id: "Kementerian Uji", en: "Test Ministry" },
  units: UNITS.map((id) => ({
    id,
    name: { id, en: id },
    conflictTarget: id === "ITJEN" ? null : "ITJEN",
    isOpen: true,
  })),
  members: UNITS.flatMap((unit) => [
    {
      login: `handler.${unit.toLowerCase()}`,
      name: `Handler ${unit}`,
      unit,
      roles: ["handler"] as const,
    },
    {
      login: `supervisor.${unit.toLowerCase()}`,
      name: `Supervisor ${unit}`,
      unit,
      roles: unit === "ITJEN" ? (["supervisor", "signer"] as const) : (["supervisor"] as const),
    },
  ]),
  recovery: { k: 2, n: 3 },
  fallbackUnit: "ITJEN",
  contact: { id: "Telepon 134", en: "Call 134" },
  exit: "bmkg",
  importedYears: [],
};

/** Calls one side without a port, as a browser of its own origin would. */
export function fetchOf(side: FastifyInstance, origin: string): Fetch {
  return async (input, init) => {
    const url = new URL(input, origin);
    const response = await side.inject({
      method: (init.method ?? "GET") as NonNullable<InjectOptions["method"]>, // the contract knows four methods
      url: url.pathname + url.search,
      headers: { host: url.host, origin, ...Object.fromEntries(new Headers(init.headers)) },
      ...(init.body === undefined || init.body === null ? {} : { payload: payloadOf(init.body) }),
    });
    const isEmpty = response.statusCode === 204 || response.statusCode === 304;
    return new Response(isEmpty ? null : new Uint8Array(response.rawPayload), {
      status: response.statusCode,
      headers: response.headers as Record<string, string>,
    }); // light-my-request's headers, set-cookie aside
  };
}

function payloadOf(body: NonNullable<RequestInit["body"]>): string | Buffer {
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return Buffer.from(body);
  throw new TypeError("tests send text or bytes");
}
