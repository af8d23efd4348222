import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import type { Page } from "playwright-core";
import { id as shared } from "../../apps/web/src/lib/i18n/shared/id.ts";
import type { Desk } from "../../packages/client/src/handler.ts";
import { admit, invite, listInvitations } from "../../packages/client/src/people.ts";
import { findBarriers } from "./support/axe.ts";
import { findBarriersInAllLooks } from "./support/looks.ts";
import { canary, findCanaries } from "./support/canaries.ts";
import { accountOf } from "./support/command-line.ts";
import { report } from "./support/lapor.ts";
import { openDeskOf } from "./support/officer.ts";
import { addAuthenticator, watchPasskeys, type Authenticator } from "./support/passkey.ts";
import { ruangOf, ruangWords, type Ruang } from "./support/ruang.ts";
import { openStage, type Stage } from "./support/stage.ts";
import { createSteps } from "./support/steps.ts";
import { enrolThrough, inviteWords, keepPaperKey, keyWords } from "./support/undangan.ts";

const NAME = "Sari Wulandari";
const PASSWORD = "kursi hijau empat sungai";
const STORY = "Kenari biru: unggahan ini memihak satu calon.";
const NOTE = "Catatan kenari yang belum selesai ditulis";
/** As the new colleague signs in by name in the end. */
const account = {
  name: "sari.djp",
  password: "sebelas lampu di dermaga",
  paperKey: "",
  unit: "DJP",
  role: "handler",
};
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
const own = ruangWords.own;

