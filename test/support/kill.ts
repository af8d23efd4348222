import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ApiError, createApi, reporterRoutes } from "../../packages/contract/src/index.ts";
import { dayOf } from "../../packages/domain/src/index.ts";
import { inspectInstallation } from "../../apps/server/src/offline.ts";
import { CHEAP_STRETCHING, INSTANCE, PLAN } from "../../apps/server/test/support/app.ts";
import {
  aReporter,
  bodyOf,
  messageBodyOf,
  type Reporter,
  sealFile,
  type SealedFile,
  sealNext,
  submit,
  uploadFile,
} from "../../apps/server/test/support/report.ts";
import { createFoundingApi, foundInstitution } from "../../packages/client/src/founding.ts";

/** What was found after a server was killed again and again under load. Every list should be empty. */
export type KillReport = {
  readonly kills: number;
  readonly acknowledgedReports: number;
  readonly acknowledgedMessages: number;
  /** Requests whose answer a kill cut off, and that were sent again after. */
  readonly repeated: number;
  /** Acknowledged, and not there. */
  readonly lost: readonly string[];
  /** There, and nobody ever sent it; or there, and not whole. */
  readonly wrong: readonly string[];
};

type Server = {
  readonly child: ChildProcess;
  readonly publicOrigin: string;
  readonly staffOrigin: string;
  readonly foundingToken: string | null;
};

/** What senders know, over all rounds. */
type Ledger = {
  readonly acknowledged: Set<string>;
  readonly messages: Map<string, number>;
  /** Bodies without an answer, by case. */
  readonly uncertain: Map<string, Uint8Array>;
  repeated: number;
};

const SENDERS = 12;
const WITH_FILES = 4;
const SHORTEST_MS = 30;
const LONGEST_MS = 700;

/** Kills a real server process by SIGKILL at random moments under load, `kills` times on one SQLite folder, and looks for damage after each. */
export async function killAndLook(kills: number): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), "bijak-kill-"));
  const data = join(folder, "var");
  const ledger: Ledger = {
    acknowledged: new Set(),
    messages: new Map(),
    uncertain: new Map(),
    repeated: 0,
  };
  const lost: string[] = [];
  const wrong: string[] = [];
  try {
    let server = await start(data);
    await found(server);
    const pattern = await aPattern(server);
    for (let round = 0; round < kills; round += 1) {
      await loadAndKill(server, pattern, ledger);
      const seen = await look(data, ledger);
      lost.push(...seen.lost);
      wrong.push(...seen.wrong);
      server = await start(data);
      await repeat(server, ledger);
    }
    await end(server);
    const last = await look(data, ledger);
    return {
      kills,
      acknowledgedReports: ledger.acknowledged.size,
      acknowledgedMessages: ledger.messages.size,
      repeated: ledger.repeated,
      lost: [...lost, ...last.lost],
      wrong: [...wrong, ...last.wrong],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(data: string): Promise<Server> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("./kill-server.ts", import.meta.url)), data],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = once(child, "exit").then(() => null);
  const line = await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  if (line === null) throw new Error("the server ended before it answered");
  const told = JSON.parse(String(line[0])) as Omit<Server, "child">; // kill-server.ts prints it
  return { ...told, child };
}

async function end({ child }: Server): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

async function found({ publicOrigin, staffOrigin, foundingToken }: Server): Promise<void> {
  const api = createFoundingApi(staffOrigin, foundingToken ?? "");
  await foundInstitution({
    api,
    plan: { ...PLAN, publicOrigin, staffOrigin },
    today: dayOf(new Date()),
    keyStretching: CHEAP_STRETCHING,
  });
}

/** One sealed report and file that all senders send under ids of their own: the server cannot tell, and sealing is not what is tested. */
type Pattern = { readonly reporter: Reporter; readonly file: SealedFile };

async function aPattern({ publicOrigin }: Server): Promise<Pattern> {
  const reporter = await aReporter(publicOrigin);
  return { reporter, file: await sealFile(reporter, randomBytes(20_000)) };
}

