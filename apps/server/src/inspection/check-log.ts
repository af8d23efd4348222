import {
  leafData,
  leafHash,
  readCheckpoint,
  rootOf,
  emptyTree,
  appendLeaf,
  type MerkleTree,
} from "@bijak/envelope/audit";
import { parseBase64, toBase64 } from "../encoding.ts";
import { readSecrets } from "../secrets.ts";
import type { StoreReader } from "../store/store.ts";
import { broken, type Finding, type Inspected, sound } from "./finding.ts";

const BATCH = 2_048;

/**
 * Every record that was not erased is the one its leaf was made from, none is missing between, and the log is the continuation of the
 * checkpoint that somebody kept, when one is handed in.
 */
export async function checkLog(inspected: Inspected, kept: string | null): Promise<Finding[]> {
  const keptPoint = kept === null ? null : await readKept(inspected, kept);
  if (keptPoint === "unreadable")
    return [
      broken(
        "log",
        "Titik periksa yang diberikan bukan milik instansi ini.",
        "The checkpoint that was given is not one of this institution.",
      ),
    ];
  let tree: MerkleTree = emptyTree();
  let isContinued = keptPoint === null || keptPoint.size === 0;
  for await (const { seq, leaf, record, salt } of eachEntry(inspected.reader)) {
    const isWhole =
      seq === tree.size &&
      (record === null ||
        salt === null ||
        toBase64(leafHash(await leafData(parseBase64(salt), record))) === leaf);
    if (!isWhole)
      return [
        broken(
          "log",
          `Catatan audit berubah pada entri ${tree.size}.`,
          `The audit log was changed at entry ${tree.size}.`,
        ),
      ];
    tree = appendLeaf(tree, parseBase64(leaf));
    if (keptPoint !== null && tree.size === keptPoint.size)
      isContinued = toBase64(rootOf(tree)) === toBase64(keptPoint.root);
  }
  if (!isContinued)
    return [
      broken(
        "log",
        "Catatan audit bukan kelanjutan dari titik periksa yang diberikan.",
        "The audit log is not the continuation of the checkpoint that was given.",
      ),
    ];
  return [
    sound(
      "log",
      `Catatan audit utuh, ${tree.size} entri.`,
      `The audit log is whole, ${tree.size} entries.`,
    ),
  ];
}

async function readKept(
  { places, instance }: Inspected,
  note: string,
): Promise<{ size: number; root: Uint8Array } | "unreadable"> {
  try {
    const { logKey } = await readSecrets(places.secrets, instance);
    return await readCheckpoint(note, logKey.vkey);
  } catch {
    return "unreadable";
  }
}

type Entry = {
  readonly seq: number;
  readonly leaf: string;
  readonly record: string | null;
  readonly salt: string | null;
};

async function* eachEntry({ db }: StoreReader): AsyncGenerator<Entry> {
  for (let from = 0; ; from += BATCH) {
    const rows = await db
      .selectFrom("log_entry")
      .selectAll()
      .where("seq", ">=", from)
      .where("seq", "<", from + BATCH)
      .orderBy("seq")
      .execute();
    yield* rows;
    if (rows.length < BATCH) return;
  }
}
