import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { after, before, describe } from "node:test";
import type { Page } from "playwright-core";
import { STATES } from "@bijak/domain";
import { canary, findCanaries, findInFolder, receiptCanaries } from "./support/canaries.ts";
import { accountOf } from "./support/command-line.ts";
import { dumpPostgres } from "./support/dump.ts";
import { report } from "./support/lapor.ts";
import { answer, mailboxText, openMailbox, pantauWords } from "./support/pantau.ts";
import { type Ruang, ruangOf, ruangWords } from "./support/ruang.ts";
import { openStage, type Stage } from "./support/stage.ts";
import { findTraces } from "./support/traces.ts";
import { createSteps } from "./support/steps.ts";

const STORY = "Kenari kuning: unggahan ini mengajak rekan memilih calon tertentu.";
const FILE_NAME = "kenari-bukti-rahasia.png";
const QUESTION = "Apakah unggahan itu masih bisa dilihat umum?";
const REPLY = "Terima kasih, laporan Anda kami telaah.";
const NOTE = "Catatan kenari: cek jadwal piket hari itu.";
const ANSWER = "Masih, sampai tadi malam saya melihatnya.";
const REASON = "Yang bersangkutan sudah diberi pembinaan tentang netralitas.";
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

for (const database of ["SQLite", "PostgreSQL"] as const) {
  describe(`four browsers on ${database}`, () => {
    const step = createSteps();
    let stage: Stage;
    let reporter: Page;
    let handler: Ruang;
    let supervisor: Ruang;
    let stranger: Ruang;
    let receipt = "";
    let caseId = "";

    before(async () => {
      stage = await openStage(database);
      const { staffUrl } = stage.installation;
      reporter = await stage.newPage({ viewport: { width: 360, height: 740 } });
      [handler, supervisor, stranger] = [
        ruangOf(await stage.newPage(), staffUrl),
        ruangOf(await stage.newPage(), staffUrl),
        ruangOf(await stage.newPage(), staffUrl),
      ];
    });
    after(() => stage.close());

    step("a reporter sends text and picture and keeps 28 digits", async () => {
      const file = join(stage.folder, FILE_NAME);
      writeFileSync(file, PICTURE);
      const filled = {
        category: "NETRALITAS",
        link: "https://example.org/post/1",
        person: "Orang Contoh",
        office: "Direktorat Jenderal Pajak",
        text: STORY,
        unit: "DJP",
        file,
      };
      receipt = await report(reporter, { url: stage.installation.url, filled });
      assert.match(receipt, /^\d{28}$/u);
    });

    step("the reporter's browser is left without cookie, storage, cache or worker", async () => {
      assert.deepEqual(await findTraces(reporter), []);
    });

    step(
      "a handler of the unit signs in, finds the report, and sees only who is reported before declaring",
      async () => {
        await handler.signIn(accountOf(stage.installation.accounts, "DJP", "handler"));
        const [found, ...others] = await handler.view("unclaimed");
        assert.ok(found !== undefined && others.length === 0);
        caseId = found;
        await handler.open("unclaimed", caseId);
        const text = await handler.page.locator("main").innerText();
        assert.match(text, /Orang Contoh/u);
        assert.doesNotMatch(text, /Kenari/u);
      },
    );

    step(
      "after declaring no conflict the handler reads the text and sees the picture",
      async () => {
        await handler.declareNoConflict();
        assert.match(await handler.page.locator("main").innerText(), new RegExp(STORY, "u"));
        assert.equal(await handler.seePicture(), 1);
      },
    );

    step("a member of another unit does not learn that the case exists", async () => {
      await stranger.signIn(accountOf(stage.installation.accounts, "DJBC", "handler"));
      assert.deepEqual(await stranger.view("all"), []);
      const unknown = await textOfCase(stranger, "AAAAAAAAAAAAAAAA");
      assert.equal(await textOfCase(stranger, caseId), unknown);
    });

    step(
      "the handler takes the case, notes, and asks; the reporter reads question, signed state and promised day, and answers",
      async () => {
        await handler.take();
        await handler.note(NOTE);
        await handler.reply(QUESTION, { isQuestion: true });
        await openMailbox(reporter, { url: stage.installation.url, receipt });
        const { status, text } = await mailboxText(reporter);
        assert.equal(status, pantauWords.states["answer-needed"].title);
        assert.match(text, new RegExp(QUESTION.replace("?", "\\?"), "u"));
        assert.match(text, new RegExp(pantauWords.signedBy("Direktorat Jenderal Pajak"), "u"));
        assert.match(text, /paling lambat \p{L}+, \d{1,2} \p{L}+ \d{4}/u);
        assert.doesNotMatch(text, new RegExp(pantauWords.differs, "u"));
        assert.doesNotMatch(text, /Catatan kenari/u);
        await answer(reporter, ANSWER);
      },
    );

    step("the handler sees the answer, triages and replies", async () => {
      await handler.reload();
      await handler.page.getByText(ANSWER).waitFor();
      await handler.triage("NETRALITAS");
      await handler.reply(REPLY);
    });

    step(
      "the supervisor moves it on, the handler proposes the closing, the supervisor signs it too",
      async () => {
        await supervisor.signIn(accountOf(stage.installation.accounts, "DJP", "supervisor"));
        await supervisor.open("all", caseId);
        await supervisor.declareNoConflict();
        await supervisor.move("investigating", STATES.investigating.label.id);
        await handler.reload();
        await handler.page.locator("#outcome").waitFor();
        await handler.proposeClosing("guidance", REASON);
        await supervisor.reload();
        await supervisor.confirmClosing();
      },
    );

    step("the reporter reads the outcome and its reason, and nothing of the notes", async () => {
      const page = await stage.newPage({ viewport: { width: 360, height: 740 } });
      await openMailbox(page, { url: stage.installation.url, receipt });
      const { status, text } = await mailboxText(page);
      assert.equal(status, pantauWords.states.concluded.title);
      assert.match(text, /Pembinaan/u);
      assert.match(text, new RegExp(REASON, "u"));
      assert.match(text, new RegExp(REPLY, "u"));
      assert.doesNotMatch(text, /Catatan kenari/u);
      assert.deepEqual(await findTraces(page), []);
    });

    step(
      "the supervisor sees the running year as a draft, and an audit log that fits",
      async () => {
        await supervisor.visit(ruangWords.nav.figures, ruangWords.figures.title);
        await supervisor.page.getByText(ruangWords.figures.draftBadge).waitFor();
        await supervisor.visit(ruangWords.nav.account, ruangWords.account.title);
        await supervisor.page.getByText(`${ruangWords.account.auditOk}.`).waitFor();
      },
    );

    step("the public reads the figures of 2018 without JavaScript", async () => {
      const page = await stage.newPage({ javaScriptEnabled: false });
      await page.goto(`${stage.installation.url}/statistik/2018`);
      const text = await page.locator("main").innerText();
      for (const figure of [/55/u, /29/u, /53/u, /22/u, /40/u, /\b4\b/u, /\b7\b/u])
        assert.match(text, figure);
      assert.equal((await page.locator("table").count()) > 0, true);
      assert.equal((await page.locator("svg").count()) > 0, true);
    });

    step(
      "database, files, log and everything that went over the wire hold no word of it, nor its receipt, nor a key",
      async () => {
        const words = [
          canary("the story", STORY),
          canary("the file name", FILE_NAME),
          canary("the question", QUESTION),
          canary("the reply", REPLY),
          canary("the note", NOTE),
          canary("the answer", ANSWER),
          canary("the reason", REASON),
          ...receiptCanaries(receipt),
        ];
        const { accounts } = stage.installation;
        const all = [
          ...words,
          canary("a secret key", "AGE-SECRET-KEY-"),
          ...accounts.flatMap(({ name, password }) => canary(`the password of ${name}`, password)),
        ];
        assert.deepEqual(findInFolder(stage.data, all), []);
        assert.deepEqual(findInFolder(`${stage.data}.secrets`, words), []);
        const log = stage.installation
          .log()
          .split("\n")
          .filter((line) => !line.startsWith("{"))
          .join("\n");
        assert.deepEqual(findCanaries(Buffer.from(log), all), []);
        if (stage.databaseUrl !== null)
          assert.deepEqual(findCanaries(await dumpPostgres(stage.databaseUrl), all), []);
        const inBundle = canary("a secret key", "AGE-SECRET-KEY-"); // the pages' own code names the kind of key
        for (const recorder of stage.recorders) {
          assert.deepEqual(
            findCanaries(
              recorder.bytes(),
              all.filter(({ name }) => name !== inBundle.name),
            ),
            [],
          );
          assert.doesNotMatch(
            recorder.bytes().toString("latin1"),
            /AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]{8}/iu,
          );
        }
      },
    );

    step(
      "that search does see what goes in clear: the case id over the wire and in the store",
      async () => {
        const id = [canary("the case id", caseId)];
        for (const recorder of stage.recorders)
          assert.deepEqual(findCanaries(recorder.bytes(), id), ["the case id"]);
        const stored =
          stage.databaseUrl === null
            ? findInFolder(stage.data, id)
            : findCanaries(await dumpPostgres(stage.databaseUrl), id);
        assert.notDeepEqual(stored, []);
      },
    );
  });
}

/** What the page of a case shows to a member, reached without loading it anew. */
async function textOfCase({ page }: Ruang, caseId: string): Promise<string> {
  await page.evaluate((path) => {
    const link = document.createElement("a");
    link.href = path;
    document.body.append(link);
    link.click();
    link.remove();
  }, `/ruang/kasus/${caseId}`);
  await page.getByText(ruangWords.errors.unavailable).first().waitFor();
  return page.locator("main").innerText();
}
