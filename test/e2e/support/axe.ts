import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe holds against the page as it stands: one line for each node. Empty when it finds nothing. */
export async function findBarriers(page: Page, screen: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${screen}: ${id}: ${html.slice(0, 200)}`),
  );
}
