import { randomBytes } from "node:crypto";
import { access, chmod, link, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { generateSigningKey, signingKeyFromSeed } from "@bijak/envelope/audit";
import { ready, server } from "@serenity-kit/opaque";
import { parseBase64, randomId, toBase64 } from "./encoding.ts";
import type { Secrets } from "./parts.ts";

const FILE = "keys.json";
const OTHERS = 0o077;

/** A new OPAQUE server setup: what makes stolen records useless for guessing. */
export async function generateOpaqueSetup(): Promise<string> {
  await ready;
  return server.createSetup();
}

/** The name under which the log key of an institution signs. */
const logKeyName = (instance: string): string => `${instance}/audit`;

/** New secrets of an institution; the OPAQUE setup is the one its first accounts were registered with. */
export async function generateSecrets(instance: string, opaqueSetup: string): Promise<Secrets> {
  const logKey = await generateSigningKey(logKeyName(instance));
  const [proofKey, uploadKey, sessionKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  return Object.freeze({ opaqueSetup, logKey, proofKey, uploadKey, sessionKey });
}

/** Keeps new secrets in `folder`, made for its owner alone; durable when the promise resolves. False when secrets stand there already: nothing is overwritten. */
export async function writeSecrets(
  folder: string,
  { opaqueSetup, logKey, proofKey, uploadKey, sessionKey }: Secrets,
): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const content = {
    opaqueSetup,
    logSeed: toBase64(logKey.seed),
    proofKey: toBase64(proofKey),
    uploadKey: toBase64(uploadKey),
    sessionKey: toBase64(sessionKey),
  };
  return writeNew(join(folder, FILE), `${JSON.stringify(content, null, 1)}\n`, 0o600);
}

/** Whether secrets stand in `folder`. */
export const hasSecrets = (folder: string): Promise<boolean> => isThere(join(folder, FILE));

/** Gives the secrets folder of a founding that never was another name, which no institution can have, and says it; null when there is none. */
export async function setSecretsAside(folder: string): Promise<string | null> {
  if (!(await isThere(folder))) return null;
  const aside = `${folder}~${randomId()}`;
  await rename(folder, aside);
  await flushFolder(dirname(folder));
  return aside;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Reads the secrets of an institution. Throws an Error with a sentence when they are missing, malformed or open to others. */
export async function readSecrets(folder: string, instance: string): Promise<Secrets> {
  const path = join(folder, FILE);
  await ensurePrivate(path);
  const content: unknown = JSON.parse(await readFile(path, "utf8"));
  const field = (name: string): string => {
    const value =
      typeof content === "object" && content !== null
        ? (content as Record<string, unknown>)[name]
        : undefined; // an object has fields by name
    if (typeof value !== "string" || value === "") throw new Error(`${path} holds no ${name}`);
    return value;
  };
  const key = (name: string): Uint8Array => {
    const bytes = parseBase64(field(name));
    if (bytes.length !== 32) throw new Error(`${path}: ${name} does not have 32 bytes`);
    return bytes;
  };
  const logKey = await signingKeyFromSeed(logKeyName(instance), key("logSeed"));
  return Object.freeze({
    opaqueSetup: field("opaqueSetup"),
    logKey,
    proofKey: key("proofKey"),
    uploadKey: key("uploadKey"),
    sessionKey: key("sessionKey"),
  });
}

/** Throws an Error with a sentence unless only its owner can read the file. */
async function ensurePrivate(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & OTHERS) !== 0) throw new Error(`${path} can be read by others: chmod 600 it`);
}

/** Writes a file whole or not at all: under another name first, flushed, then renamed. */
export async function writeDurably(path: string, text: string, mode: number): Promise<void> {
  const draft = await writeDraft(path, text, mode);
  await rename(draft, path);
  await flushFolder(dirname(path));
}

/** The same for a file that must not be there yet; false when it is. */
async function writeNew(path: string, text: string, mode: number): Promise<boolean> {
  const draft = await writeDraft(path, text, mode);
  try {
    await link(draft, path);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== "EEXIST") throw fault;
    return false;
  } finally {
    await rm(draft);
  }
  await flushFolder(dirname(path));
  return true;
}

async function writeDraft(path: string, text: string, mode: number): Promise<string> {
  const draft = `${path}.new`;
  const file = await open(draft, "w", mode);
  try {
    await file.chmod(mode);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
