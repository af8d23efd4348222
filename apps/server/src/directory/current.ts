import { ApiError, type ConfigContent } from "@bijak/contract";
import {
  type Directory,
  followDirectory,
  type MemberEntry,
  openMembersNote,
  openNote,
} from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import type { Store } from "../store/store.ts";
import { readConfig } from "./sound.ts";
import {
  findConfigNote,
  findDirectoryNote,
  findMembersNote,
  findNewest,
  findPinned,
  type Newest,
  type Pinned,
} from "./store.ts";

/** The newest notes, verified again when they were read. */
export type Current = {
  readonly pinned: Pinned;
  readonly directory: Directory;
  /** Directory notes from the newest that the pinned signers signed, up to the newest. */
  readonly chain: readonly string[];
  readonly configNote: string;
  readonly config: ConfigContent;
  readonly membersNote: string;
  readonly members: readonly MemberEntry[];
  readonly membersSerial: number;
};

/**
 * Gives the newest notes; reads and verifies them only when their serials have changed. An expired directory is served as well:
 * clients refuse it, and its signers must be able to sign in and renew it. Throws `not-available` before the founding.
 */
export function createCurrent(store: Pick<Store, "db">): () => Promise<Current> {
  let known: { readonly key: string; readonly current: Current } | null = null;
  return async () => {
    const newest = await findNewest(store.db);
    ensure(newest !== null, "not-available");
    const key = `${newest.directory} ${newest.members}`;
    if (known?.key !== key) known = { key, current: await readCurrent(store, newest) };
    return known.current;
  };
}

async function readCurrent({ db }: Pick<Store, "db">, newest: Newest): Promise<Current> {
  const pinned = (await findPinned(db)) ?? lost();
  const chain = await readChain(db, newest.directory, pinned);
  const directory = await followDirectory(chain, { ...pinned, today: 0 });
  const configNote = (await findConfigNote(db, directory.configHash)) ?? lost();
  const membersNote = (await findMembersNote(db, newest.members)) ?? lost();
  const { members, serial: membersSerial } = await openMembersNote(membersNote, directory);
  return Object.freeze({
    pinned,
    directory,
    chain,
    configNote,
    config: await readConfig(configNote, directory),
    membersNote,
    members,
    membersSerial,
  });
}

async function readChain(
  db: Store["db"],
  newest: number,
  pinned: Pinned,
): Promise<readonly string[]> {
  const chain: string[] = [];
  for (let serial = newest; serial >= 1; serial -= 1) {
    const note = (await findDirectoryNote(db, serial)) ?? lost();
    chain.unshift(note);
    if (await isVouchedFor(note, pinned)) return chain;
  }
  return lost();
}

async function isVouchedFor(note: string, { signers, threshold }: Pinned): Promise<boolean> {
  return openNote(note, { vkeys: signers, threshold }).then(
    () => true,
    () => false,
  );
}

/** A row is missing that a stored row names: the database is damaged. */
function lost(): never {
  throw new ApiError("internal-fault");
}
