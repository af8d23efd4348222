import assert from "node:assert/strict";
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { createApi, type Fetch, publicRoutes } from "@bijak/contract";
import { dayOf } from "@bijak/domain";
import { freshDatabase, queryRows } from "../../../test/support/postgres.ts";
import { startS3 } from "../../../test/support/s3.ts";
import {
  createFoundingApi,
  foundInstitution,
  type FoundedInstitution,
} from "../../../packages/client/src/founding.ts";
import { type Running, serve, type ServeOptions } from "../src/main.ts";
import { CHEAP_LIMITS, CHEAP_STRETCHING, INSTANCE, PLAN } from "./support/app.ts";
import { freshFolder } from "./support/stores.ts";

type Place = { readonly options: ServeOptions; readonly folder: string; readonly lines: string[] };

async function freshPlace(env: Record<string, string> = {}): Promise<Place> {
  const folder = await freshFolder();
  const lines: string[] = [];
  return {
    folder,
    lines,
    options: {
      port: 0,
      data: join(folder, "var"),
      env,
      webRoot: join(folder, "web"),
      limits: CHEAP_LIMITS,
      write: (line) => void lines.push(line),
    },
  };
}

async function found(
  running: Running,
  instance = INSTANCE,
  isTrial = true,
): Promise<FoundedInstitution> {
  const { publicOrigin, staffOrigin, foundingToken, ports } = running;
  const api = createFoundingApi(staffOrigin, foundingToken ?? "", fetchAt(ports.staff));
  return foundInstitution({
    api,
    plan: { ...PLAN, instance, isTrial, publicOrigin, staffOrigin },
    today: dayOf(new Date()),
    keyStretching: CHEAP_STRETCHING,
  });
}

type Answer = { readonly status: number; readonly body: string };

/** One request to the port of `origin` on loopback, whatever its name; node's fetch would ask a resolver for `dua.localhost`. */
function ask(
  origin: string,
  path: string,
  {
    method = "GET",
    headers = {},
    body = null,
  }: { method?: string; headers?: Record<string, string>; body?: string | null } = {},
): Promise<Answer> {
  const { host, port } = new URL(origin);
  return new Promise((done, fail) => {
    const sending = request(
      { host: "127.0.0.1", port, path, method, headers: { host, ...headers } },
      (response) => {
        let text = "";
        response
          .setEncoding("utf8")
          .on("data", (more: string) => (text += more))
          .on("end", () => done({ status: response.statusCode ?? 0, body: text }));
      },
    );
    sending.on("error", fail).end(body);
  });
}

const fetchAt =
  (port: number): Fetch =>
  async (input, init) => {
    const { host, pathname } = new URL(input);
    const answer = await ask(`http://127.0.0.1:${port}`, pathname, {
      method: init.method ?? "GET",
      headers: { ...Object.fromEntries(new Headers(init.headers)), host },
      body: (init.body ?? null) as string | null,
    }); // the founding sends JSON text
    return new Response(answer.status === 204 ? null : answer.body, { status: answer.status });
  };

const isReady = async (origin: string): Promise<boolean> =>
  (await createApi(origin).call(publicRoutes.health, {})).isReady;

test("an empty folder opens health and the founding doors; after the founding, and after a second start, the institution answers", async () => {
  const { options, folder, lines } = await freshPlace();
  const first = await serve(options);
  assert.ok(first.foundingToken !== null && !first.isFounded && first.instance === null);
  assert.equal(await isReady(first.publicOrigin), false);
  assert.equal((await ask(first.publicOrigin, "/api/directory")).status, 404);
  await found(first);
  assert.ok(first.isFounded && first.instance === INSTANCE);
  assert.equal(await isReady(first.publicOrigin), true);
  const before = await ask(first.publicOrigin, "/api/directory");
  assert.equal(before.status, 200);
  await first.close();

  const second = await serve(options);
  assert.ok(second.isFounded && second.foundingToken === null && second.instance === INSTANCE);
  assert.deepEqual(await ask(second.publicOrigin, "/api/directory"), before);
  await second.close();
  assert.ok(
    lines.every((line) => !line.includes(first.foundingToken ?? "-")),
    "the token is not in the log",
  );
  assert.deepEqual((await readdir(join(folder, "var", "institutions", INSTANCE))).toSorted(), [
    "bijak.sqlite",
    "bijak.sqlite.lock",
    "blobs",
    "institution.json",
  ]);
});

test("the token opens the founding doors once, a wrong one never", async () => {
  const { options } = await freshPlace();
  const running = await serve(options);
  const api = createFoundingApi(running.staffOrigin, "wrong");
  await assert.rejects(
    foundInstitution({
      api,
      plan: PLAN,
      today: dayOf(new Date()),
      keyStretching: CHEAP_STRETCHING,
    }),
    { code: "founding-refused" },
  );
  await found(running);
  await assert.rejects(found(running), { code: "founding-refused" });
  await running.close();
});

