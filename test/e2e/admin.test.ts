import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import type { Page } from "playwright-core";
import { adminOf, type Admin } from "./support/admin.ts";
import { accountOf, sendReport } from "./support/command-line.ts";
import { findBarriersInTwoLooks } from "./support/looks.ts";
import { ruangOf, ruangWords, type Ruang } from "./support/ruang.ts";
import { openStage, type Stage } from "./support/stage.ts";
import { createSteps } from "./support/steps.ts";
import { enrolThrough } from "./support/undangan.ts";

const NAME = "Sari Wulandari";
const LOGIN = "sari.djp";
const PASSWORD = "kursi hijau empat sungai";
const UNIT = "Direktorat Jenderal Pajak";
const STORY = "Sebuah unggahan yang menyerang satu golongan, dari akun seorang pegawai.";
const REPORTS = 3;
const { members, keys } = ruangWords.admin;
const own = ruangWords.own;

describe("a member comes and goes", () => {
  const step = createSteps();
  let stage: Stage;
  let signer: Admin;
  let newcomer: Ruang;
  let colleague: Admin;
  let colleagueRoom: Ruang;
  let link = "";
  let fingerprint: string[] = [];
  const found: string[] = [];
  const look = async (page: Page, screen: string): Promise<void> =>
    void found.push(...(await findBarriersInTwoLooks(page, screen)));
  const account = { name: LOGIN, password: PASSWORD, paperKey: "", unit: "DJP", role: "handler" };
  const running = () => signer.page.getByRole("listitem").filter({ hasText: LOGIN });

  before(async () => {
    stage = await openStage("SQLite");
    const { staffUrl, url, accounts } = stage.installation;
    const page = await stage.newPage();
    signer = adminOf(page);
    await ruangOf(page, staffUrl).signIn(accountOf(accounts, "ITJEN", "supervisor"));
    await Promise.all(
      Array.from({ length: REPORTS }, () =>
        sendReport(stage.folder, { url, unit: "DJP", text: STORY }),
      ),
    );
  });
  after(() => stage.close());

  step("a signer invites somebody; what is missing is said, and what was typed stays", async () => {
    await signer.visit("members");
    await look(signer.page, "members");
    await signer.button(members.invite).click();
    await signer.page.locator("#invite-name").fill(NAME);
    await signer.press(members.makeLink);
    await signer.dialog.locator("#invite-login-error").waitFor();
    assert.equal(await signer.page.locator("#invite-name").inputValue(), NAME);
    await signer.page.locator("#invite-login").fill(LOGIN);
    await signer.dialog.getByRole("checkbox", { name: UNIT }).check();
    await look(signer.page, "invite");
    await signer.press(members.makeLink);
    link = (await signer.page.locator("#invite-link-text").innerText()).trim();
    await look(signer.page, "invitation link");
    await signer.press(members.close);
    await running().getByText(members.states.open).waitFor();
  });

  step("the invited person makes keys and reads the own fingerprint", async () => {
    const page = await stage.newPage();
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, "PublicKeyCredential"));
    const choice = { name: NAME, password: PASSWORD, wantsPaperKey: true };
    ({ fingerprint } = await enrolThrough(page, link, choice));
    assert.equal(fingerprint.length, 6);
  });

  step("another fingerprint is refused in the dialog, and nothing is signed", async () => {
    await signer.button(ruangWords.admin.again).last().click();
    await signer.button(members.admitOf(NAME)).click();
    const wrong = [...fingerprint.slice(1), fingerprint[0]].join(" ");
    await signer.page.locator("#fingerprint").fill(wrong);
    await signer.press(members.admit);
    await signer.dialog.getByRole("status").getByText(members.differs).waitFor();
    assert.equal(await signer.page.locator("#fingerprint").inputValue(), wrong);
    await look(signer.page, "fingerprint differs");
    await signer.page.keyboard.press("Escape");
    await signer.button(members.dismissOf(NAME)).waitFor({ state: "detached" });
    await running().getByText(members.states.enrolled).waitFor();
  });

  step("the right one lets the person in", async () => {
    await signer.button(members.admitOf(NAME)).click();
    await signer.page.locator("#fingerprint").fill(fingerprint.join(" "));
    await signer.press(members.admit);
    await signer.said(ruangWords.admin.published);
    await signer.button(members.dismissOf(NAME)).waitFor();
  });

  step("a colleague who signs in grants the unit's key; the new member reads a case", async () => {
    const { staffUrl, accounts } = stage.installation;
    const page = await stage.newPage();
    colleague = adminOf(page);
    colleagueRoom = ruangOf(page, staffUrl);
    await colleagueRoom.signIn(accountOf(accounts, "DJP", "handler"));
    await colleague.said(own.granted(UNIT));
    newcomer = ruangOf(await stage.newPage(), staffUrl);
    await newcomer.signIn(account);
    const cases = await newcomer.view("unclaimed");
    assert.equal(cases.length, REPORTS);
    await newcomer.open("unclaimed", cases[0] ?? "");
    await newcomer.declareNoConflict();
    await newcomer.take();
  });

  step("dismissed, the member's open page locks, and signing in is refused", async () => {
    await signer.visit("members");
    await signer.button(members.dismissOf(NAME)).click();
    await signer.dialog.getByText(members.dismissKept).waitFor();
    await look(signer.page, "dismiss");
    await signer.press(members.dismiss);
    await signer.said(ruangWords.admin.published);
    await signer.button(members.dismissOf(NAME)).waitFor({ state: "detached" });
    await newcomer.reload();
    const { page } = newcomer;
    await page.getByRole("heading", { level: 1, name: ruangWords.lock.title }).waitFor();
    await page.goto(`${stage.installation.staffUrl}/masuk`);
    await page.getByRole("button", { name: own.signIn.others, exact: true }).click();
    await page.locator("#name").fill(LOGIN);
    await page.locator("#secret").fill(PASSWORD);
    await page.getByRole("button", { name: ruangWords.signIn.submit, exact: true }).click();
    await page.locator(".errors").getByText(own.signIn.notAdmitted).waitFor();
  });

  step(
    "a member of the unit makes its next key, a signer takes it into the directory",
    async () => {
      await colleague.visit("keys");
      await look(colleague.page, "keys");
      await colleague.unit(UNIT).getByRole("button", { name: keys.rotate, exact: true }).click();
      await look(colleague.page, "rotate");
      await colleague.press(keys.rotate);
      await colleague.said(ruangWords.admin.asked);
      await signer.visit("keys");
      await look(signer.page, "keys of a signer");
      await signer.button(keys.takeRotations).click();
      await signer.said(ruangWords.admin.published);
      await signer.page.getByRole("heading", { name: keys.unit(UNIT, 2) }).waitFor();
    },
  );

  step(
    "the cases get new keys before one's eyes; the work is stopped and gone on with",
    async () => {
      await colleague.visit("keys");
      const card = colleague.unit(UNIT);
      await card.getByText(keys.toRekey(String(REPORTS))).waitFor();
      const isStopped = Promise.withResolvers<void>();
      let first = "";
      await colleague.page.route("**/api/cases/*/keys", async (route) => {
        first ||= route.request().url();
        if (route.request().url() !== first) await isStopped.promise;
        await route.continue();
      });
      await card.getByRole("button", { name: keys.rekey, exact: true }).click();
      await card
        .getByText(keys.rekeying("1", String(REPORTS)), { exact: true })
        .first()
        .waitFor();
      await look(colleague.page, "re-keying");
      await card.getByRole("button", { name: keys.stop, exact: true }).click();
      isStopped.resolve();
      await card.getByText(keys.stopped).waitFor();
      await colleague.page.unroute("**/api/cases/*/keys");
      await card.getByRole("button", { name: keys.rekey, exact: true }).click();
      await card.getByText(/0 tersisa\./u).waitFor();
      await card.getByText(keys.toRekey("")).waitFor({ state: "detached" });
      await card
        .getByRole("button", { name: keys.rekey, exact: true })
        .waitFor({ state: "detached" });
    },
  );

  step("afterwards the case that the dismissed member had is read by a colleague", async () => {
    const [caseId = ""] = await colleagueRoom.view("all");
    await colleagueRoom.open("all", caseId);
    await colleagueRoom.declareNoConflict();
    assert.match(await colleague.page.locator("main").innerText(), /Sebuah unggahan yang/u);
  });

  step("no barrier stood on any of these screens", () => {
    assert.deepEqual(found, []);
  });
});
