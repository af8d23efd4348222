import type { Page } from "playwright-core";
import { id as words } from "../../../apps/web/src/pantau/copy/id.ts";
import type { OnScreen } from "./lapor.ts";

export { words as pantauWords };

/** Comes back with a receipt, in groups as it was written down; ends at the open mailbox. */
export async function openMailbox(
  page: Page,
  {
    url,
    receipt,
    onScreen = async () => undefined,
  }: { url: string; receipt: string; onScreen?: OnScreen },
): Promise<void> {
  await page.goto(`${url}/pantau`);
  await page.getByRole("heading", { level: 1, name: words.entry.title }).waitFor();
  await onScreen("entry");
  await page.locator("#code").fill(receipt.replace(/(\d{4})(?=\d)/gu, "$1 "));
  await page.getByRole("button", { name: words.entry.open, exact: true }).click();
  await page.getByRole("heading", { name: words.thread.title }).waitFor();
}

/** What the open mailbox says: its status, all of its text. */
export const mailboxText = async (page: Page): Promise<{ status: string; text: string }> => ({
  status: await page.getByRole("heading", { level: 1 }).innerText(),
  text: await page.locator("main").innerText(),
});

/** Answers the open question. */
export async function answer(page: Page, text: string): Promise<void> {
  await page.locator("#answer").fill(text);
  await page.getByRole("button", { name: words.question.send, exact: true }).click();
  await page.getByRole("heading", { name: words.question.answer }).waitFor({ state: "detached" });
  await page.locator("#answer").waitFor({ state: "detached" });
}
