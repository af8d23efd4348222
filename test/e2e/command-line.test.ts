import assert from "node:assert/strict";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { type Installation, runBijak, startInstallation } from "../support/installation.ts";
import { freshDatabase } from "../support/postgres.ts";
import { canary, findInFolder, findCanaries, receiptCanaries } from "./support/canaries.ts";
import { accountOf, aFile, newFolder, runJson } from "./support/command-line.ts";
import { dumpPostgres } from "./support/dump.ts";
import { createSteps } from "./support/steps.ts";

const STORY = "Kenari: pegawai ini membagikan poster calon di jam kerja.";
const FILE_NAME = "kenari-tangkapan-layar.png";
const REPLY = "Terima kasih. Kami sedang memeriksa tautan itu.";
const ANSWER = "Tautannya sudah dihapus kemarin sore.";

for (const database of ["SQLite", "PostgreSQL"] as const) {
  describe(`on ${database}, by commands alone`, () => {
    const step = createSteps();
    const folder = newFolder();
    const data = join(folder, "data");
    let env: Record<string, string> = {};
    let installation: Installation;
    let receipt = "";
    let caseId = "";
    const staff = (
      words: readonly string[],
      { name, password }: { name: string; password: string },
    ) =>
      runJson(
        ["cases", ...words, "--server", installation.staffUrl, "--name", name],
        `${password}\n`,
      );
    const refusal = async (
      words: readonly string[],
      { name, password }: { name: string; password: string },
    ): Promise<string> => {
      const { code, stderr } = await runBijak(
        ["cases", ...words, "--server", installation.staffUrl, "--name", name, "--lang", "en"],
        `${password}\n`,
      );
      assert.equal(code, 1);
      return stderr;
    };

    before(async () => {
      env = database === "PostgreSQL" ? { BIJAK_DATABASE_URL: await freshDatabase() } : {};
      installation = await startInstallation(data, env);
    });
    after(async () => {
      await installation.stop();
      rmSync(folder, { recursive: true });
    });

    step(
      "an empty folder becomes a trial institution: one JSON line, a handler and a supervisor in each of three units",
      () => {
        assert.equal(
          installation
            .log()
            .split("\n")
            .filter((line) => line.startsWith("{")).length,
          1,
        );
        assert.deepEqual(
          installation.accounts.map(({ unit, role }) => `${unit} ${role}`).toSorted(),
          [
            "DJBC handler",
            "DJBC supervisor",
            "DJP handler",
            "DJP supervisor",
            "ITJEN handler",
            "ITJEN supervisor",
          ],
        );
      },
    );

    step("a report with a file goes out, and its receipt is printed first", async () => {
      const text = aFile(folder, "story.txt", STORY);
      const file = aFile(folder, FILE_NAME, "not really a picture");
      const words = [
        "report",
        "--server",
        installation.url,
        "--unit",
        "DJP",
        "--category",
        "NETRALITAS",
        "--link",
        "https://example.org/post/1",
        "--text-file",
        text,
        "--file",
        file,
      ];
      const events = (await runJson(words)) as {
        event: string;
        receipt?: string;
        caseId?: string;
        unit?: string;
        standby?: string | null;
        name?: string;
      }[]; // the lines of `report --json`
      assert.deepEqual(
        events.map(({ event }) => event),
        ["sealed", "sent", "file"],
      );
      receipt = events[0]?.receipt ?? "";
      caseId = events[1]?.caseId ?? "";
      assert.match(receipt, /^\d{28}$/u);
      assert.deepEqual([events[0]?.unit, events[0]?.standby], ["DJP", "ITJEN"]);
      assert.equal(events[1]?.unit, "DJP");
    });

    step(
      "the handler of the unit finds it, and reads it only after declaring no conflict",
      async () => {
        const handler = accountOf(installation.accounts, "DJP", "handler");
        const [rows] = (await staff(["list"], handler)) as [{ caseId: string }[]]; // the line of `cases list --json`
        assert.deepEqual(
          rows.map((row) => row.caseId),
          [caseId],
        );
        const [closed] = (await staff(["read", caseId], handler)) as [{ report: unknown }]; // likewise of `cases read`
        assert.equal(closed.report, null);
        await staff(["declare", caseId, "--no-conflict"], handler);
        const [open] = (await staff(["read", caseId], handler)) as [
          { report: { text: string }; thread: { body: { files: { name: string }[] } }[] },
        ];
        assert.equal(open.report.text, STORY);
        assert.deepEqual(
          open.thread.flatMap(({ body }) => body.files.map(({ name }) => name)),
          [FILE_NAME],
        );
      },
    );

    step(
      "a reply needs the case taken, then reaches the reporter with a signed state, and the answer comes back",
      async () => {
        const handler = accountOf(installation.accounts, "DJP", "handler");
        const reply = ["reply", caseId, "--text-file", aFile(folder, "reply.txt", REPLY)];
        assert.match(await refusal(reply, handler), /Take this case first/u);
        await staff(["take", caseId], handler);
        await staff(reply, handler);
        const answer = [
          "mailbox",
          "--server",
          installation.url,
          "--message",
          aFile(folder, "answer.txt", ANSWER),
        ];
        const [box] = (await runJson(answer, `${receipt}\n`)) as [
          {
            state: { code: string; isSigned: boolean; differsFromIndex: boolean };
            messages: { author: string; text: string | null }[];
            canRead: string[];
          },
        ]; // the line of `mailbox --json`
        assert.deepEqual(box.state.code, "verifying");
        assert.deepEqual([box.state.isSigned, box.state.differsFromIndex], [true, false]);
        assert.deepEqual(box.canRead, ["DJP"]);
        assert.ok(box.messages.some(({ author, text }) => author === "unit" && text === REPLY));
        const [view] = (await staff(["read", caseId], handler)) as [
          { thread: { author: string; body: { text: string } }[] },
        ];
        assert.equal(
          view.thread.findLast(({ author }) => author === "reporter")?.body.text,
          ANSWER,
        );
      },
    );

    step("a member of another unit learns nothing, with a paper key either", async () => {
      const stranger = accountOf(installation.accounts, "DJBC", "handler");
      assert.deepEqual(await staff(["list"], stranger), [[]]);
      const unknown = await refusal(["read", "AAAAAAAAAAAAAAAA"], stranger);
      assert.equal(await refusal(["read", caseId], stranger), unknown);
      assert.deepEqual(
        await staff(["list", "--paper"], { name: stranger.name, password: stranger.paperKey }),
        [[]],
      );
      assert.match(
        await refusal(["list"], { name: stranger.name, password: "wrong" }),
        /The name or the secret is wrong/u,
      );
    });

    step("SIGTERM ends it with 0, and a second start finds everything as it was", async () => {
      assert.equal(await installation.stop(), 0);
      const { accounts } = installation;
      installation = await startInstallation(data, env);
      assert.deepEqual(installation.accounts, accounts);
      const [box] = (await runJson(["mailbox", "--server", installation.url], `${receipt}\n`)) as [
        { messages: { text: string | null }[] },
      ];
      assert.ok(box.messages.some(({ text }) => text === REPLY));
    });

    step("the installation is sound, and says that it is a trial", async () => {
      const { code, stdout } = await runBijak(["check", "--data", data, "--lang", "en"], "", env);
      assert.deepEqual(
        [code, /0 broken/u.test(stdout), /TRIAL/u.test(stdout)],
        [0, true, true],
        stdout,
      );
    });

    step("database, files and log hold no word of it, nor its receipt, nor a key", async () => {
      const words = [
        canary("the story", STORY),
        canary("the file name", FILE_NAME),
        canary("the reply", REPLY),
        canary("the answer", ANSWER),
        ...receiptCanaries(receipt),
      ];
      const all = [
        ...words,
        canary("a secret key", "AGE-SECRET-KEY-"),
        ...installation.accounts.map(({ name, password }) =>
          canary(`the password of ${name}`, password),
        ),
      ];
      assert.deepEqual(findInFolder(data, all), []);
      assert.deepEqual(findInFolder(`${data}.secrets`, words), []);
      const log = installation
        .log()
        .split("\n")
        .filter((line) => !line.startsWith("{"))
        .join("\n");
      assert.deepEqual(findCanaries(Buffer.from(log), all), []);
      if (database === "PostgreSQL")
        assert.deepEqual(
          findCanaries(await dumpPostgres(env["BIJAK_DATABASE_URL"] ?? ""), all),
          [],
        );
    });

    step("that search does see what is kept in clear: the id of the case", async () => {
      const id = [canary("the case id", caseId)];
      const places =
        database === "SQLite"
          ? findInFolder(data, id)
          : findCanaries(await dumpPostgres(env["BIJAK_DATABASE_URL"] ?? ""), id);
      assert.notDeepEqual(places, []);
    });

    step("the secrets are for this system user alone", () => {
      const path = join(`${data}.secrets`, "uji-coba.localhost", "trial.json");
      assert.equal(statSync(path).mode & 0o777, 0o600);
    });
  });
}