test("secrets lie apart from the data, in a folder and a file for their owner alone", async () => {
  const { options, folder } = await freshPlace();
  const running = await serve(options);
  await found(running);
  await running.close();
  const secrets = join(folder, "var.secrets", INSTANCE);
  assert.equal((await stat(secrets)).mode & 0o777, 0o700);
  assert.equal((await stat(join(secrets, "keys.json"))).mode & 0o777, 0o600);
  await chmod(join(secrets, "keys.json"), 0o644);
  await assert.rejects(serve(options), /can be read by others/u);
});

test("a secrets folder inside the data folder is refused, also through a link's back door", async () => {
  const { options, folder } = await freshPlace();
  await mkdir(join(folder, "var"), { recursive: true });
  await symlink(join(folder, "var"), join(folder, "door"));
  for (const secrets of [
    join(folder, "door", "secrets"),
    join(folder, "var"),
    join(folder, "var", "secrets"),
    join(folder, "var", "..", "var", "x"),
  ]) {
    await assert.rejects(serve({ ...options, env: { BIJAK_SECRETS: secrets } }), {
      name: "ConfigError",
      message: /must not lie in the data folder/u,
    });
  }
});

test("a founding that was cut short before its commit is swept, its keys are set aside and named, one that was committed is completed", async () => {
  const { options, folder, lines } = await freshPlace();
  const institutions = join(folder, "var", "institutions");
  await mkdir(join(institutions, "cut.short"), { recursive: true });
  await mkdir(join(folder, "var.secrets", "cut.short"), { recursive: true });
  await writeFile(join(folder, "var.secrets", "cut.short", "keys.json"), "{}");
  const first = await serve(options);
  assert.deepEqual(await readdir(institutions), []);
  const [aside = "", ...others] = await readdir(join(folder, "var.secrets"));
  assert.match(aside, /^cut\.short~[A-Za-z0-9_-]{16}$/u);
  assert.deepEqual(others, []);
  assert.equal(await readFile(join(folder, "var.secrets", aside, "keys.json"), "utf8"), "{}");
  assert.ok(lines.some((line) => line.endsWith(`${join(folder, "var.secrets", aside)}.`)));
  await found(first);
  await first.close();
  await rm(join(institutions, INSTANCE, "institution.json"));
  const second = await serve(options);
  assert.equal(second.instance, INSTANCE);
  assert.equal(await isReady(second.publicOrigin), true);
  await second.close();
});

test("an institution whose database is gone is not replaced by an empty one", async () => {
  const { options, folder } = await freshPlace();
  const running = await serve(options);
  await found(running);
  await running.close();
  await rm(join(folder, "var", "institutions", INSTANCE, "bijak.sqlite"));
  await assert.rejects(serve(options), { name: "ConfigError", message: /is missing/u });
  await assert.rejects(serve({ ...options, env: { BIJAK_DATABASE_URL: await freshDatabase() } }), {
    name: "ConfigError",
    message: /does not hold/u,
  });
});

test("several institutions live in one process, each with its own database; the host name chooses", async () => {
  const { options, folder } = await freshPlace();
  const first = await serve(options);
  await found(first);
  await first.close();
  const founding = await serve({
    ...options,
    env: {
      BIJAK_PUBLIC_ORIGIN: "http://dua.localhost:9001",
      BIJAK_STAFF_ORIGIN: "http://dua.localhost:9002",
    },
    isFounding: true,
  });
  await found(founding, "dua.localhost");
  await founding.close();
  const both = await serve(options);
  const { port } = new URL(both.publicOrigin);
  const instanceAt = async (host: string): Promise<unknown> =>
    (
      JSON.parse((await ask(`http://${host}:${port}`, "/instance.json")).body) as {
        instance?: string;
        code?: string;
      }
    ).instance;
  assert.equal(await instanceAt("localhost"), INSTANCE);
  assert.equal(await instanceAt("dua.localhost"), "dua.localhost");
  assert.equal((await ask(`http://tiga.localhost:${port}`, "/instance.json")).status, 421);
  await both.close();
  await assert.rejects(
    serve({
      ...options,
      env: { BIJAK_PUBLIC_ORIGIN: "http://a.localhost", BIJAK_STAFF_ORIGIN: "http://b.localhost" },
    }),
    /fit one institution/u,
  );
  assert.deepEqual((await readdir(join(folder, "var", "institutions"))).toSorted(), [
    "dua.localhost",
    INSTANCE,
  ]);
});

test("PostgreSQL and an object store hold an institution; a second start elsewhere with the same note and secrets finds it", async () => {
  const s3 = await startS3();
  const env = { BIJAK_DATABASE_URL: await freshDatabase(), BIJAK_BLOBS_URL: s3.url };
  const { options, folder } = await freshPlace(env);
  const running = await serve(options);
  await found(running);
  await running.close();
  assert.deepEqual(await readdir(join(folder, "var", "institutions", INSTANCE)), [
    "institution.json",
  ]);
  const [{ schema } = {}] = await queryRows(
    env.BIJAK_DATABASE_URL,
    "select nspname as schema from pg_namespace where nspname like 'bijak\\_%'",
  );
  assert.match(String(schema), /^bijak_uji_localhost_[0-9a-f]{8}$/u);
  const replica = await serve(options);
  const other = await serve(options);
  assert.equal(await isReady(replica.publicOrigin), true);
  assert.equal(await isReady(other.publicOrigin), true);
  await Promise.all([replica.close(), other.close(), s3.close()]);
});

