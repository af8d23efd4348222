import type { Page } from "playwright-core";
import { findBarriers } from "./axe.ts";

type Look = { readonly language: "id" | "en"; readonly theme: "light" | "dark" };

const LOOKS: readonly Look[] = [
  { language: "id", theme: "light" },
  { language: "id", theme: "dark" },
  { language: "en", theme: "dark" },
  { language: "en", theme: "light" },
];

/** Asks axe about the screen in both languages and both themes, and brings it back to how it was found: Indonesian, light. */
export async function findBarriersInAllLooks(page: Page, screen: string): Promise<string[]> {
  const found: string[] = [];
  for (const { language, theme } of LOOKS) {
    await page.emulateMedia({ colorScheme: theme });
    await speak(page, language);
    found.push(...(await findBarriers(page, `${screen}, ${language}, ${theme}`)));
  }
  await speak(page, "id");
  return found;
}

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

/**
 * Asks axe about the screen on a desk in Indonesian and light, then on a phone in English and dark, where nothing may stick out in
 * either language either; brings the page back to the first. A dialog that covers the language switch is left in Indonesian.
 */
export async function findBarriersInTwoLooks(page: Page, screen: string): Promise<string[]> {
  const found = await findBarriers(page, `${screen}, desk`);
  const isCovered = (await page.locator("dialog[open]").count()) > 0;
  await page.setViewportSize(PHONE);
  found.push(...(await findWidth(page, screen)));
  await page.emulateMedia({ colorScheme: "dark" });
  if (!isCovered) await speak(page, "en");
  found.push(...(await findWidth(page, screen)), ...(await findBarriers(page, `${screen}, phone`)));
  if (!isCovered) await speak(page, "id");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(DESK);
  return found;
}

async function findWidth(page: Page, screen: string): Promise<string[]> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  return width > PHONE.width ? [`${screen}: ${width} pixels wide on a phone`] : [];
}

/** Presses the language switch of the page unless it speaks that language already. */
async function speak(page: Page, language: "id" | "en"): Promise<void> {
  if ((await page.locator("html").getAttribute("lang")) === language) return;
  await page.locator(`button[lang=${language}]:visible`).first().click();
  await page.locator(`html[lang=${language}]`).waitFor();
}
