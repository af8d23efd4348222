import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { report } from "./support/lapor.ts";
import { mailboxText, openMailbox, pantauWords } from "./support/pantau.ts";
import { openStage, type Stage } from "./support/stage.ts";
import { findTraces } from "./support/traces.ts";

const FILLED = {
  category: "HOAKS",
  link: "https://example.org/post/3",
  person: "",
  office: "",
  text: "Kabar bohong tentang kantor lain dibagikan ulang.",
  unit: "ITJEN",
  file: null,
};

/** Makes every kind of storage throw, as browsers do whose owner has blocked it. */
function blockStorage(): void {
  const refuse = {
    configurable: true,
    get: (): never => {
      throw new DOMException("blocked", "SecurityError");
    },
  };
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"])
    Object.defineProperty(globalThis, name, refuse);
  Object.defineProperty(Navigator.prototype, "serviceWorker", refuse);
  Object.defineProperty(Navigator.prototype, "storage", refuse);
  Object.defineProperty(Document.prototype, "cookie", { ...refuse, set: refuse.get });
}

describe("a browser without just-in-time compiler, WebAssembly and storage", () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await openStage("SQLite", ["--js-flags=--jitless"]);
    page = await stage.newPage({ viewport: { width: 360, height: 740 } });
    page.setDefaultTimeout(50_000);
    await page.addInitScript(blockStorage);
  });
  after(() => stage.close());

  test("has neither", async () => {
    await page.goto(`${stage.installation.url}/lapor`);
    assert.equal(await page.evaluate(() => typeof WebAssembly), "undefined");
    await assert.rejects(
      page.evaluate(() => localStorage.length),
      /blocked/u,
    );
  });

  test("sends a report and comes back with its code, under the policy that the server sends", async () => {
    const receipt = await report(page, { url: stage.installation.url, filled: FILLED });
    await openMailbox(page, { url: stage.installation.url, receipt });
    assert.equal((await mailboxText(page)).status, pantauWords.states.received.title);
  });
});

describe("what is left and what is asked for", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage("SQLite");
  });
  after(() => stage.close());

  test("a reporter's pages ask only their own origin, and only by their own code", async () => {
    const page = await stage.newPage();
    const asked = new Set<string>();
    page.on("request", (request) => void asked.add(new URL(request.url()).origin));
    const receipt = await report(page, {
      url: stage.installation.url,
      language: "en",
      filled: FILLED,
    });
    await openMailbox(page, { url: stage.installation.url, receipt });
    assert.deepEqual([...asked], [stage.installation.url]);
    assert.deepEqual(await findTraces(page), []);
  });

  test("the search for traces sees each kind of them", async () => {
    const page = await stage.newPage({ bypassCSP: true });
    await page.goto(`${stage.installation.url}/lapor`);
    await page.evaluate(async () => {
      document.cookie = "a=1";
      localStorage.setItem("b", "1");
      sessionStorage.setItem("c", "1");
      await caches.open("d");
      await new Promise((done) => (indexedDB.open("e").onsuccess = done));
    });
    assert.deepEqual(await findTraces(page), [
      "cookie a",
      "localStorage b",
      "sessionStorage c",
      "database e",
      "cache d",
    ]);
  });

  test("the address never tells a step, and the title of the tab never tells a subject", async () => {
    const page = await stage.newPage();
    const addresses = new Set<string>();
    const titles = new Set<string>();
    await report(page, {
      url: stage.installation.url,
      filled: FILLED,
      onScreen: async () => {
        addresses.add(page.url());
        titles.add(await page.title());
      },
    });
    assert.deepEqual([...addresses], [`${stage.installation.url}/lapor`]);
    for (const title of titles)
      assert.match(title, /^(Mulai|Langkah \d dari 6|Periksa|Kode|Selesai) – Bijak$/u);
  });

  test("three presses of Shift empty the page at once and lead to the neutral site", async () => {
    const page = await stage.newPage();
    await page.route("https://www.bmkg.go.id/**", (route) =>
      route.fulfill({ body: "weather", contentType: "text/html" }),
    );
    await page.goto(`${stage.installation.url}/lapor`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift");
    await page.waitForURL("https://www.bmkg.go.id/");
    assert.equal(await page.locator("body").innerText(), "weather");
  });

  test("without JavaScript the page says why there is no form, and names other ways", async () => {
    const page = await stage.newPage({ javaScriptEnabled: false });
    for (const [path, why] of [
      ["/lapor", /perlu JavaScript/u],
      ["/en/lapor", /JavaScript/u],
    ] as const) {
      await page.goto(stage.installation.url + path);
      assert.match(await page.locator("h1").first().innerText(), why);
      assert.equal(await page.locator("form, input").count(), 0);
    }
  });
});
