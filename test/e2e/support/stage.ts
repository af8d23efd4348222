import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type Installation, startInstallation } from "../../support/installation.ts";
import { freshDatabase } from "../../support/postgres.ts";
import { launchChromium } from "./chromium.ts";
import { newFolder } from "./command-line.ts";
import { type Recorder, routeThrough, tap } from "./recorder.ts";

export type Stage = {
  readonly folder: string;
  readonly data: string;
  /** Null on SQLite. */
  readonly databaseUrl: string | null;
  readonly installation: Installation;
  readonly browser: Browser;
  /** What went over the wire, reporter's side and staff's side. */
  readonly recorders: readonly Recorder[];
  /** A page in a browser profile of its own. Faults of its scripts end the test. */
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
};

const WAIT_MS = 25_000;

/** Pages of a browser, each in a profile of its own, and what their scripts did wrong. */
export type Pages = {
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>;
  /** Throws when a script of a page failed. */
  readonly ensureSound: () => void;
};

export function pagesOf(browser: Browser): Pages {
  const faults: Error[] = [];
  return {
    newPage: async (options = {}) => {
      const page = await (
        await browser.newContext({
          viewport: { width: 1280, height: 900 },
          locale: "id-ID",
          ...options,
        })
      ).newPage();
      page.setDefaultTimeout(WAIT_MS);
      page.on("pageerror", (fault) => void faults.push(fault));
      return page;
    },
    ensureSound: () => {
      if (faults.length === 0) return;
      const said = faults.map(({ message }) => message).join("; ");
      throw new AggregateError(faults, `scripts of pages failed: ${said}`);
    },
  };
}

/** An installation of its own, a Chromium whose every byte to it is recorded, and nothing else. */
export async function openStage(
  database: "SQLite" | "PostgreSQL",
  flags: readonly string[] = [],
): Promise<Stage> {
  const folder = newFolder();
  const data = join(folder, "data");
  const databaseUrl = database === "PostgreSQL" ? await freshDatabase() : null;
  const installation = await startInstallation(
    data,
    databaseUrl === null ? {} : { BIJAK_DATABASE_URL: databaseUrl },
  );
  const origins = [installation.url, installation.staffUrl];
  const recorders = await Promise.all(origins.map((origin) => tap(Number(new URL(origin).port))));
  const browser = await launchChromium([
    routeThrough(recorders.map((recorder, index) => ({ origin: origins[index] ?? "", recorder }))),
    ...flags,
  ]);
  const { newPage, ensureSound } = pagesOf(browser);
  return {
    folder,
    data,
    databaseUrl,
    installation,
    browser,
    recorders,
    newPage,
    close: async () => {
      await browser.close();
      await installation.stop();
      for (const recorder of recorders) recorder.close();
      rmSync(folder, { recursive: true });
      ensureSound();
    },
  };
}
