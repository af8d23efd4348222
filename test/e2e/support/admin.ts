import type { Page } from "playwright-core";
import { ruangWords as words } from "./ruang.ts";

/** The admin pages in one member's room, worked in Indonesian. */
export type Admin = ReturnType<typeof adminOf>;

const TITLES = {
  setUp: words.admin.setUp.title,
  members: words.admin.members.title,
  keys: words.admin.keys.title,
} as const;

export function adminOf(page: Page) {
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const dialog = page.getByRole("dialog");
  const link = (name: string) => page.getByRole("link", { name, exact: true });
  return {
    page,
    button,
    dialog,
    /** The one button of the open dialog with this name. */
    press: (name: string): Promise<void> =>
      dialog.getByRole("button", { name, exact: true }).click(),
    /** The card of a unit on the key page. */
    unit: (name: string) => page.locator("section.card").filter({ hasText: name }),
    /** Goes to one of the admin pages, looking at the server anew. */
    visit: async (tab: keyof typeof TITLES): Promise<void> => {
      await link(words.nav.account).click();
      await page.getByRole("heading", { level: 1, name: words.account.title }).waitFor();
      await link(words.admin.nav).click();
      await link(words.admin.tabs[tab]).click();
      await page.getByRole("heading", { level: 1, name: TITLES[tab] }).waitFor();
      await page.getByText(words.admin.loading).waitFor({ state: "detached" });
    },
    said: (sentence: string | RegExp): Promise<void> =>
      page.getByRole("status").getByText(sentence).first().waitFor(),
  };
}