async function loadAndKill(server: Server, pattern: Pattern, ledger: Ledger): Promise<void> {
  const senders = Array.from({ length: SENDERS }, (_, index) =>
    sendUntilCut(server, pattern, { ledger, hasFile: index < WITH_FILES }),
  );
  await sleep(SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS));
  await end(server);
  await Promise.all(senders);
}

/** Sends one report after the other until the server is gone. */
async function sendUntilCut(
  server: Server,
  { reporter, file }: Pattern,
  { ledger, hasFile }: { ledger: Ledger; hasFile: boolean },
): Promise<void> {
  try {
    for (;;) {
      const one = anotherReporter(server, reporter);
      const { caseId } = one.sealed;
      const body = await bodyOf(one);
      ledger.uncertain.set(caseId, body);
      await submit(one.api, body);
      settle(ledger, caseId);
      if (!hasFile) continue;
      const sent = await uploadFile(one, file);
      const { index } = await one.api.call(reporterRoutes.message, {
        body: await messageBodyOf(one, await sealNext(one, "Berkas."), { files: [sent] }),
      });
      ledger.messages.set(caseId, index);
    }
  } catch (fault) {
    if (!(fault instanceof ApiError) || fault.code !== "network") throw fault;
  }
}

function settle(ledger: Ledger, caseId: string): void {
  ledger.acknowledged.add(caseId);
  ledger.uncertain.delete(caseId);
}

/** The same ciphertexts under another case id and another receipt. */
function anotherReporter(
  { publicOrigin }: Server,
  { institution, keys, sealed, thread }: Reporter,
): Reporter {
  const caseId = randomBytes(12).toString("base64url");
  const [lookup, auth] = [randomBytes(16), randomBytes(32)];
  const head = {
    ...sealed.head,
    caseId,
    lookup: lookup.toString("base64"),
    auth: auth.toString("base64"),
  };
  return {
    api: createApi(publicOrigin),
    fetchOnce: fetch,
    institution,
    keys: { ...keys, lookup, auth },
    sealed: { ...sealed, caseId, head },
    thread,
  };
}

/** Sends again what had no answer: each body must now be acknowledged, whether it had been stored or not. */
async function repeat({ publicOrigin }: Server, ledger: Ledger): Promise<void> {
  const api = createApi(publicOrigin);
  for (const [caseId, body] of ledger.uncertain) {
    await submit(api, body);
    settle(ledger, caseId);
    ledger.repeated += 1;
  }
}

/** Looks at the folder of a dead server. */
async function look(
  data: string,
  { acknowledged, messages, uncertain }: Ledger,
): Promise<{ lost: string[]; wrong: string[] }> {
  const [inspection] = await inspectInstallation({ data, env: {} });
  const unsound = (inspection?.findings ?? [])
    .filter(({ verdict }) => verdict === "broken")
    .map(({ check, words }) => `${check}: ${words.en}`);
  const database = new DatabaseSync(join(data, "institutions", INSTANCE, "bijak.sqlite"), {
    readOnly: true,
  });
  const cases = new Set(
    database
      .prepare("SELECT id FROM case_file")
      .all()
      .map(({ id }) => String(id)),
  );
  const stored = new Set(
    database
      .prepare("SELECT case_id, number FROM message")
      .all()
      .map((row) => `${String(row["case_id"])} ${String(row["number"])}`),
  );
  const mailboxes = Number(
    database.prepare("SELECT count(*) AS count FROM mailbox").get()?.["count"],
  );
  const entries = Number(
    database
      .prepare('SELECT count(*) AS count FROM log_entry WHERE record LIKE \'%"type":"report"%\'')
      .get()?.["count"],
  );
  database.close();
  const lost = [
    ...[...acknowledged].filter((id) => !cases.has(id)),
    ...[...messages]
      .filter(([id, index]) => !stored.has(`${id} ${index}`))
      .map(([id]) => `message of ${id}`),
  ];
  const strangers = [...cases].filter((id) => !acknowledged.has(id) && !uncertain.has(id));
  const uneven =
    mailboxes === cases.size && entries === cases.size
      ? []
      : [`${cases.size} cases, ${mailboxes} mailboxes, ${entries} log entries`];
  return { lost, wrong: [...unsound, ...strangers, ...uneven] };
}
