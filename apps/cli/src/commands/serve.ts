import { Failure } from "../failure.ts";
import { readOptions, readPort } from "../options.ts";
import { foundTrial } from "../trial/found.ts";
import { readTrial, type Trial } from "../trial/file.ts";
import { renewTrial } from "../trial/renew.ts";
import { ensureWebClient } from "../web-build.ts";
import { type Call, type Command, print, printJson, type Running, tell } from "../world.ts";

/** Runs the server until it is asked to end. An empty data folder becomes a trial institution first (R35). */
export const serve: Command = async (call) => {
  const { world, say } = call;
  const { values } = readOptions(call, { port: { type: "string" }, data: { type: "string" } });
  const port = readPort(call, values.port);
  const webRoot = await ensureWebClient(call);
  const asked = world.asksToEnd();
  const running = await world.serve({
    env: world.env,
    webRoot,
    ...(port === undefined ? {} : { port }),
    ...(values.data === undefined ? {} : { data: values.data }),
  });
  try {
    const trial = await prepareTrial(call, running);
    if (values.json === true)
      printJson(world, {
        url: running.publicOrigin,
        staffUrl: running.staffOrigin,
        accounts: trial?.accounts ?? [],
      });
    else for (const line of describe(call, running, trial)) print(world, line);
    await asked;
  } finally {
    await running.close();
  }
  tell(world, say.stopped);
  return 0;
};

const isLocal = (origin: string): boolean => new URL(origin).hostname === "localhost";

/** The trial behind this server, founded or renewed just now; null for a real institution. */
async function prepareTrial(call: Call, running: Running): Promise<Trial | null> {
  if (running.foundingToken !== null) {
    if (!isLocal(running.publicOrigin) || !isLocal(running.staffOrigin))
      throw new Failure(call.say.trialNeedsLocalhost);
    return foundTrial(call, { running, token: running.foundingToken });
  }
  const trial = await readTrial(call, running);
  if (trial !== null) await renewTrial({ running, trial });
  return trial;
}

function describe(
  { say }: Call,
  { publicOrigin, staffOrigin }: Running,
  trial: Trial | null,
): string[] {
  const addresses = [
    `${say.forReporters}: ${publicOrigin}/`,
    `${say.forStaff}: ${staffOrigin}/masuk`,
  ];
  if (trial === null) return [...addresses, say.ready];
  const { name, password, unit, role } = say.columns;
  const rows = [
    { name, password, unit, role },
    ...trial.accounts.map((one) => ({
      ...one,
      unit: one.unit ?? "-",
      role: say.roles[one.role] ?? one.role,
    })),
  ];
  const width = (key: "name" | "password" | "unit"): number =>
    Math.max(...rows.map((row) => row[key].length));
  const table = rows.map(
    (row) =>
      `  ${row.unit.padEnd(width("unit"))}  ${row.name.padEnd(width("name"))}  ${row.password.padEnd(width("password"))}  ${row.role}`,
  );
  return [
    "",
    say.trialTitle,
    "",
    ...addresses,
    "",
    `${say.accounts}:`,
    ...table,
    "",
    say.paperKeys(trial.path),
    "",
    say.ready,
  ];
}
