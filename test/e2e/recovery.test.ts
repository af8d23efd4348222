import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import type { Download, Page } from "playwright-core";
import { id as offlineWords } from "../../apps/web/src/pemulihan/copy/id.ts";
import type { Desk } from "../../packages/client/src/handler.ts";
import {
  admit,
  dismiss,
  enrol,
  invite,
  listInvitations,
  openInvitation,
} from "../../packages/client/src/people.ts";
import { createStaffApi, reopenDesk } from "../../packages/client/src/handler.ts";
import { adminOf, type Admin } from "./support/admin.ts";
import { accountOf, aFile, sendReport } from "./support/command-line.ts";
import { findBarriersInTwoLooks } from "./support/looks.ts";
import { openDeskOf } from "./support/officer.ts";
import { countPages } from "./support/paper.ts";
import { ruangOf, ruangWords, type Ruang } from "./support/ruang.ts";
import { openStage, type Stage } from "./support/stage.ts";
import { createSteps } from "./support/steps.ts";

const UNIT = "Direktorat Jenderal Bea dan Cukai";
const STORY = "Kenari hijau: unggahan ini dari masa kunci lama.";
const LOGIN = "wati.djbc";
const PASSWORD = "kursi hijau empat sungai";
const { keys } = ruangWords.admin;

