import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat, statfs, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ApiError } from "@bijak/contract";
import { type BlobStore, ensureName, ensureSame } from "./blob-store.ts";

const DAY_S = 86_400;
const FULL = new Set(["ENOSPC", "EDQUOT"]);

/**
 * A store in a folder of its own, made if missing. Each object is written under another name, flushed, read back and only then given its name;
 * files and folders carry midnight, so that they do not tell the hour of an upload.
 */
export async function openFolder(root: string): Promise<BlobStore> {
  await mkdir(join(root, "new"), { recursive: true, mode: 0o700 });
  const placeOf = (name: string): string => {
    ensureName(name);
    return join(root, name.slice(0, 2), name);
  };
  return Object.freeze({
    put: (name: string, bytes: Uint8Array) => asStorage(() => putFile(root, placeOf(name), bytes)),
    find: (name: string) => asStorage(() => readIfThere(placeOf(name))),
    erase: (name: string) => asStorage(() => rm(placeOf(name), { force: true })),
    freeBytes: () =>
      asStorage(async () => {
        const { bavail, bsize } = await statfs(root);
        return bavail * bsize;
      }),
  });
}

async function putFile(root: string, place: string, bytes: Uint8Array): Promise<void> {
  const draft = join(root, "new", randomBytes(16).toString("hex"));
  try {
    await writeFlushed(draft, bytes);
    ensureSame(bytes, await readIfThere(draft));
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await ensureFree(place);
    await rename(draft, place);
  } catch (fault) {
    await rm(draft, { force: true });
    throw fault;
  }
  await flushFolder(dirname(place));
  await flushFolder(root);
  await Promise.all([dirname(place), join(root, "new"), root].map(setMidnight));
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    const midnight = lastMidnight();
    await file.utimes(midnight, midnight);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const lastMidnight = (): number => Math.floor(Date.now() / 1_000 / DAY_S) * DAY_S;

async function setMidnight(path: string): Promise<void> {
  await utimes(path, lastMidnight(), lastMidnight());
}

async function ensureFree(path: string): Promise<void> {
  const isTaken = await stat(path).then(
    () => true,
    () => false,
  );
  if (isTaken) throw new RangeError("an object is never overwritten");
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (fault) {
    if (codeOf(fault) === "ENOENT") return null;
    throw fault;
  }
}

const codeOf = (fault: unknown): string =>
  fault instanceof Error ? ((fault as NodeJS.ErrnoException).code ?? "") : "";

async function asStorage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    const code = codeOf(fault);
    if (fault instanceof ApiError || code === "") throw fault;
    throw new ApiError(FULL.has(code) ? "storage-full" : "storage-lost");
  }
}