test("a second server on the same SQLite folder is refused with a sentence", async () => {
  const { options } = await freshPlace();
  const running = await serve(options);
  await found(running);
  await assert.rejects(serve(options), {
    name: "StoreInUse",
    message: /in use by another process/u,
  });
  await running.close();
});

test("a port that is taken, wrong ports and wrong origins are refused in a sentence", async () => {
  const { options } = await freshPlace();
  const running = await serve(options);
  const refused = (given: Partial<ServeOptions>, message: RegExp): Promise<void> =>
    assert.rejects(serve({ ...options, ...given }), { name: "ConfigError", message });
  await refused(
    { port: Number(new URL(running.publicOrigin).port) },
    /is in use by another program/u,
  );
  await refused({ port: 65_535 }, /A port is a number/u);
  await refused({ env: { BIJAK_PUBLIC_ORIGIN: "https://lapor.example" } }, /set together/u);
  await refused(
    {
      env: {
        BIJAK_PUBLIC_ORIGIN: "http://lapor.example",
        BIJAK_STAFF_ORIGIN: "https://ruang.example",
      },
    },
    /needs https/u,
  );
  await refused(
    {
      env: {
        BIJAK_PUBLIC_ORIGIN: "https://lapor.example/",
        BIJAK_STAFF_ORIGIN: "https://ruang.example",
      },
    },
    /is no origin/u,
  );
  await refused(
    {
      env: {
        BIJAK_PUBLIC_ORIGIN: "https://lapor.example",
        BIJAK_STAFF_ORIGIN: "https://lapor.example",
      },
    },
    /two different origins/u,
  );
  await refused({ env: { BIJAK_DATABASE_URL: "mysql://x" } }, /postgres/u);
  await running.close();
});

test("a trial cannot become a real institution", async () => {
  const { options } = await freshPlace();
  const running = await serve(options);
  await found(running);
  await running.close();
  const env = {
    BIJAK_PUBLIC_ORIGIN: "https://lapor.example",
    BIJAK_STAFF_ORIGIN: "https://ruang.example",
  };
  await assert.rejects(serve({ ...options, env }), { name: "ConfigError", message: /trial/u });
});

test("a trial is founded and started only where both of its names are of this machine", async () => {
  const { options } = await freshPlace();
  const env = {
    BIJAK_PUBLIC_ORIGIN: "http://localhost:9001",
    BIJAK_STAFF_ORIGIN: "https://ruang.example",
  };
  const open = await serve({ ...options, env });
  await assert.rejects(found(open), { code: "note-refused" });
  await open.close();
  const running = await serve(options);
  await found(running);
  await running.close();
  await assert.rejects(serve({ ...options, env }), { name: "ConfigError", message: /trial/u });
});

test("a trial does not answer beside an institution that the network reaches", async () => {
  const { options, folder } = await freshPlace();
  const first = await serve(options);
  await found(first);
  await first.close();
  const local = {
    BIJAK_PUBLIC_ORIGIN: "http://dua.localhost:9001",
    BIJAK_STAFF_ORIGIN: "http://dua.localhost:9002",
  };
  const second = await serve({ ...options, env: local, isFounding: true });
  await found(second, "dua.localhost", false);
  await second.close();
  const note = {
    instance: "dua.localhost",
    publicOrigin: "https://lapor.example",
    staffOrigin: "https://ruang.example",
  };
  const file = join(folder, "var", "institutions", "dua.localhost", "institution.json");
  await writeFile(file, JSON.stringify(note));
  await assert.rejects(serve(options), {
    name: "ConfigError",
    message: /^uji\.localhost is a trial: /u,
  });
  const third = await serve({ ...options, isFounding: true });
  await assert.rejects(found(third, "tiga.localhost"), { code: "note-refused" });
  await third.close();
});

test("a founding never overwrites secrets that stand there; once they are moved, it may be tried again", async () => {
  const { options, folder } = await freshPlace();
  const secrets = join(folder, "var.secrets", INSTANCE);
  await mkdir(secrets, { recursive: true });
  await writeFile(join(secrets, "keys.json"), "of another time");
  const running = await serve(options);
  try {
    await assert.rejects(found(running), { code: "already-founded" });
    assert.equal(await readFile(join(secrets, "keys.json"), "utf8"), "of another time");
    await rename(secrets, `${secrets}.old`);
    await found(running);
    assert.deepEqual(await readdir(secrets), ["keys.json"]);
  } finally {
    await running.close();
  }
});
