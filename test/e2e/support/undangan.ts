import type { Page } from "playwright-core";
import { id as keyWords } from "../../../apps/web/src/lib/keys/copy.id.ts";
import { id as words } from "../../../apps/web/src/undangan/copy/id.ts";
import type { OnScreen } from "./lapor.ts";

/** What an invited person chooses; a passkey is chosen beforehand where the browser can. */
export type EnrolmentChoice = {
  readonly name: string;
  readonly password: string | null;
  readonly wantsPaperKey: boolean;
};

/** Opens an invitation and makes the keys, as a person would; ends at the fingerprint and gives it with the paper key. */
export async function enrolThrough(
  page: Page,
  link: string,
  choice: EnrolmentChoice,
  onScreen: OnScreen = async () => undefined,
): Promise<{ fingerprint: string[]; paperKey: string | null }> {
  await page.goto(link);
  await page.getByRole("heading", { level: 1, name: words.choosing.title(choice.name) }).waitFor();
  const kinds = keyWords.kinds;
  const box = (label: string) =>
    page.getByRole("checkbox", { name: new RegExp(`^${label.split(" (")[0]}`, "u") });
  await box(kinds.password).setChecked(choice.password !== null);
  await box(kinds.paper).setChecked(choice.wantsPaperKey);
  if (choice.password !== null) await page.locator("#new-password").fill(choice.password);
  await onScreen("invitation");
  await page.getByRole("button", { name: words.choosing.submit, exact: true }).click();
  const paperKey = choice.wantsPaperKey ? await keepPaperKey(page, onScreen) : null;
  await page.getByRole("heading", { level: 1, name: words.done.title }).waitFor();
  await onScreen("fingerprint");
  return { fingerprint: await page.locator("ol.fingerprint li").allTextContents(), paperKey };
}

/** Types the four groups that are asked for from the sheet; gives the key. */
export async function keepPaperKey(page: Page, onScreen: OnScreen): Promise<string> {
  const groups = page.locator("ol.paper-key li");
  await groups.first().waitFor();
  await onScreen("paper key");
  const texts = await groups.allTextContents();
  for (const [index, text] of texts.entries()) {
    const field = page.locator(`#group-${index}`);
    if ((await field.count()) > 0) await field.fill(text.toLowerCase());
  }
  const head = await page.locator(".paper-head").innerText();
  await page.getByRole("button", { name: keyWords.paper.kept, exact: true }).click();
  return head + texts.join("");
}

export { keyWords, words as inviteWords };