describe("a unit that lost all of its members gets its keys back from paper", () => {
  const step = createSteps();
  let stage: Stage;
  let officer: Desk;
  let signer: Admin;
  let old: Admin;
  let fresh: Admin;
  let freshRoom: Ruang;
  let offline: Page;
  let rows: string[] = [];
  let newRows: string[] = [];
  let file = "";
  let result = "";
  const found: string[] = [];
  const look = async (page: Page, screen: string): Promise<void> =>
    void found.push(...(await findBarriersInTwoLooks(page, screen)));
  const saved = async (page: Page, press: () => Promise<void>): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent("download") as Promise<Download>,
      press(),
    ]);
    const path = join(stage.folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  };
  const rowsOnSheets = async (page: Page): Promise<string[]> =>
    (await page.locator(".sheet .code-row").allTextContents()).map((row) => row.trim());
  const takeIntoDirectory = async (epoch: number): Promise<void> => {
    await signer.visit("keys");
    await signer.button(keys.takeRotations).click();
    await signer.page.getByRole("heading", { name: keys.unit(UNIT, epoch) }).waitFor();
  };

  before(async () => {
    stage = await openStage("SQLite");
    const { staffUrl, url, accounts } = stage.installation;
    await sendReport(stage.folder, { url, unit: "DJBC", text: STORY });
    officer = await openDeskOf(staffUrl, accountOf(accounts, "ITJEN", "supervisor"));
    const [page, oldPage] = [await stage.newPage(), await stage.newPage()];
    signer = adminOf(page);
    old = adminOf(oldPage);
    await ruangOf(page, staffUrl).signIn(accountOf(accounts, "ITJEN", "supervisor"));
    await ruangOf(oldPage, staffUrl).signIn(accountOf(accounts, "DJBC", "supervisor"));
  });
  after(() => stage.close());

  step("while there are members, they make new sheets, shown once, one page each", async () => {
    await old.visit("keys");
    await old.unit(UNIT).getByRole("button", { name: keys.rotate, exact: true }).click();
    await old.dialog.getByText(keys.newSheets).click();
    await old.page.locator("#rotate-k").fill("2");
    await old.page.locator("#rotate-n").fill("3");
    await old.press(keys.rotate);
    await old.dialog.getByText(keys.sheetsTitle(UNIT)).waitFor();
    rows = await rowsOnSheets(old.page);
    assert.equal(new Set(rows).size, 3);
    await look(old.page, "new sheets");
    assert.equal(await countPages(old.page), 3);
    await old.page.keyboard.press("Escape");
    await old.page.keyboard.press("Escape");
    assert.deepEqual(await rowsOnSheets(old.page), rows);
    await old.press(ruangWords.admin.members.close);
    assert.deepEqual(await rowsOnSheets(old.page), []);
    await takeIntoDirectory(2);
  });

  step("the sheets are proved by typing rows back; one row too few is refused", async () => {
    await old.visit("keys");
    const card = old.unit(UNIT);
    await card.getByText(keys.neverDrilled).waitFor();
    await card.getByRole("button", { name: keys.drill, exact: true }).click();
    await old.page.locator("#drill-0").fill(rows[0] ?? "");
    await old.press(keys.drill);
    await old.dialog.getByText(keys.shareRefusals["shares-missing"]).waitFor();
    await look(old.page, "drill");
    await old.page.locator("#drill-1").fill(rows[1] ?? "");
    await old.press(keys.drill);
    await old.said(keys.drillDone);
    await card.getByText(keys.neverDrilled).waitFor({ state: "detached" });
  });

  step("both members leave; a new one lets themselves be admitted and holds no key", async () => {
    const { staffUrl } = stage.installation;
    const gone = officer.members.filter(({ units }) => units.includes("DJBC"));
    assert.equal(gone.length, 2);
    officer = await reopenDesk(officer);
    for (const { id } of gone) {
      await dismiss(officer, { memberId: id });
      officer = await reopenDesk(officer);
    }
    const { token } = await invite(officer, {
      login: LOGIN,
      name: "Wati Rahma",
      units: ["DJBC"],
      roles: ["handler", "supervisor"],
    });
    const api = createStaffApi(staffUrl);
    const info = await openInvitation(api, token);
    assert.equal(info.name, "Wati Rahma");
    const slotNames = { passkey: "Sidik", password: "Kata sandi", paper: "Kertas" };
    const choice = { password: PASSWORD, wantsPaperKey: true, slotNames };
    const { fingerprint } = await enrol(api, token, choice);
    const invitation = (await listInvitations(officer)).find(({ isEnrolled }) => isEnrolled);
    assert.ok(invitation);
    await admit(officer, { invitation, typedFingerprint: fingerprint.join(" ") });
    const page = await stage.newPage();
    fresh = adminOf(page);
    freshRoom = ruangOf(page, staffUrl);
    await freshRoom.signIn({
      name: LOGIN,
      password: PASSWORD,
      paperKey: "",
      unit: "DJBC",
      role: "handler",
    });
    await page.getByRole("heading", { level: 1, name: ruangWords.own.waiting.title }).waitFor();
  });

  step("the new member carries a file out", async () => {
    await fresh.visit("keys");
    await fresh.unit(UNIT).getByRole("button", { name: keys.recover, exact: true }).click();
    await look(fresh.page, "recovery");
    file = await saved(fresh.page, () => fresh.press(keys.download));
    assert.ok(!readFileSync(file, "utf8").includes("AGE-SECRET-KEY"));
  });

  step("the offline page, its network cut, shows whose keys these are", async () => {
    offline = await stage.newPage({ acceptDownloads: true });
    await offline.goto(`${stage.installation.staffUrl}/pemulihan`);
    await offline.getByText(offlineWords.online).waitFor();
    await look(offline, "offline page, online");
    await offline.context().setOffline(true);
    await offline.getByText(offlineWords.offline).waitFor();
    await offline.locator("input[type=file]").setInputFiles(aFile(stage.folder, "x.json", "{}"));
    await offline.getByText(offlineWords.refusals["file-unreadable"]).waitFor();
    await offline.locator("input[type=file]").setInputFiles(file);
    await offline.getByText("Wati Rahma").waitFor();
    await look(offline, "offline page, file read");
  });

  step("k-1 rows open nothing and stay typed; k rows give the result", async () => {
    const combine = offline.getByRole("button", { name: offlineWords.combine, exact: true });
    await offline.locator("#row-0").fill(rows[1] ?? "");
    await combine.click();
    await offline.getByText(offlineWords.refusals["shares-missing"]).waitFor();
    assert.equal(await offline.locator("#row-0").inputValue(), rows[1]);
    await offline.locator("#row-1").fill(rows[1] ?? "");
    await combine.click();
    await offline.getByText(offlineWords.refusals["shares-differ"]).waitFor();
    await look(offline, "offline page, refused");
    await offline.locator("#row-1").fill((rows[2] ?? "").toLowerCase());
    await combine.click();
    await offline.getByRole("heading", { level: 1, name: offlineWords.doneTitle }).waitFor();
    await look(offline, "offline page, done");
    result = await saved(offline, () =>
      offline.getByRole("button", { name: offlineWords.download, exact: true }).click(),
    );
  });

  step("brought back, it makes a new key and new sheets, which are shown once", async () => {
    await fresh.page.locator("#recover-k").fill("2");
    await fresh.page.locator("#recover-n").fill("3");
    await fresh.dialog.locator("input[type=file]").setInputFiles(result);
    await fresh.dialog.getByText(keys.sheetsTitle(UNIT)).waitFor();
    newRows = await rowsOnSheets(fresh.page);
    assert.equal(newRows.filter((row) => rows.includes(row)).length, 0);
    assert.equal(newRows.length, 3);
    await fresh.press(ruangWords.admin.members.close);
    await takeIntoDirectory(3);
  });

  step("the new member reads the old case", async () => {
    await fresh.visit("keys");
    const [caseId = ""] = await freshRoom.view("unclaimed");
    await freshRoom.open("unclaimed", caseId);
    await freshRoom.declareNoConflict();
    assert.match(await fresh.page.locator("main").innerText(), /Kenari hijau/u);
  });

  step("no barrier stood on any of these screens", () => {
    assert.deepEqual(found, []);
  });
});
