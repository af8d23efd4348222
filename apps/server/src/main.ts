import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { type Config, type Given, parseConfig } from "./config.ts";
import { isOnlyLocal, LOCALHOST, originsNow } from "./hosting/institution-file.ts";
import { listenTwice } from "./hosting/listen.ts";
import { REAL_CLOCK } from "./hosting/open-parts.ts";
import { createStage, type Stage } from "./hosting/stage.ts";
import { startSweeper, type Sweeper } from "./hosting/sweeper.ts";
import { isTaken, openInstitutions, openPorch, type Surroundings } from "./institutions.ts";
import { type Clock, DEFAULT_LIMITS, type Limits } from "./parts.ts";
import { generateOpaqueSetup } from "./secrets.ts";

export { ConfigError } from "./config.ts";
export { StoreInUse } from "./store/lock.ts";
export { DEFAULT_LIMITS, type Limits } from "./parts.ts";

export type ServeOptions = Given & {
  /** Folder with the built web client. */
  readonly webRoot: string;
  /** Takes the lines of the log; standard error unless said. */
  readonly write?: (line: string) => void;
  /** Opens no institution, only the doors to found another one. */
  readonly isFounding?: boolean;
  readonly limits?: Limits;
  readonly clock?: Clock;
};

/** A server that answers. */
export type Running = {
  readonly publicOrigin: string;
  readonly staffOrigin: string;
  /** Whether there is an institution, now. */
  readonly isFounded: boolean;
  /** Opens the founding doors, once. Null when there was an institution at the start. */
  readonly foundingToken: string | null;
  readonly instance: string | null;
  /** Whether a founding under this id would be refused as `already-founded`. */
  readonly isTaken: (instance: string) => Promise<boolean>;
  readonly secretsFolder: string;
  /** Where it listens on this machine, whatever its origins are called. */
  readonly ports: { readonly public: number; readonly staff: number };
  /** Answers what is under way, closes stores, and lets the process end. */
  readonly close: () => Promise<void>;
};

const LOOPBACK = "127.0.0.1";
const EVERYWHERE = "::";

/** Starts a server for all institutions of a data folder, or for the founding of the first. Throws `ConfigError`, `StoreInUse`, `storage-lost`. */
export async function serve(options: ServeOptions): Promise<Running> {
  const config = parseConfig(options);
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  const {
    write = (line: string) => void process.stderr.write(`${line}\n`),
    limits = DEFAULT_LIMITS,
    clock = REAL_CLOCK,
    webRoot,
  } = options;
  const isLoopback = await isOnlyLocal(config);
  const around: Surroundings = { config, isLoopback, clock, limits, webRoot, logLine: write };
  const listeners = await listenTwice(isLoopback ? LOOPBACK : EVERYWHERE, config.port);
  const stage = createStage(listeners);
  try {
    const token = await fill(stage, around, options.isFounding ?? false);
    return runningOf(stage, {
      token,
      sweeper: startSweeper(stage, write),
      config,
    });
  } catch (fault) {
    await stage.close();
    throw fault;
  }
}

/** Opens what there is; where there is nothing, opens the founding doors and gives their token. */
async function fill(
  stage: Stage,
  around: Surroundings,
  isFounding: boolean,
): Promise<string | null> {
  const hosted = isFounding ? [] : await openInstitutions(around, stage.ports);
  if (hosted.length > 0) {
    stage.host(hosted);
    return null;
  }
  const token = randomBytes(32).toString("base64url");
  const origins = originsNow(around.config.origins ?? LOCALHOST, stage.ports);
  const opaqueSetup = await generateOpaqueSetup();
  stage.await(
    await openPorch(around, {
      origins,
      token,
      opaqueSetup,
      onFounded: (founded) => stage.host([founded]),
    }),
  );
  return token;
}

function runningOf(
  stage: Stage,
  { token, sweeper, config }: { token: string | null; sweeper: Sweeper; config: Config },
): Running {
  return Object.freeze({
    ...stage.origins(),
    get isFounded() {
      return stage.hosted().length > 0;
    },
    foundingToken: token,
    get instance() {
      return stage.hosted()[0]?.instance ?? null;
    },
    isTaken: (instance: string) => isTaken(config, instance),
    secretsFolder: config.secretsFolder,
    ports: stage.ports,
    close: async () => {
      await sweeper.stop();
      await stage.close();
    },
  });
}
