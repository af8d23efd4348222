import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe holds against the page as it stands once its transitions have ended: one line for each node. Empty when it finds nothing. */
export async function findBarriers(page: Page, screen: string): Promise<string[]> {
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const finite = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(finite.map(({ finished }) => finished));
  });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze(); // in the page itself: no page of ours has a frame
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${screen}: ${id}: ${html.slice(0, 200)}`),
  );
}
