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

/** Presses the language switch of the page unless it speaks that language already. */
async function speak(page: Page, language: "id" | "en"): Promise<void> {
  if ((await page.locator("html").getAttribute("lang")) === language) return;
  await page.locator(`button[lang=${language}]:visible`).first().click();
  await page.locator(`html[lang=${language}]`).waitFor();
}
