import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import type { Page } from "playwright-core";
import { accountOf, sendReport } from "./support/command-line.ts";
import { findBarriersInTwoLooks } from "./support/looks.ts";
import { mailboxText, openMailbox } from "./support/pantau.ts";
import { ruangOf, ruangWords, type Ruang } from "./support/ruang.ts";
import { openStage, type Stage } from "./support/stage.ts";
import { createSteps } from "./support/steps.ts";

const FROM = "Direktorat Jenderal Pajak";
const TO = "Direktorat Jenderal Bea dan Cukai";
const COPIED = "di gudang utara sesudah apel pagi hari";
const STORY = `Saya melihatnya sendiri ${COPIED} Senin lalu, bersama dua rekan.`;
const SUMMARY = "Unggahan seorang pegawai yang menyerang golongan lain. Kantornya di unit Anda.";
const REFUSAL = "Pegawai itu sudah pindah dari unit kami.";
const { access, transfer, pack } = ruangWords.sharing;

describe("a case goes to another unit", () => {
  const step = createSteps();
  let stage: Stage;
  let handler: Ruang;
  let supervisor: Ruang;
  let target: Ruang;
  let targetSupervisor: Ruang;
  let receipt = "";
  let caseId = "";
  const found: string[] = [];
  const look = async (page: Page, screen: string): Promise<void> =>
    void found.push(...(await findBarriersInTwoLooks(page, screen)));
  const press = (room: Ruang, name: string): Promise<void> =>
    room.page.getByRole("button", { name, exact: true }).click();
  const said = (room: Ruang, sentence: string): Promise<void> =>
    room.page.getByRole("status").getByText(sentence, { exact: true }).first().waitFor();
  const between = (room: Ruang): Promise<void> =>
    room.visit(ruangWords.sharing.nav, ruangWords.sharing.title);
  const propose = async (summary: string): Promise<void> => {
    const { page } = handler;
    await page.locator("#transfer-target").selectOption({ label: TO });
    await page.locator("#transfer-reason").fill("Bukan pegawai unit kami.");
    await page.locator("#transfer-summary").fill(summary);
    await press(handler, transfer.check);
  };

  before(async () => {
    stage = await openStage("SQLite");
    const { staffUrl, url, accounts } = stage.installation;
    receipt = await sendReport(stage.folder, { url, unit: "DJP", text: STORY });
    const room = async (unit: string, role: string): Promise<Ruang> => {
      const one = ruangOf(await stage.newPage(), staffUrl);
      await one.signIn(accountOf(accounts, unit, role));
      return one;
    };
    [handler, supervisor, target, targetSupervisor] = await Promise.all([
      room("DJP", "handler"),
      room("DJP", "supervisor"),
      room("DJBC", "handler"),
      room("DJBC", "supervisor"),
    ]);
  });
  after(() => stage.close());

  step("what is missing of a proposal is said at its fields", async () => {
    [caseId = ""] = await handler.view("unclaimed");
    await handler.open("unclaimed", caseId);
    await handler.declareNoConflict();
    await handler.take();
    await handler.triage("SARA");
    await press(handler, transfer.begin);
    await press(handler, transfer.propose);
    for (const field of ["target", "reason", "summary"])
      await handler.page.locator(`#transfer-${field}-error`).waitFor();
    await look(handler.page, "transfer: errors");
  });

  step("a summary that copies the reporter's words is marked before it leaves", async () => {
    await propose(`${SUMMARY} Terjadi ${COPIED}.`);
    await handler.page.getByText(transfer.shield).waitFor();
    assert.match(
      await handler.page.locator(".notice.warn bdi").first().innerText(),
      /gudang utara/u,
    );
    await look(handler.page, "transfer: shield");
    await handler.page.locator("#transfer-summary").fill(SUMMARY);
    await press(handler, transfer.propose);
    await handler.page.getByText(transfer.unchecked).waitFor();
    await press(handler, transfer.check);
    await handler.page.getByText(transfer.shieldClean).waitFor();
    await press(handler, transfer.propose);
    await said(handler, transfer.proposed);
    await handler.page.getByText(transfer.byYou).waitFor();
    assert.equal(await handler.page.getByRole("button", { name: transfer.confirm }).count(), 0);
  });

  step("a second person signs; the target reads the summary and nothing else", async () => {
    await supervisor.open("all", caseId);
    await supervisor.declareNoConflict();
    await press(supervisor, transfer.confirm);
    await said(supervisor, transfer.confirmed);
    await between(target);
    await target.page.getByText(SUMMARY).waitFor();
    assert.doesNotMatch(await target.page.locator("main").innerText(), /gudang utara/u);
    assert.deepEqual(await target.view("all"), []);
    await between(target);
    await look(target.page, "between units: offered");
  });

  step("the target refuses with a reason, and the sender takes the case back", async () => {
    await press(target, transfer.refuse);
    await press(target, transfer.refuse);
    await target.page.getByText(transfer.refuseMissing).waitFor();
    await target.page.locator(`#refuse-${caseId}`).fill(REFUSAL);
    await press(target, transfer.refuse);
    await target.page.locator(`#refuse-${caseId}`).waitFor({ state: "detached" });
    await handler.reload();
    await handler.page.getByText(REFUSAL).waitFor();
    await press(handler, transfer.takeBack);
    await said(handler, transfer.tookBack);
  });

  step(
    "proposed again and accepted, keys are handed over and the target makes its own",
    async () => {
      await press(handler, transfer.begin);
      await propose(SUMMARY);
      await handler.page.getByText(transfer.shieldClean).waitFor();
      await press(handler, transfer.propose);
      await said(handler, transfer.proposed);
      await supervisor.reload();
      await press(supervisor, transfer.confirm);
      await said(supervisor, transfer.confirmed);
      await target.view("all");
      await between(target);
      await press(target, transfer.accept);
      await target.page.getByText(transfer.states.accepted).waitFor();
      await handler.reload();
      await press(handler, transfer.handOver);
      await said(handler, transfer.handedOver);
      await target.view("all");
      await between(target);
      await target.page.getByRole("link", { name: transfer.openCase }).click();
      await target.declareNoConflict();
      await look(target.page, "transfer: handed over");
      await press(target, transfer.receive);
      await said(target, transfer.received);
      assert.match(await target.page.locator("main").innerText(), /gudang utara/u);
    },
  );

  step(
    "the sender, who gave the case up, has it no more; the reporter reads where it is",
    async () => {
      assert.deepEqual(await handler.view("all"), []);
      const reporter = await stage.newPage({ viewport: { width: 360, height: 740 } });
      await openMailbox(reporter, { url: stage.installation.url, receipt });
      const { text } = await mailboxText(reporter);
      assert.match(text, new RegExp(TO, "u"));
    },
  );

  step("after a colleague's declared conflict, a new key leaves that colleague out", async () => {
    await targetSupervisor.open("all", caseId);
    await press(targetSupervisor, ruangWords.case.gate.some);
    await targetSupervisor.page.getByRole("dialog").getByRole("button").first().click();
    await targetSupervisor.page.getByText(ruangWords.case.gate.conflictTitle).first().waitFor();
    await target.reload();
    await press(target, access.restrictNow);
    await target.page.getByRole("dialog").getByRole("checkbox").first().waitFor();
    await look(target.page, "restrict");
    await target.page
      .getByRole("dialog")
      .getByRole("button", { name: access.restrictNow, exact: true })
      .click();
    await said(target, access.restrictDone);
    await target.page.getByText(access.members).waitFor();
    await look(target.page, "restricted case");
  });

  step("a part of it goes back as a copy, which leads to no case", async () => {
    await press(target, pack.begin);
    await target.page.locator("#pack-target").selectOption({ label: FROM });
    await target.page.locator("#pack-text").fill("Untuk diketahui: satu pesan dari laporan.");
    await target.page.locator("#copy-0").check();
    await press(target, transfer.check);
    await target.page.getByText(transfer.shieldHint).waitFor();
    await look(target.page, "pack");
    await press(target, pack.send);
    await said(target, pack.sent);
    await handler.view("all");
    await between(handler);
    await handler.page.getByText("Untuk diketahui: satu pesan dari laporan.").waitFor();
    await handler.page.getByText(COPIED).waitFor();
    assert.equal(await handler.page.locator(`a[href*="${caseId}"]`).count(), 0);
    await look(handler.page, "between units: pack");
  });

  step("no barrier stood on any of these screens", () => {
    assert.deepEqual(found, []);
  });
});
