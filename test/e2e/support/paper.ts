import type { Page } from "playwright-core";

/** Pixels at 96 a length of 25.4 mm: the height of A4 between margins of 20 mm. */
export const A4_HEIGHT = ((297 - 40) / 25.4) * 96;
const A4_WIDTH = ((210 - 40) / 25.4) * 96;

/** How many pages of A4 the browser prints. */
export async function countPages(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/gu)?.length ?? 0;
}

/** How high each sheet is on paper, in pixels. */
export async function sheetHeights(page: Page): Promise<number[]> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: Math.floor(A4_WIDTH), height: 900 });
  await page.emulateMedia({ media: "print" });
  const heights = await page
    .locator(".sheet")
    .evaluateAll((sheets) => sheets.map((sheet) => sheet.getBoundingClientRect().height));
  await page.emulateMedia({ media: null });
  if (before !== null) await page.setViewportSize(before);
  return heights;
}
