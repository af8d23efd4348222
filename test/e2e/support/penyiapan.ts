import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Page } from "playwright-core";
import { id as words } from "../../../apps/web/src/penyiapan/copy/id.ts";
import { launchChromium } from "./chromium.ts";
import { newFolder } from "./command-line.ts";
import type { OnScreen } from "./lapor.ts";
import { pagesOf, type Pages } from "./stage.ts";

export { words as ceremonyWords };

export type Ceremony = {
  readonly data: string;
  /** What the terminal printed: the page, with its token in the fragment. */
  readonly link: string;
  readonly url: string;
  readonly staffUrl: string;
  readonly newPage: Pages["newPage"];
  readonly close: () => Promise<void>;
};

const BIJAK = join(import.meta.dirname, "../../../bijak.mjs");

/** `bijak init --browser` on an empty data folder, and a Chromium beside it. */
export async function openCeremony(): Promise<Ceremony> {
  const folder = newFolder();
  const data = join(folder, "data");
  const words = ["init", "--browser", "--data", data, "--port", "0", "--lang", "en"];
  const child = spawn(process.execPath, [BIJAK, ...words], {
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const link = await findLink(createInterface(child.stdout));
  const browser = await launchChromium();
  const { newPage, ensureSound } = pagesOf(browser);
  return {
    data,
    link,
    url: new URLSearchParams(new URL(link).hash.slice(1)).get("public") ?? "",
    staffUrl: new URL(link).origin,
    newPage,
    close: async () => {
      await browser.close();
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true });
      ensureSound();
    },
  };
}

async function findLink(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) if (line.startsWith("http")) return line;
  throw new Error("the program ended before it printed a link");
}

export type Person = {
  readonly login: string;
  readonly name: string;
  /** The name of the unit on the form; empty for nobody. */
  readonly unit: string;
  readonly roles: readonly string[];
};

export type Institution = {
  readonly name: string;
  readonly instance: string;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** Which unit answers for which. */
  readonly targets: readonly (readonly [unit: string, target: string])[];
  readonly people: readonly Person[];
  readonly k: number;
  readonly n: number;
};

/** Fills the form as people would, step by step; ends at the recovery sheets. The units' first is there already, and two members. */
export async function fillCeremony(
  page: Page,
  institution: Institution,
  onScreen: OnScreen = async () => undefined,
): Promise<void> {
  const fill = (id: string, text: string): Promise<void> => page.locator(`#${id}`).fill(text);
  const press = (name: string): Promise<void> =>
    page.getByRole("button", { name, exact: true }).click();
  const on = async (step: keyof typeof words.steps): Promise<void> => {
    await page.getByRole("heading", { level: 1, name: words.steps[step] }).waitFor();
    await onScreen(`ceremony ${step}`);
  };
  const both = async (id: string, text: string): Promise<void> => {
    await fill(`${id}-id`, text);
    await fill(`${id}-en`, text);
  };
  await on("institution");
  await both("institution", institution.name);
  await fill("instance", institution.instance);
  await page.locator("input[name=suite][value=x25519]").check();
  await press(words.next);

  await on("units");
  for (const [at, { id, name }] of institution.units.entries()) {
    if (at > 0) await press(words.addUnit);
    await fill(`unit-${at + 1}-id`, id);
    await both(`unit-${at + 1}-name`, name);
  }
  for (const [unit, target] of institution.targets) {
    const at = institution.units.findIndex(({ name }) => name === unit) + 1;
    await page.locator(`#unit-${at}-target`).selectOption({ label: target });
  }
  await press(words.next);

  await on("members");
  for (const [at, { login, name, unit, roles }] of institution.people.entries()) {
    if (at > 1) await press(words.addMember);
    await fill(`member-${at + 1}-name`, name);
    await fill(`member-${at + 1}-login`, login);
    const label = unit === "" ? words.noUnit : unit;
    await page.locator(`#member-${at + 1}-unit`).selectOption({ label });
    for (const box of await page.locator(`input[id^=member-${at + 1}-role-]`).all()) {
      const role = ((await box.getAttribute("id")) ?? "").replace(/^.*-/u, "");
      await box.setChecked(roles.includes(role));
    }
  }
  await press(words.next);

  await on("keys");
  await fill("recovery-k", String(institution.k));
  await fill("recovery-n", String(institution.n));
  await press(words.next);

  await on("texts");
  await both("contact", "Jl. Contoh 1, Senin sampai Jumat pukul 9 sampai 15");
  await both("privacy", "Pengendali data adalah instansi ini. Keberatan: sekretariat.");
  await press(words.next);

  await on("check");
  await press(words.make);
  await page.getByRole("heading", { level: 1, name: words.sheetsTitle }).waitFor();
}

/** The rows that stand on the sheets, by holder and then by unit in their order. */
export const rowsOf = (page: Page): Promise<string[][]> =>
  page
    .locator(".sheet")
    .evaluateAll((sheets) =>
      sheets.map((sheet) =>
        [...sheet.querySelectorAll(".code-row")].map((row) => row.textContent?.trim() ?? ""),
      ),
    );
