import type { Page } from "playwright-core";

/** What a page has left in its browser: cookies, storage, databases, caches, workers. Empty when there is nothing. */
export async function findTraces(page: Page): Promise<string[]> {
  const cookies = (await page.context().cookies()).map(({ name }) => `cookie ${name}`);
  const kept = await page.evaluate(async () => [
    ...Object.keys(localStorage).map((name) => `localStorage ${name}`),
    ...Object.keys(sessionStorage).map((name) => `sessionStorage ${name}`),
    ...(await indexedDB.databases()).map(({ name }) => `database ${name ?? ""}`),
    ...(await caches.keys()).map((name) => `cache ${name}`),
    ...(await navigator.serviceWorker.getRegistrations()).map(
      ({ scope }) => `service worker ${scope}`,
    ),
  ]);
  return [...cookies, ...kept];
}
