import assert from "node:assert/strict";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { after, before, describe, test } from "node:test";
import {
  createFoundingApi,
  foundInstitution,
  type FoundedInstitution,
  type RecoverySheet,
} from "@bijak/client/founding";
import { createStaffApi, openDesk, signInWithPaperKey, type Desk } from "@bijak/client/handler";
import { enrol, makeRecoveryFile } from "@bijak/client/people";
import { dayOf } from "@bijak/domain";
import { type Running, serve } from "../../server/src/main.ts";
import { CHEAP_LIMITS, PLAN } from "../../server/test/support/app.ts";
import { freshFolder } from "../../server/test/support/stores.ts";
import { EXAMPLE_PLAN } from "../src/init/example.ts";
import { main } from "../src/main.ts";
import { fetchWithCookies } from "../src/net/cookie-jar.ts";
import type { World } from "../src/world.ts";
import { aWorld } from "./world.ts";

const TODAY = () => dayOf(new Date());

/** Runs a command in English with these lines on standard input. */
async function run(words: readonly string[], input = "") {
  const heard = aWorld(input);
  const code = await main([...words, "--lang", "en"], heard.world);
  return { code, stdout: heard.stdout(), stderr: heard.stderr() };
}

describe("init", { concurrency: false }, () => {
  /** Founds the example; `type` is what people type once the sheets are printed. */
  async function found(
    type: (sheets: readonly RecoverySheet[]) => readonly string[],
    place?: string,
  ) {
    const folder = place ?? (await freshFolder());
    const plan = join(folder, "plan.json");
    await writeFile(plan, JSON.stringify({ ...EXAMPLE_PLAN, suite: "x25519" }));
    const heard = aWorld();
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    let printed = "";
    stdout.on("data", (bytes: Buffer) => {
      const isFirst = printed === "";
      printed += String(bytes);
      if (!isFirst) return;
      const { recoveryShares } = JSON.parse(printed) as FoundedInstitution; // init prints it
      stdin.end(
        type(recoveryShares)
          .map((line) => `${line}\n`)
          .join(""),
      );
    });
    const world: World = {
      ...heard.world,
      stdin,
      stdout,
      root: folder,
      serve: (options) => serve({ ...options, write: () => undefined }),
    };
    const data = join(folder, "var");
    const words = ["init", "--plan", plan, "--data", data, "--json", "--lang", "en"];
    const code = await main(words, world);
    const check = await run(["check", "--data", data]);
    const lines = printed.split("\n").filter((line) => line !== "");
    return { code, stderr: heard.stderr(), lines, check };
  }
  const rowsOf = (sheets: readonly RecoverySheet[], unit: string, k = 3): readonly string[] =>
    sheets.slice(0, k).map(({ rows }) => rows.find((one) => one.unit === unit)?.row ?? "");

  test("has three rows of each unit typed back, again those that do not fit, and then founds", async () => {
    const { code, stderr, lines } = await found((sheets) => {
      const [one, two] = [rowsOf(sheets, "INSPEKTORAT"), rowsOf(sheets, "DINKES")];
      return [...two, ...two, ...one];
    });
    assert.deepEqual([code, lines.length], [0, 2]);
    assert.match(stderr, /These rows do not fit, type them again: INSPEKTORAT/);
    const founded = JSON.parse(lines[1] ?? "") as FoundedInstitution; // init prints it
    assert.equal(founded.accounts.length, 4);
    assert.equal("recoveryShares" in founded, false, "the sheets are printed once");
  });

  test("a plan that was founded is refused before a sheet is printed or a row asked for", async () => {
    const place = await freshFolder();
    const type = (sheets: readonly RecoverySheet[]) =>
      ["INSPEKTORAT", "DINKES"].flatMap((unit) => rowsOf(sheets, unit));
    assert.equal((await found(type, place)).code, 0);
    const { code, stderr, lines, check } = await found(type, place);
    assert.deepEqual([code, lines, check.code], [1, [], 0]);
    assert.match(stderr, /^[^\n]*\(already-founded\)\n$/u);
  });

  test("founds nothing when the rows do not come", async () => {
    const { code, stderr, lines, check } = await found((sheets) =>
      rowsOf(sheets, "INSPEKTORAT", 2),
    );
    assert.deepEqual([code, lines.length, check.code], [1, 1, 1]);
    assert.match(stderr, /Given up before anything was stored/);
    assert.match(check.stderr, /no institution/i);
  });
});

