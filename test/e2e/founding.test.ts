import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, describe } from "node:test";
import { EXAMPLE_PLAN } from "../../apps/cli/src/init/example.ts";
import { runBijak, startInstallation } from "../support/installation.ts";
import { freePort } from "../support/port.ts";
import { canary, findInFolder } from "./support/canaries.ts";
import { aFile, newFolder, runJson } from "./support/command-line.ts";
import { createSteps } from "./support/steps.ts";

type Founded = {
  readonly accounts: readonly { name: string; password: string; paperKey: string }[];
  readonly recoveryShares: readonly {
    holder: number;
    rows: readonly { unit: string; row: string }[];
  }[];
};

/** Asks a port of this computer for an address under another host name. */
async function ask(
  port: number,
  host: string,
  path: string,
): Promise<{ status: number; hsts: string | undefined }> {
  const asking = request({ host: "127.0.0.1", port, path, headers: { host } });
  asking.end();
  const [reply] = (await once(asking, "response")) as [IncomingMessage]; // node:http: the response
  reply.resume();
  return { status: reply.statusCode ?? 0, hsts: reply.headers["strict-transport-security"] };
}

describe("a real institution from a plan", () => {
  const step = createSteps();
  const folder = newFolder();
  const data = join(folder, "data");
  const plan = aFile(folder, "plan.json", JSON.stringify(EXAMPLE_PLAN));
  let founded: Founded;
  after(() => rmSync(folder, { recursive: true }));

  step("a plan that cannot be carried out changes nothing and says why", async () => {
    const wrong = aFile(folder, "wrong.json", JSON.stringify({ ...EXAMPLE_PLAN, members: [] }));
    const { code, stderr, stdout } = await runBijak([
      "init",
      "--plan",
      wrong,
      "--data",
      data,
      "--lang",
      "en",
    ]);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, /This plan cannot be used: .*unit-needs-two/u);
    assert.equal(statSync(data, { throwIfNoEntry: false }), undefined);
  });

  step("init founds it and prints every secret once", async () => {
    [founded] = (await runJson(["init", "--plan", plan, "--data", data, "--skip-rows"])) as [
      Founded,
    ];
    assert.deepEqual(
      founded.accounts.map(({ name }) => name),
      ["ani", "budi", "citra", "dedi"],
    );
    assert.deepEqual(
      founded.recoveryShares.map(({ holder, rows }) => [holder, rows.length]),
      [1, 2, 3, 4, 5].map((holder) => [holder, 2]),
    );
  });

  step("none of these secrets is kept", () => {
    const secrets = [
      ...founded.accounts.flatMap(({ name, password, paperKey }) => [
        canary(`password of ${name}`, password),
        canary(`paper key of ${name}`, paperKey),
      ]),
      ...founded.recoveryShares.flatMap(({ holder, rows }) =>
        rows.map(({ unit, row }) => canary(`row of ${unit} for ${holder}`, row)),
      ),
    ];
    assert.deepEqual(findInFolder(data, secrets), []);
    assert.deepEqual(findInFolder(`${data}.secrets`, secrets), []);
  });

  step("it is sound, and no trial", async () => {
    const { code, stdout } = await runBijak(["check", "--data", data, "--lang", "en"]);
    assert.deepEqual(
      [code, /0 broken|is sound/u.test(stdout), /TRIAL/u.test(stdout)],
      [0, true, false],
      stdout,
    );
  });

  step("the same plan again is refused, and changes nothing", async () => {
    const { code, stderr } = await runBijak([
      "init",
      "--plan",
      plan,
      "--data",
      data,
      "--lang",
      "en",
    ]);
    assert.equal(code, 1);
    assert.match(stderr, /already-founded/u);
    assert.equal((await runBijak(["check", "--data", data, "--lang", "en"])).code, 0);
  });

  step(
    "served, it answers to its own names only, with a promise of https, and prints no account",
    async () => {
      const port = await freePort();
      const child = spawn(
        process.execPath,
        [
          join(import.meta.dirname, "../../bijak.mjs"),
          "serve",
          "--port",
          String(port),
          "--data",
          data,
          "--json",
        ],
        { stdio: ["ignore", "pipe", "ignore"] },
      );
      const ended = once(child, "exit");
      const [line] = (await once(child.stdout, "data")) as [Buffer]; // a data event carries a chunk
      assert.deepEqual(JSON.parse(line.toString()), {
        url: EXAMPLE_PLAN.publicOrigin,
        staffUrl: EXAMPLE_PLAN.staffOrigin,
        accounts: [],
      });
      const own = await ask(port, new URL(EXAMPLE_PLAN.publicOrigin).host, "/lapor");
      assert.equal(own.status, 200);
      assert.match(own.hsts ?? "", /max-age=/u);
      assert.equal((await ask(port, "localhost", "/lapor")).status, 421);
      child.kill("SIGTERM");
      assert.deepEqual(await ended, [0, null]);
    },
  );
});

describe("a trial stays a trial", () => {
  const step = createSteps();
  const folder = newFolder();
  const data = join(folder, "data");
  after(() => rmSync(folder, { recursive: true }));

  step("the directory is signed anew by command as at each start", async () => {
    const installation = await startInstallation(data);
    const signer = installation.accounts.find(({ name }) => name === "penyelia.itjen");
    const sign = ["sign", "--server", installation.staffUrl, "--name", "penyelia.itjen"];
    const [first] = (await runJson(sign, `${signer?.password}\n`)) as [{ serial: number }];
    const [second] = (await runJson([...sign, "--paper"], `${signer?.paperKey}\n`)) as [
      { serial: number },
    ];
    assert.deepEqual([first.serial, second.serial], [2, 3]);
    const other = installation.accounts.find(({ name }) => name === "petugas.djp");
    const refused = await runBijak(
      ["sign", "--server", installation.staffUrl, "--name", "petugas.djp", "--lang", "en"],
      `${other?.password}\n`,
    );
    assert.equal(refused.code, 1);
    assert.equal(await installation.stop(), 0);
  });

  step("real host names are refused for it", async () => {
    const env = {
      BIJAK_PUBLIC_ORIGIN: "https://lapor.example.go.id",
      BIJAK_STAFF_ORIGIN: "https://ruang.example.go.id",
    };
    const { code, stderr } = await runBijak(
      ["serve", "--port", "0", "--data", data, "--lang", "en"],
      "",
      env,
    );
    assert.equal(code, 1);
    assert.match(stderr, /trial.*localhost only/u);
  });

  step("real host names on an empty folder make no trial", async () => {
    const env = {
      BIJAK_PUBLIC_ORIGIN: "https://lapor.example.go.id",
      BIJAK_STAFF_ORIGIN: "https://ruang.example.go.id",
    };
    const { code, stderr } = await runBijak(
      ["serve", "--port", "0", "--data", join(folder, "empty"), "--lang", "en"],
      "",
      env,
    );
    assert.equal(code, 1);
    assert.match(stderr, /Found a real institution first/u);
  });

  step("a second process on the same folder is refused with a sentence", async () => {
    const installation = await startInstallation(data);
    const { code, stderr } = await runBijak([
      "serve",
      "--port",
      "0",
      "--data",
      data,
      "--lang",
      "en",
    ]);
    await installation.stop();
    assert.equal(code, 1);
    assert.match(stderr, /another process/u);
  });
});
