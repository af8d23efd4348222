import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import type { Page } from "playwright-core";
import { findBarriers } from "./support/axe.ts";
import { canary, findInFolder } from "./support/canaries.ts";
import { report } from "./support/lapor.ts";
import { findBarriersInTwoLooks } from "./support/looks.ts";
import { openMailbox, mailboxText } from "./support/pantau.ts";
import { countPages, sheetHeights, A4_HEIGHT } from "./support/paper.ts";
import {
  ceremonyWords as words,
  fillCeremony,
  openCeremony,
  rowsOf,
  type Ceremony,
  type Institution,
} from "./support/penyiapan.ts";
import { ruangOf, ruangWords, type Ruang } from "./support/ruang.ts";
import { createSteps } from "./support/steps.ts";

const UNIT = "Direktorat Pelayanan Masyarakat dan Pengelolaan Informasi";
const OVERSIGHT = "Inspektorat Jenderal";
const INSTITUTION: Institution = {
  name: "Kementerian Contoh Urusan Percontohan Republik Indonesia",
  instance: "lapor.contoh.go.id",
  units: [
    { id: "ITJEN", name: OVERSIGHT },
    { id: "YANMAS", name: UNIT },
  ],
  targets: [[UNIT, OVERSIGHT]],
  people: [
    { login: "ani", name: "Ani Lestari", unit: OVERSIGHT, roles: ["handler"] },
    { login: "budi", name: "Budi Santoso", unit: OVERSIGHT, roles: ["supervisor", "signer"] },
    { login: "citra", name: "Citra Dewi", unit: UNIT, roles: ["handler"] },
    { login: "dedi", name: "Dedi Kurniawan", unit: UNIT, roles: ["supervisor"] },
  ],
  k: 2,
  n: 3,
};
const PHONE = { width: 360, height: 740 };
const setUp = ruangWords.admin.setUp;