describe("people from the command line", { concurrency: false }, async () => {
  const folder = await freshFolder();
  let running: Running;
  let founded: FoundedInstitution;
  const SIGNER = "budi";
  before(async () => {
    running = await serve({
      port: 0,
      data: join(folder, "var"),
      env: {},
      webRoot: join(folder, "web"),
      limits: CHEAP_LIMITS,
      write: () => undefined,
    });
    const { publicOrigin, staffOrigin, foundingToken } = running;
    const plan = {
      ...PLAN,
      publicOrigin,
      staffOrigin,
      units: PLAN.units.filter(({ id }) => id === "ITJEN"),
      members: [
        { login: "ani", name: "Ani", unit: "ITJEN", roles: ["handler"] },
        { login: SIGNER, name: "Budi", unit: "ITJEN", roles: ["supervisor", "signer", "admin"] },
      ],
    } as const;
    const api = createFoundingApi(staffOrigin, foundingToken ?? "", fetchWithCookies(staffOrigin));
    founded = await foundInstitution({ api, plan, today: TODAY() });
  });
  after(() => running.close());

  const accountOf = (login: string) => {
    const account = founded.accounts.find(({ name }) => name === login);
    assert.ok(account);
    return account;
  };
  const as = (login: string, words: readonly string[]) =>
    run(
      [...words, "--server", running.staffOrigin, "--name", login],
      `${accountOf(login).password}\n`,
    );
  const json = async (login: string, words: readonly string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await as(login, [...words, "--json"]);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
  };
  const deskOf = async (login: string): Promise<Desk> => {
    const api = createStaffApi(running.staffOrigin, fetchWithCookies(running.staffOrigin));
    const { name, paperKey } = accountOf(login);
    return openDesk(api, await signInWithPaperKey(api, { name, paperKey }), TODAY());
  };

  test("a person is invited, let in by their digits, granted keys, and dismissed", async () => {
    const who = ["--person", "Citra", "--unit", "ITJEN", "--role", "handler"];
    const { link } = (await json(SIGNER, ["invite", "citra", ...who])) as { link: string };
    const api = createStaffApi(running.staffOrigin, fetchWithCookies(running.staffOrigin));
    const { fingerprint } = await enrol(api, new URL(link).hash.slice(1), {
      password: "tujuh kuda minum teh",
      wantsPaperKey: true,
      slotNames: { password: "sandi", paper: "kertas", passkey: "laptop" },
    });

    const others = fingerprint.toReversed().join(" ");
    const wrong = await as(SIGNER, ["admit", "citra", "--digits", others]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /fingerprint-differs/);
    const right = ["admit", "citra", "--digits", fingerprint.join(" ")];
    const refused = await as("ani", right);
    assert.match(refused.stderr, /role-missing/);
    const admitted = await as(SIGNER, right);
    assert.match(admitted.stdout, /Citra {2}ITJEN {2}handler\nPublished: directory number/);

    assert.match((await as("ani", ["health"])).stdout, /! ITJEN: The keyring is not sealed to all/);
    assert.deepEqual(await json("ani", ["rekey", "ITJEN"]), { done: 0, left: 0, locked: 0 });
    assert.doesNotMatch((await as("ani", ["health"])).stdout, /The keyring is not sealed/);

    const rows = (await json("ani", ["members"])) as { id: string; name: string }[];
    const id = rows.find(({ name }) => name === "Citra")?.id ?? "";
    assert.match((await as(SIGNER, ["members", "dismiss", id])).stdout, /Published/);
    assert.match(
      (await as("ani", ["rotate", "ITJEN", "--reason", "dismissal"])).stdout,
      /waits for a signer/,
    );
    assert.match((await as(SIGNER, ["rotate", "--publish"])).stdout, /Published/);
  });

  test("cases lists the inbox of the own unit", async () => {
    assert.deepEqual(await json("ani", ["cases", "list"]), []);
  });

  describe("recover", () => {
    const rows = (k: number): string =>
      founded.recoveryShares
        .slice(0, k)
        .flatMap(({ rows: own }) => own.map(({ row }) => `${row}\n`))
        .join("");

    test("writes the sealed keyring for this system user alone, prints no key, and overwrites nothing", async () => {
      const [file, out] = [join(folder, "unit.json"), join(folder, "recovered.json")];
      await writeFile(file, await makeRecoveryFile(await deskOf("ani"), "ITJEN"));
      const { code, stdout, stderr } = await run(["recover", file, "--out", out], rows(2));
      assert.equal(code, 0, stderr);
      assert.match(stdout, /sealed to Ani, Budi/);
      assert.equal((await stat(out)).mode & 0o777, 0o600);
      const written = await readFile(out, "utf8");
      assert.doesNotMatch(stdout + stderr + written, /SECRET-KEY/);
      assert.notEqual(written, await readFile(file, "utf8"));
      const again = await run(["recover", file, "--out", out], rows(2));
      assert.deepEqual([again.code, await readFile(out, "utf8")], [1, written]);
    });

    test("with k-1 rows writes nothing", async () => {
      const [file, out] = [join(folder, "unit.json"), join(folder, "few.json")];
      const { code, stderr } = await run(["recover", file, "--out", out], rows(1));
      assert.equal(code, 1);
      assert.match(stderr, /shares-missing/);
      await assert.rejects(stat(out), { code: "ENOENT" });
    });
  });
});
