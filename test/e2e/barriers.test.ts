import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { after, before, describe } from "node:test";
import type { Page } from "playwright-core";
import { accountOf } from "./support/command-line.ts";
import { findBarriers } from "./support/axe.ts";
import { report } from "./support/lapor.ts";
import { findBarriersInAllLooks } from "./support/looks.ts";
import { openMailbox } from "./support/pantau.ts";
import { type Ruang, ruangOf, ruangWords } from "./support/ruang.ts";
import { openStage, type Stage } from "./support/stage.ts";
import { createSteps } from "./support/steps.ts";

/** The narrowest phone and a desk. */
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

describe("axe finds nothing on any screen, in both languages and both themes", () => {
  const step = createSteps();
  let stage: Stage;
  let handler: Ruang;
  let supervisor: Ruang;
  let receipt = "";
  let caseId = "";
  const found: string[] = [];
  const look = async (page: Page, screen: string): Promise<void> =>
    void found.push(...(await findBarriersInAllLooks(page, screen)));

  before(async () => {
    stage = await openStage("SQLite");
    handler = ruangOf(await stage.newPage({ viewport: DESK }), stage.installation.staffUrl);
    supervisor = ruangOf(await stage.newPage({ viewport: PHONE }), stage.installation.staffUrl);
  });
  after(() => stage.close());

  step("the ten screens of reporting", async () => {
    const page = await stage.newPage({ viewport: PHONE });
    const file = join(stage.folder, "layar.png");
    writeFileSync(file, "not a picture");
    const filled = {
      category: "SARA",
      link: "https://example.org/post/2",
      person: "",
      office: "Direktorat Jenderal Pajak",
      text: "Sebuah unggahan yang menyerang satu golongan.",
      unit: "DJP",
      file,
    };
    const seen: string[] = [];
    receipt = await report(page, {
      url: stage.installation.url,
      filled,
      onScreen: async (screen) => {
        seen.push(screen);
        await look(page, `lapor: ${screen}`);
      },
    });
    assert.deepEqual(seen, [
      "start",
      "what",
      "where",
      "who",
      "story",
      "evidence",
      "about",
      "check",
      "code",
      "done",
    ]);
    assert.deepEqual(found.splice(0), []);
  });

  step("a form sent empty: the list of what is missing", async () => {
    const page = await stage.newPage({ viewport: PHONE });
    await page.goto(`${stage.installation.url}/lapor`);
    await page.locator("main .bar button").click();
    await page.locator("input[name=category]").first().waitFor();
    await page.locator("main .bar button[type=submit]").click();
    await page.locator(".errors, [role=alert]").first().waitFor();
    await look(page, "lapor: errors");
    assert.deepEqual(found.splice(0), []);
  });

  step("sign-in, inbox and the case before and after the declaration", async () => {
    await handler.signIn(accountOf(stage.installation.accounts, "DJP", "handler"), (screen) =>
      look(handler.page, `ruang: ${screen}`),
    );
    await look(handler.page, "ruang: empty view");
    [caseId = ""] = await handler.view("unclaimed");
    await look(handler.page, "ruang: unclaimed");
    await handler.open("unclaimed", caseId);
    await look(handler.page, "ruang: declaration");
    await handler.declareNoConflict();
    await look(handler.page, "ruang: declared");
    assert.deepEqual(found.splice(0), []);
  });

  step("the case at work: taken, asked, triaged, with a closing proposed", async () => {
    await handler.take();
    await look(handler.page, "ruang: taken");
    await handler.reply("Apakah akunnya masih sama?", { isQuestion: true });
    await handler.note("Catatan untuk rekan.");
    await look(handler.page, "ruang: waiting for the reporter");
    assert.deepEqual(found.splice(0), []);
  });

  step("the mailbox: entry, wrong code, question", async () => {
    const page = await stage.newPage({ viewport: PHONE });
    await openMailbox(page, {
      url: stage.installation.url,
      receipt,
      onScreen: (screen) => look(page, `pantau: ${screen}`),
    });
    await look(page, "pantau: question");
    const other = await stage.newPage({ viewport: DESK });
    await other.goto(`${stage.installation.url}/pantau`);
    await other.locator("#code").fill("1234");
    await other.locator("main button[type=submit]").click();
    await other.locator("#code-error").waitFor();
    await look(other, "pantau: wrong code");
    assert.deepEqual(found.splice(0), []);
  });

  step("the supervisor's phone: inbox, case, figures, account", async () => {
    await supervisor.signIn(accountOf(stage.installation.accounts, "DJP", "supervisor"));
    await look(supervisor.page, "ruang: inbox on a phone");
    await supervisor.visit(ruangWords.nav.figures, ruangWords.figures.title);
    await supervisor.page.getByText(ruangWords.figures.draftBadge).waitFor();
    await look(supervisor.page, "ruang: figures");
    await supervisor.visit(ruangWords.nav.account, ruangWords.account.title);
    await look(supervisor.page, "ruang: account");
    assert.deepEqual(found.splice(0), []);
  });

  step("the locked room", async () => {
    await handler.page.getByRole("button", { name: ruangWords.lockNow, exact: true }).click();
    await handler.page.getByRole("heading", { level: 1, name: ruangWords.lock.title }).waitFor();
    await look(handler.page, "ruang: locked");
    assert.deepEqual(found.splice(0), []);
  });

  step("the public pages", async () => {
    const page = await stage.newPage({ viewport: PHONE, bypassCSP: true });
    for (const path of [
      "/",
      "/en",
      "/statistik",
      "/en/statistik",
      "/statistik/2018",
      "/en/statistik/2018",
    ]) {
      await page.goto(stage.installation.url + path);
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme });
        found.push(...(await findBarriers(page, `${path}, ${theme}`)));
      }
    }
    assert.deepEqual(found.splice(0), []);
  });
});
