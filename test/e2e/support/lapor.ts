import type { Page } from "playwright-core";
import { en as copyEn } from "../../../apps/web/src/lapor/copy/en.ts";
import { id as copyId } from "../../../apps/web/src/lapor/copy/id.ts";
import { en as sharedEn } from "../../../apps/web/src/lib/i18n/shared/en.ts";
import { id as sharedId } from "../../../apps/web/src/lib/i18n/shared/id.ts";

export type Language = "id" | "en";
const COPY = { id: copyId, en: copyEn } as const;
const SHARED = { id: sharedId, en: sharedEn } as const;

export type Filled = {
  readonly category: string;
  readonly link: string;
  readonly person: string;
  readonly office: string;
  readonly text: string;
  readonly unit: string;
  /** Path of a file to attach, or null. */
  readonly file: string | null;
};

/** Called on every screen, before anything is done on it. */
export type OnScreen = (name: string) => Promise<void>;

const BEGIN: Readonly<Record<Language, string>> = { id: "/lapor", en: "/en/lapor" };

/** Walks through the form as a person would and gives the 28 digits that the page showed. Ends on the last screen. */
export async function report(
  page: Page,
  {
    url,
    language = "id",
    filled,
    onScreen = async () => undefined,
  }: { url: string; language?: Language; filled: Filled; onScreen?: OnScreen },
): Promise<string> {
  const [copy, shared] = [COPY[language], SHARED[language]];
  const on = async (title: string, name: string): Promise<void> => {
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await onScreen(name);
  };
  const next = () => page.getByRole("button", { name: shared.next, exact: true }).click();
  await page.goto(url + BEGIN[language]);
  await on(copy.start.title, "start");
  await page.getByRole("button", { name: copy.start.begin, exact: true }).click();
  await on(copy.what.title, "what");
  await page.locator(`input[name=category][value=${filled.category}]`).check();
  await next();
  await on(copy.where.title, "where");
  await page.locator("#links").fill(filled.link);
  await next();
  await on(copy.who.title, "who");
  await page.locator("#personName").fill(filled.person);
  await page.locator("#office").fill(filled.office);
  await next();
  await on(copy.story.title, "story");
  await page.locator("#text").fill(filled.text);
  await next();
  await on(copy.evidence.title, "evidence");
  if (filled.file === null)
    await page.getByRole("button", { name: copy.evidence.later, exact: true }).click();
  else {
    await page.locator("input[type=file]").setInputFiles(filled.file);
    await next();
  }
  await on(copy.about.title, "about");
  await page.locator(`input[name=unit][value=${filled.unit}]`).check();
  await next();
  await on(copy.check.title, "check");
  await page.getByRole("button", { name: copy.check.send, exact: true }).click();
  await on(copy.code.title, "code");
  const digits = await confirmCode(page, language);
  await page.getByText(copy.code.allStored).first().waitFor();
  await next();
  await on(copy.done.title, "done");
  return digits;
}

/** Reads the seven groups and picks the two that are asked for. */
async function confirmCode(page: Page, language: Language): Promise<string> {
  const groups = await page.locator("ol.code li").allTextContents();
  for (const [index, group] of groups.entries()) {
    const question = page.getByRole("group", {
      name: COPY[language].code.group(index + 1),
      exact: true,
    });
    if ((await question.count()) > 0)
      await question.getByRole("button", { name: group, exact: true }).click();
  }
  return groups.join("");
}