describe("a new colleague with a passkey", () => {
  const step = createSteps();
  let stage: Stage;
  let officer: Desk;
  let page: Page;
  let room: Ruang;
  let authenticator: Authenticator;
  let seen: Awaited<ReturnType<typeof watchPasskeys>>;
  let link = "";
  let fingerprint: string[] = [];
  let caseId = "";
  const found: string[] = [];
  /** On a desk in both languages and themes, then on a phone, where nothing may stick out. */
  const look = async (screen: string): Promise<void> => {
    found.push(...(await findBarriersInAllLooks(page, screen)));
    await page.setViewportSize(PHONE);
    found.push(...(await findBarriers(page, `${screen}, phone`)));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > PHONE.width) found.push(`${screen}: ${width} pixels wide on a phone`);
    await page.setViewportSize(DESK);
  };
  /** An open dialog covers the language switch: it is looked at in both themes, as it stands. */
  const lookAtDialog = async (screen: string): Promise<void> => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await findBarriers(page, `${screen}, ${colorScheme}`)));
    }
  };
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const said = (sentence: string | RegExp) =>
    page.getByRole("status").getByText(sentence).first().waitFor();
  const heading = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
  const inviteColleague = async (login: string, name: string): Promise<string> =>
    (await invite(officer, { login, name, units: ["DJP"], roles: ["handler"] })).link;

  before(async () => {
    stage = await openStage("SQLite");
    const { staffUrl, accounts } = stage.installation;
    officer = await openDeskOf(staffUrl, accountOf(accounts, "ITJEN", "supervisor"));
    page = await stage.newPage();
    room = ruangOf(page, staffUrl);
    seen = await watchPasskeys(page);
    authenticator = await addAuthenticator(page, { hasPrf: true });
    const filled = {
      category: "NETRALITAS",
      link: "https://example.org/post/9",
      person: "Orang Contoh",
      office: "Direktorat Jenderal Pajak",
      text: STORY,
      unit: "DJP",
      file: null,
    };
    await report(await stage.newPage(), { url: stage.installation.url, filled });
  });
  after(() => stage.close());

  step("opens the invitation, whose token leaves the address at once", async () => {
    link = await inviteColleague("sari.djp", NAME);
    const [address = "", token = ""] = link.split("#");
    await page.goto(link);
    await heading(inviteWords.choosing.title(NAME));
    assert.equal(page.url(), address);
    assert.ok(!(await page.content()).includes(token));
  });

  step("cannot make keys with one way only, or with a password that is easy to guess", async () => {
    await page.locator("#way-password").uncheck();
    await button(inviteWords.choosing.submit).click();
    await page.locator(".errors").getByText(inviteWords.choosing.tooFew).waitFor();
    await look("undangan: too few ways");
    await page.locator("#way-password").check();
    await page.locator("#new-password").fill("rahasia2026!");
    await button(inviteWords.choosing.submit).click();
    await page
      .locator(".errors")
      .getByText(new RegExp(keyWords.password.judged["too-common"], "u"))
      .waitFor();
    assert.equal(await authenticator.count(), 0);
  });

  step("loses nothing when the network is away", async () => {
    await page.route("**/api/enrolment**", (route) => route.abort());
    await page.locator("#new-password").fill(PASSWORD);
    await button(inviteWords.choosing.submit).click();
    await said(inviteWords.failures.network);
    assert.equal(await page.locator("#new-password").inputValue(), PASSWORD);
    await page.unroute("**/api/enrolment**");
  });

  step(
    "makes the keys and reads the own fingerprint; no fragment takes the paper key away",
    async () => {
      const choice = { name: NAME, password: PASSWORD, wantsPaperKey: true };
      ({ fingerprint } = await enrolThrough(page, link, choice, async (screen) => {
        await button(shared.skipToContent).press("Enter");
        assert.equal(await page.locator(":focus").getAttribute("id"), "content");
        if (screen === "paper key") await page.evaluate(() => location.assign("#elsewhere"));
        await look(`undangan: ${screen}`);
      }));
      assert.equal(fingerprint.length, 6);
      for (const group of fingerprint) assert.match(group, /^\d{5}$/u);
      assert.equal(await authenticator.count(), 1);
    },
  );

  step("finds the link spent", async () => {
    await page.goto("about:blank");
    await page.goto(link);
    await heading(inviteWords.refused.title);
    await look("undangan: refused");
    await page.goto("about:blank");
    await page.goto(link.split("#")[0] ?? "");
    await heading(inviteWords.noToken.title);
    await look("undangan: no token");
  });

  step("is no member before an officer has compared the fingerprint", async () => {
    await page.goto(`${stage.installation.staffUrl}/masuk`);
    await button(own.signIn.passkey).click();
    await said(own.signIn.notAdmitted);
  });

  step("is not admitted with another fingerprint, and is with the right one", async () => {
    const [invitation] = await listInvitations(officer);
    assert.ok(invitation !== undefined);
    const wrong = [...fingerprint.slice(1), fingerprint[0]].join(" ");
    await assert.rejects(admit(officer, { invitation, typedFingerprint: wrong }), {
      code: "fingerprint-differs",
    });
    const typedFingerprint = fingerprint.join(" ");
    const { kind } = await admit(officer, { invitation, typedFingerprint });
    assert.equal(kind, "published");
  });

  step("signs in and unlocks with one touch, and waits for the unit's key", async () => {
    const before = (await seen()).touches;
    await page.goto(`${stage.installation.staffUrl}/masuk`);
    await heading(ruangWords.signIn.title);
    await look("ruang: sign in");
    await button(own.signIn.passkey).click();
    await heading(own.waiting.title);
    assert.equal((await seen()).touches, before + 1);
    await look("ruang: waiting for the unit's key");
    await button(own.waiting.look).click();
    await said(own.waiting.still);
  });

  step("a colleague who signs in seals the unit's key to the new one, and is told", async () => {
    const { staffUrl, accounts } = stage.installation;
    const colleague = await stage.newPage();
    await ruangOf(colleague, staffUrl).signIn(accountOf(accounts, "DJP", "handler"));
    const sentence = own.granted("Direktorat Jenderal Pajak");
    await colleague.getByRole("status").getByText(sentence).first().waitFor();
  });

  step("looks again, opens a case and reads it", async () => {
    await button(own.waiting.look).click();
    await said(own.waiting.got("Direktorat Jenderal Pajak"));
    [caseId = ""] = await room.view("unclaimed");
    await room.open("unclaimed", caseId);
    await room.declareNoConflict();
    assert.match(await page.locator("main").innerText(), new RegExp(STORY, "u"));
    await room.take();
  });

  step("what the passkey gave has not gone over the wire", async () => {
    const { secrets } = await seen();
    assert.ok(secrets.length > 0);
    const forms = secrets.flatMap((secret) => {
      const bytes = Buffer.from(secret, "base64");
      assert.equal(bytes.length, 32);
      return [
        canary("in base64", secret.slice(0, 40)),
        canary("in base64url", bytes.toString("base64url")),
        { name: "as bytes", forms: [bytes, Buffer.from(bytes.toString("hex"))] },
      ];
    });
    for (const recorder of stage.recorders)
      assert.deepEqual(findCanaries(recorder.bytes(), forms), []);
    const traffic = Buffer.concat(stage.recorders.map((recorder) => recorder.bytes())).toString();
    assert.match(traffic, /\\"clientExtensionResults\\":\{\}/u);
    assert.doesNotMatch(traffic, /\\"clientExtensionResults\\":\{\\"/u);
  });

  step(
    "the panic key empties the screen; what was typed waits sealed and stands again after one touch",
    async () => {
      await button(ruangWords.case.note).first().click();
      await page.locator("#note").fill(NOTE);
      await page.keyboard.press("Control+Alt+KeyL");
      await heading(ruangWords.lock.title);
      await said(own.typed.server);
      assert.ok(!(await page.content()).includes("kenari"));
      await look("ruang: locked");
      await button(own.signIn.passkeyUnlock).click();
      await button(ruangWords.case.note).first().click();
      await page.waitForFunction(
        (text) => document.querySelector<HTMLTextAreaElement>("#note")?.value === text,
        NOTE,
      );
    },
  );

  step(
    "what was typed is stored every ten seconds and survives the tab, for its member alone",
    async () => {
      const more = `${NOTE}, lalu lebih`;
      const stored = page.waitForResponse(
        (response) =>
          response.url().endsWith("/api/me/record") && response.request().method() === "PUT",
      );
      await page.locator("#note").fill(more);
      await stored;
      assert.deepEqual(
        findCanaries(stage.recorders[1]?.bytes() ?? Buffer.alloc(0), [canary("the draft", NOTE)]),
        [],
      );
      const other = ruangOf(await stage.newPage(), stage.installation.staffUrl);
      await other.signIn(accountOf(stage.installation.accounts, "DJP", "supervisor"));
      await other.open("all", caseId);
      await other.declareNoConflict();
      await other.page
        .getByRole("button", { name: ruangWords.case.note, exact: true })
        .first()
        .click();
      assert.equal(await other.page.locator("#note").inputValue(), "");
      await page.goto("about:blank");
      await page.goto(`${stage.installation.staffUrl}/ruang/kasus/${caseId}`);
      await button(own.signIn.passkey).click();
      await button(ruangWords.case.note).first().click();
      await page.waitForFunction(
        (text) => document.querySelector<HTMLTextAreaElement>("#note")?.value === text,
        more,
      );
    },
  );

  step(
    "a lost session seals what was typed on the page, and the next touch brings it back",
    async () => {
      const last = `${NOTE}, dan terakhir`;
      await page.locator("#note").fill(last);
      await page.context().clearCookies();
      await button(ruangWords.case.reload).click();
      await heading(ruangWords.lock.title);
      await said(own.typed.page);
      assert.ok(!(await page.content()).includes("kenari"));
      await button(own.signIn.passkeyUnlock).click();
      await button(ruangWords.case.note).first().click();
      await page.waitForFunction(
        (text) => document.querySelector<HTMLTextAreaElement>("#note")?.value === text,
        last,
      );
    },
  );

  step(
    "sees the ways to unlock; renames one, makes a new paper key, removes one, keeps two kinds",
    async () => {
      await room.visit(ruangWords.nav.account, ruangWords.account.title);
      await button(own.ways.renameOf(keyWords.kinds.passkey)).click();
      await page.locator("#way-name").fill("Laptop kantor");
      await lookAtDialog("ruang: rename a way");
      await button(own.ways.save).click();
      await said(own.ways.done.renamed);
      await button(own.ways.paperAgain).click();
      await button(own.ways.make).click();
      await keepPaperKey(page, () => lookAtDialog("ruang: paper key"));
      await button(own.ways.removeOf(keyWords.kinds.password)).click();
      await lookAtDialog("ruang: remove a way");
      await button(own.ways.remove).last().click();
      await said(own.ways.done.removed);
      assert.equal(await page.getByText(own.ways.stays).count(), 2);
      await look("ruang: account");
    },
  );

  step("adds a password again and changes it", async () => {
    await button(own.ways.add.password).click();
    await page.locator("#new-password").fill("sepuluh lampu di dermaga");
    await lookAtDialog("ruang: new password");
    await button(own.ways.make).click();
    await said(own.ways.done.added);
    await button(own.ways.change).click();
    await page.locator("#new-password").fill(account.password);
    await button(own.ways.save).click();
    await said(own.ways.done.changed);
    await room.signIn(account);
  });

  step("sees the other sessions and ends one, then all", async () => {
    for (let browsers = 0; browsers < 2; browsers += 1) {
      const elsewhere = ruangOf(await stage.newPage(), stage.installation.staffUrl);
      await elsewhere.signIn(account);
    }
    await room.visit(ruangWords.nav.account, ruangWords.account.title);
    const ends = page.getByRole("button", { name: new RegExp(`^${own.sessions.end} `, "u") });
    await ends.first().waitFor();
    const others = await ends.count();
    await ends.first().click();
    await said(own.sessions.ended);
    assert.equal(await ends.count(), others - 1);
    await button(own.sessions.endOthers).click();
    await said(own.sessions.othersEnded);
    await page.getByText(own.sessions.only).waitFor();
    assert.equal(await page.getByText(own.sessions.isThis, { exact: true }).count(), 1);
  });

  step("no barrier stood on any of these screens", () => {
    assert.deepEqual(found, []);
  });

  step(
    "with a passkey that has no PRF is told to use the password, and nothing is registered",
    async () => {
      const plain = await stage.newPage();
      await addAuthenticator(plain, { hasPrf: false });
      await plain.goto(await inviteColleague("tono.djp", "Tono"));
      await plain.locator("#new-password").fill(PASSWORD);
      await plain.getByRole("button", { name: inviteWords.choosing.submit, exact: true }).click();
      const sentence = keyWords.failures["passkey-without-prf"];
      await plain.getByRole("status").getByText(sentence).waitFor();
      const invitations = await listInvitations(officer);
      assert.equal(invitations.find(({ login }) => login === "tono.djp")?.isEnrolled, false);
    },
  );

  step("in a browser without passkeys is told so, and the password stands first", async () => {
    const old = await stage.newPage();
    await old.addInitScript(() => Reflect.deleteProperty(globalThis, "PublicKeyCredential"));
    await old.goto(`${stage.installation.staffUrl}/masuk`);
    await old.getByText(keyWords.lacks["no-passkeys"]).waitFor();
    await old.locator("#secret").waitFor();
    assert.equal(await old.getByRole("button", { name: own.signIn.passkey }).count(), 0);
  });

  step(
    "in a browser whose passkeys have no PRF is told so as well, and makes keys with password and paper",
    async () => {
      const half = await stage.newPage();
      await half.addInitScript(() => {
        Object.assign(PublicKeyCredential, {
          getClientCapabilities: () => Promise.resolve({ "extension:prf": false }),
        });
      });
      await half.goto(`${stage.installation.staffUrl}/masuk`);
      await half.getByText(keyWords.lacks["no-prf"]).waitFor();
      await half.locator("#secret").waitFor();
      await half.goto(await inviteColleague("rini.djp", "Rini"));
      await half.getByText(keyWords.lacks["no-prf"]).waitFor();
      assert.equal(await half.locator("#way-paper").isChecked(), true);
      await half.locator("#new-password").fill(PASSWORD);
      await half.getByRole("button", { name: inviteWords.choosing.submit, exact: true }).click();
      await keepPaperKey(half, async () => undefined);
      await half.getByRole("heading", { level: 1, name: inviteWords.done.title }).waitFor();
    },
  );
});
