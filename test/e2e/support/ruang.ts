import type { Locator, Page } from "playwright-core";
import { id as words } from "../../../apps/web/src/ruang/copy/id.ts";
import type { TrialAccount } from "../../support/installation.ts";
import type { OnScreen } from "./lapor.ts";

/** A member's room in one browser, worked in Indonesian as a person would. */
export type Ruang = ReturnType<typeof ruangOf>;

export function ruangOf(page: Page, staffUrl: string) {
  const button = (name: string): Locator => page.getByRole("button", { name, exact: true });
  const said = (sentence: string): Promise<void> =>
    page.getByRole("status").getByText(sentence, { exact: true }).first().waitFor();
  const heading = (name: string): Promise<void> =>
    page.getByRole("heading", { level: 1, name }).waitFor();
  const navigation = page.getByRole("navigation", { name: words.nav.label });
  const views = page.getByRole("navigation", { name: words.inbox.viewsLabel });
  const room = {
    page,

    /** Signs in and unlocks; ends inside the room. */
    signIn: async (
      { name, password }: TrialAccount,
      onScreen: OnScreen = async () => undefined,
    ): Promise<void> => {
      await page.goto(`${staffUrl}/masuk`);
      await heading(words.signIn.title);
      await onScreen("sign-in");
      await button(words.own.signIn.others).click();
      await page.locator("#name").fill(name);
      await page.locator("#secret").fill(password);
      await button(words.signIn.submit).click();
      await navigation.waitFor();
    },

    /** Goes to a place of the navigation, known by its title, without loading the page anew, which would lose the keys. */
    visit: async (label: string, title: string): Promise<void> => {
      await navigation.getByRole("link", { name: label, exact: true }).click();
      await heading(title);
    },

    /** Opens a view of the inbox and gives the case ids in it once it has settled. */
    view: async (view: keyof typeof words.inbox.views): Promise<string[]> => {
      await navigation.getByRole("link", { name: words.nav.inbox, exact: true }).click();
      await views.getByRole("button", { name: words.inbox.views[view] }).click();
      await heading(words.inbox.views[view]);
      await page.locator("a.row").or(page.getByText(words.inbox.empty[view])).first().waitFor();
      const links = await page
        .locator("a.row")
        .evaluateAll((rows) => rows.map((row) => row.getAttribute("href") ?? ""));
      return links.map((link) => link.replace("/ruang/kasus/", ""));
    },

    /** Opens the full page of a case from a view. */
    open: async (view: keyof typeof words.inbox.views, caseId: string): Promise<void> => {
      await room.view(view);
      await page.locator(`#row-${caseId}`).click();
      await page.getByRole("link", { name: words.case.fullPage }).click();
      await page.getByRole("button", { name: words.case.reload, exact: true }).waitFor();
    },

    reload: async (): Promise<void> => {
      await button(words.case.reload).click();
    },

    declareNoConflict: async (): Promise<void> => {
      await button(words.case.gate.none).click();
      await page.getByRole("heading", { name: words.case.thread.title }).waitFor();
    },

    take: async (): Promise<void> => {
      await page.getByRole("button", { name: words.case.take }).click();
      await said(words.case.taken);
    },

    /** Draws the first picture of the evidence and gives its width in pixels. */
    seePicture: async (): Promise<number> => {
      const evidence = page.locator("article.evidence").first();
      await evidence.getByRole("button", { name: words.case.evidence.open }).click();
      const picture = evidence.locator("img.drawn");
      await picture.waitFor();
      return picture.evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        return image.naturalWidth;
      });
    },

    reply: async (text: string, { isQuestion = false } = {}): Promise<void> => {
      await button(words.case.reply).first().click();
      await page.locator("#reply").fill(text);
      if (isQuestion) await page.locator("#is-question").check();
      await button(words.case.compose.send).click();
      await said(words.case.thread.sent);
    },

    note: async (text: string): Promise<void> => {
      await button(words.case.note).first().click();
      await page.locator("#note").fill(text);
      await button(words.case.compose.saveNote).click();
      await said(words.case.compose.noteSaved);
    },

    triage: async (category: string): Promise<void> => {
      await page.locator("#category").selectOption(category);
      await page.locator("#platform").selectOption({ index: 1 });
      await button(words.case.triage.submit).click();
      await said(words.case.triage.done);
    },

    move: async (to: string, label: string): Promise<void> => {
      await page.locator(`input[name=to][value=${to}]`).check();
      const proof = page.locator("#proof");
      if ((await proof.count()) > 0) await proof.fill("Sudah ada di berkas.");
      await button(words.case.status.submit).click();
      await said(words.case.status.done(label));
    },

    proposeClosing: async (outcome: string, reason: string): Promise<void> => {
      await page.locator("#outcome").selectOption(outcome);
      await page.locator("#reason").fill(reason);
      await button(words.case.closing.propose).click();
      await said(words.case.closing.proposed);
    },

    confirmClosing: async (): Promise<void> => {
      await button(words.case.closing.confirm).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: words.case.closing.confirm, exact: true })
        .click();
      await said(words.case.closing.confirmed);
    },
  };
  return room;
}

export { words as ruangWords };