describe("a ceremony in the browser, from an empty folder to an open channel", () => {
  const step = createSteps();
  let ceremony: Ceremony;
  let page: Page;
  let sheets: string[][] = [];
  const passwords = new Map<string, string>();
  let signer: Ruang;
  let handler: Ruang;
  let supervisor: Ruang;
  let receipt = "";
  let caseId = "";
  const found: string[] = [];
  const look = async (screen: string, on = page): Promise<void> =>
    void found.push(...(await findBarriersInTwoLooks(on, screen)));
  const button = (name: string, on = page) => on.getByRole("button", { name, exact: true });
  const account = (name: string) => ({
    name,
    password: passwords.get(name) ?? "",
    paperKey: "",
    unit: "",
    role: "",
  });
  /** The checks of the set-up page that are not done yet. */
  const todo = async (): Promise<string[]> => {
    const again = button(ruangWords.admin.again, signer.page);
    await again.click();
    await signer.page.getByText(ruangWords.admin.loading).waitFor({ state: "detached" });
    const open = signer.page.getByRole("listitem").filter({ hasText: setUp.todo });
    return (await open.locator("span:first-child").allTextContents()).map((text) => text.trim());
  };

  before(async () => {
    ceremony = await openCeremony();
    page = await ceremony.newPage();
  });
  after(() => ceremony.close());

  step("without the link from the terminal the page makes nothing, and says how", async () => {
    await page.goto(`${ceremony.staffUrl}/admin/penyiapan`);
    await page.getByText(words.noToken).waitFor();
    await look("ceremony: no token");
  });

  step("the token leaves the address at once; empty steps say what they lack", async () => {
    await page.goto("about:blank");
    await page.goto(ceremony.link);
    await page.getByRole("heading", { level: 1, name: words.steps.institution }).waitFor();
    assert.equal(page.url(), `${ceremony.staffUrl}/admin/penyiapan`);
    await button(words.next).click();
    await page.locator(".errors").getByText(words.problems["instance-malformed"]).waitFor();
    await page.locator("#institution-id-error").waitFor();
    await look("ceremony: errors");
  });

  step("two units, four members and their texts make keys", async () => {
    await fillCeremony(page, INSTITUTION, (screen) => look(screen));
    sheets = await rowsOf(page);
    assert.deepEqual(
      sheets.map((rows) => rows.length),
      [2, 2, 2],
    );
    await look("ceremony: sheets");
  });

  step("three sheets are three pages of A4, and no row is cut", async () => {
    assert.equal(await countPages(page), 3);
    for (const height of await sheetHeights(page)) assert.ok(height < A4_HEIGHT, `${height}`);
  });

  step("a row with a slip is refused beside its field, and nothing is stored", async () => {
    const [first = [], second = []] = sheets;
    const slip = (row: string): string => (row.endsWith("A") ? "B" : "A");
    for (const [at, { id }] of INSTITUTION.units.entries()) {
      await page.locator(`#typed-${id}-0`).fill(first[at] ?? "");
      await page.locator(`#typed-${id}-1`).fill((second[at] ?? "").toLowerCase());
    }
    const row = second[1] ?? "";
    await page.locator("#typed-YANMAS-1").fill(row.slice(0, -1) + slip(row));
    await button(words.verify).click();
    assert.equal(await page.locator("#typed-YANMAS-1-error").innerText(), words.verifyWrong);
    assert.equal(await page.locator(".msg-bad").count(), 1);
    assert.equal(await page.locator(":focus").getAttribute("id"), "typed-YANMAS-1");
    await look("ceremony: wrong row");
    const instance = await page.request.get(`${ceremony.staffUrl}/instance.json`);
    assert.equal(instance.status(), 404);
  });

  step("the right rows found the institution; each member gets a sheet", async () => {
    await page.locator("#typed-YANMAS-1").fill((sheets[1]?.[1] ?? "").replaceAll(/\W/gu, " "));
    await button(words.verify).click();
    await page.getByRole("heading", { level: 1, name: words.doneTitle }).waitFor();
    await look("ceremony: done");
    assert.equal(await countPages(page), 1 + INSTITUTION.people.length);
    for (const height of await sheetHeights(page)) assert.ok(height < A4_HEIGHT, `${height}`);
    for (const { login, name } of INSTITUTION.people) {
      const sheet = page.getByRole("region", { name: `${words.accessTitle}: ${name}` });
      const [, , password = ""] = await sheet.locator("dd").allTextContents();
      passwords.set(login, password.trim());
    }
  });

  step("no secret of the sheets lies in the data folder", () => {
    const secrets = [
      ...sheets.flatMap((rows, holder) =>
        rows.map((row) => canary(`a row of holder ${holder + 1}`, row)),
      ),
      ...[...passwords].map(([name, password]) => canary(`the password of ${name}`, password)),
    ];
    assert.deepEqual(findInFolder(ceremony.data, secrets), []);
    assert.deepEqual(findInFolder(`${ceremony.data}.secrets`, secrets), []);
  });

  step("with the printed password one signs in; the list names what is missing", async () => {
    signer = ruangOf(await ceremony.newPage(), ceremony.staffUrl);
    await signer.signIn(account("budi"));
    await signer.visit(ruangWords.admin.nav, ruangWords.admin.keys.title);
    await signer.page.getByRole("link", { name: ruangWords.admin.tabs.setUp, exact: true }).click();
    await signer.page.getByText(setUp.rehearsal).waitFor();
    assert.deepEqual(await todo(), [setUp.checks["dummy-report"]]);
    assert.equal(await button(setUp.openNow, signer.page).count(), 0);
    await look("set-up: to do", signer.page);
  });

  step("a dummy report goes in under a banner", async () => {
    const reporter = await ceremony.newPage({ viewport: PHONE });
    const filled = {
      category: "NETRALITAS",
      link: "https://example.org/post/1",
      person: "Orang Contoh",
      office: UNIT,
      text: "Ini laporan latihan.",
      unit: "YANMAS",
      file: null,
    };
    await reporter.goto(`${ceremony.url}/lapor`);
    await reporter.locator("aside.trial").getByText("LATIHAN").waitFor();
    receipt = await report(reporter, { url: ceremony.url, filled });
  });

  step("it is read, answered, and closed by two", async () => {
    handler = ruangOf(await ceremony.newPage(), ceremony.staffUrl);
    supervisor = ruangOf(await ceremony.newPage(), ceremony.staffUrl);
    await Promise.all([handler.signIn(account("citra")), supervisor.signIn(account("dedi"))]);
    [caseId = ""] = await handler.view("unclaimed");
    await handler.open("unclaimed", caseId);
    await handler.declareNoConflict();
    await handler.take();
    await handler.triage("NETRALITAS");
    await handler.reply("Terima kasih, ini jawaban latihan.");
    assert.deepEqual(await todo(), [setUp.checks["dummy-report"]]);
    await handler.proposeClosing("not-a-breach", "Latihan selesai, terima kasih.");
    await supervisor.open("all", caseId);
    await supervisor.declareNoConflict();
    await supervisor.confirmClosing();
  });

  step("then the signer opens the channel, once and for all", async () => {
    assert.deepEqual(await todo(), []);
    await button(setUp.openNow, signer.page).click();
    const dialog = signer.page.getByRole("dialog");
    await dialog.getByText(setUp.ready).waitFor();
    found.push(...(await findBarriers(signer.page, "set-up: open?")));
    await dialog.getByRole("button", { name: setUp.openNow, exact: true }).click();
    await signer.page.getByText(setUp.open).waitFor();
    await look("set-up: open", signer.page);
  });

  step("the banner is gone, and the reporter reads the outcome", async () => {
    const reporter = await ceremony.newPage({ viewport: PHONE });
    await openMailbox(reporter, { url: ceremony.url, receipt });
    const { text } = await mailboxText(reporter);
    assert.match(text, /Latihan selesai/u);
    assert.equal(await reporter.locator("aside.trial").count(), 0);
    await reporter.goto(`${ceremony.url}/lapor`);
    await reporter.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(await reporter.locator("aside.trial").count(), 0);
  });

  step("the link of the terminal founds nothing more", async () => {
    const again = await ceremony.newPage();
    await again.goto(ceremony.link);
    await again.getByRole("heading", { level: 1, name: ruangWords.signIn.title }).waitFor();
  });

  step("no barrier stood on any of these screens", () => {
    assert.deepEqual(found, []);
  });
});
