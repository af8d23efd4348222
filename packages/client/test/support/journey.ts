import assert from "node:assert/strict";
import { ApiError, type Fetch } from "@bijak/contract";
import { parseDay, type Day } from "@bijak/domain";
import { deriveReporterKeys, generateReceipt, type ReporterKeys } from "@bijak/envelope";
import { solveChallenge, type Challenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import {
  CHEAP_STRETCHING,
  createTestClock,
  openFoundedApp,
  type FoundedApp,
  type TestParts,
} from "../../../../apps/server/test/support/app.ts";
import type { FoundingPlan } from "../../src/founding.ts";
import { createStaffApi, openDesk, signInWithPassword, type Desk } from "../../src/handler.ts";
import {
  createReporterApi,
  loadInstitution,
  sealReport,
  submitReport,
  type Acknowledgement,
  type Institution,
  type ReportDraft,
  type ReporterApi,
  type SealedReport,
  type Solve,
} from "../../src/reporter.ts";
import { impatient } from "./pace.ts";
import { aReport } from "./report.ts";

export const FOUNDED_ON: Day = parseDay("2026-11-24");

/** Solves the server's own challenges, which tests make cheap. */
export const solve: Solve = async ({ challenge }) => {
  const parsed = JSON.parse(challenge) as Challenge; // the server under test made it
  const solution = await solveChallenge({ challenge: parsed, deriveKey });
  assert.ok(solution);
  return { challenge, solution: JSON.stringify(solution) };
};

export type Sent = {
  readonly keys: ReporterKeys;
  readonly sealed: SealedReport;
  readonly acknowledgement: Acknowledgement;
};

export type Journey = FoundedApp & {
  readonly reporterApi: ReporterApi;
  readonly institution: Institution;
  readonly today: () => Day;
  readonly toDay: (day: Day) => void;
  /** Seals and sends a report with a new receipt. */
  readonly report: (changes?: ReportDraft) => Promise<Sent>;
  /** The open desk of a member: signed in by password, with a session of its own. */
  readonly desk: (login: string, through?: (inner: Fetch) => Fetch) => Promise<Desk>;
};

/** A founded institution on a real server without a port, and people who use it. */
export async function openJourney(
  given: TestParts & { readonly plan?: Partial<FoundingPlan> } = {},
): Promise<Journey> {
  const clock = createTestClock(FOUNDED_ON * 86_400_000 + 3 * 3_600_000);
  const app = await openFoundedApp({ clock, ...given });
  const reporterApi = createReporterApi("http://localhost:8080", app.publicFetch);
  const institution = await loadInstitution(reporterApi, clock.today());
  return {
    ...app,
    reporterApi,
    institution,
    today: clock.today,
    toDay: (day) => clock.moveMs((day - clock.today()) * 86_400_000),
    report: async (changes) => {
      const receipt = generateReceipt();
      const keys = await deriveReporterKeys(institution.realm, receipt, 10);
      const report = aReport(institution, changes);
      const sealed = await sealReport({ institution, report, receipt, keys });
      const acknowledgement = await submitReport({
        api: reporterApi,
        sealed,
        solve,
        pace: impatient,
      });
      return { keys, sealed, acknowledgement };
    },
    desk: async (login, through = (inner) => inner) => {
      const api = createStaffApi("http://localhost:8081", through(withCookies(app.staffFetch)));
      const password = passwordOf(app, login);
      const signedIn = await signInWithPassword(api, {
        name: login,
        password,
        keyStretching: CHEAP_STRETCHING,
      });
      return openDesk(api, signedIn, clock.today, impatient);
    },
  };
}

export function passwordOf({ founded }: FoundedApp, login: string): string {
  const account = founded.accounts.find(({ name }) => name === login);
  assert.ok(account, login);
  return account.password;
}

/** Keeps a session's cookie as a browser does. */
export function withCookies(inner: Fetch): Fetch {
  let cookie = "";
  return async (input, init) => {
    const headers = new Headers(init.headers);
    if (cookie !== "") headers.set("cookie", cookie);
    const response = await inner(input, { ...init, headers });
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    return response;
  };
}

export type CutSide = "before" | "after";

export type Network = {
  readonly through: (inner: Fetch) => Fetch;
  /** From now on requests are counted from 1, and this one fails: before it reaches the server, or after. */
  readonly cutAt: (at: number, side: CutSide) => void;
  readonly count: () => number;
};

/** A network that can be cut at one request. */
export function aNetwork(): Network {
  let count = 0;
  let cut: { readonly at: number; readonly side: CutSide } | null = null;
  return {
    through: (inner) => async (input, init) => {
      count += 1;
      const side = cut?.at === count ? cut.side : null;
      if (side === "before") throw new TypeError("the network is gone");
      const response = await inner(input, init);
      if (side === "after") throw new TypeError("the reply is lost");
      return response;
    },
    cutAt: (at, side) => {
      count = 0;
      cut = { at, side };
    },
    count: () => count,
  };
}

/** Does `work` with the network cut at its first request, then its second, to its last; each before and after arriving. */
export async function cutEverywhere(
  network: Network,
  work: (cut: () => void) => Promise<void>,
): Promise<void> {
  for (const side of ["before", "after"] as const) {
    for (let at = 1, isReached = true; isReached; at += 1) {
      await work(() => network.cutAt(at, side));
      isReached = network.count() >= at;
      assert.ok(isReached || at > 1, "nothing was cut");
    }
  }
}

/** A server that lies: what `change` makes of the JSON it answers at addresses that end so. */
export const lyingAt =
  (ending: string, change: (reply: never) => unknown) =>
  (inner: Fetch): Fetch =>
  async (input, init) => {
    const response = await inner(input, init);
    if (!new URL(input).pathname.endsWith(ending) || !response.ok) return response;
    const reply = (await response.json()) as never; // each lie knows the reply it changes
    return Response.json(change(reply));
  };

/** The code under which something is refused. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "accepted";
  } catch (fault) {
    if (fault instanceof ApiError) return fault.code;
    throw fault;
  }
}

/** A file in memory, as a page hands it in. */
export const aFile = (text: string, name = "bukti-1.txt") => {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    type: "text/plain",
    sizeBytes: bytes.length,
    stream: () => new Blob([bytes]).stream(),
  };
};
