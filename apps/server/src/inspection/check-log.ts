import {
  leafData,
  leafHash,
  readCheckpoint,
  rootOf,
  emptyTree,
  appendLeaf,
  type MerkleTree,
  type RetiredKey,
} from "@bijak/envelope/audit";
import { parseBase64, toBase64 } from "../encoding.ts";
import { readSecrets } from "../secrets.ts";
import type { StoreReader } from "../store/store.ts";
import { broken, type Finding, type Inspected, sound } from "./finding.ts";

const BATCH = 2_048;

/** Size and root of a checkpoint that somebody kept. */
type Kept = { readonly size: number; readonly root: Uint8Array };

/** What the log must agree with: a checkpoint that somebody kept, and the keys that the directory retires. */
export type Witnesses = {
  readonly checkpoint: string | null;
  readonly retired: readonly RetiredKey[];
};

/**
 * Every record that was not erased is the one its leaf was made from and is found by its digest, none is missing between, the log is
 * the continuation of the checkpoint that somebody kept, when one is handed in, and it had the roots that the directory names
 * beside retired keys.
 */
export async function checkLog(
  inspected: Inspected,
  { checkpoint, retired }: Witnesses,
): Promise<Finding[]> {
  const kept = checkpoint === null ? null : await readKept(inspected, checkpoint);
  if (kept === "unreadable")
    return [
      broken(
        "log",
        "Titik periksa yang diberikan bukan milik instansi ini.",
        "The checkpoint that was given is not one of this institution.",
      ),
    ];
  return judgeLog(inspected.reader, { kept, retired });
}

/** The same with a checkpoint whose signature was verified. */
export async function judgeLog(
  reader: StoreReader,
  { kept, retired }: { readonly kept: Kept | null; readonly retired: readonly RetiredKey[] },
): Promise<Finding[]> {
  const sizes = new Set([...(kept === null ? [] : [kept.size]), ...retired.map(sizeOf)]);
  const { size, roots, changedAt } = await walk(reader, sizes);
  if (changedAt !== null)
    return [
      broken(
        "log",
        `Catatan audit berubah pada entri ${changedAt}.`,
        `The audit log was changed at entry ${changedAt}.`,
      ),
    ];
  if (kept !== null && roots.get(kept.size) !== toBase64(kept.root))
    return [
      broken(
        "log",
        "Catatan audit bukan kelanjutan dari titik periksa yang diberikan.",
        "The audit log is not the continuation of the checkpoint that was given.",
      ),
    ];
  return [
    sound("log", `Catatan audit utuh, ${size} entri.`, `The audit log is whole, ${size} entries.`),
    checkRetired(retired, roots),
  ];
}

const sizeOf = ({ logSize }: RetiredKey): number => logSize;

function checkRetired(retired: readonly RetiredKey[], roots: ReadonlyMap<number, string>): Finding {
  if (retired.length === 0)
    return sound(
      "retired",
      "Belum ada kunci unit yang dipensiunkan.",
      "No unit key was retired yet.",
    );
  const untrue = retired.filter(({ logSize, root }) => roots.get(logSize) !== root);
  const names = untrue.map(({ unit, epoch }) => `${unit} ${epoch}`).join(", ");
  return untrue.length === 0
    ? sound(
        "retired",
        `Catatan audit memuat titik henti ${retired.length} kunci unit yang dipensiunkan.`,
        `The audit log holds the point at which each of ${retired.length} unit keys was retired.`,
      )
    : broken(
        "retired",
        `Catatan audit tidak sama dengan saat kunci dipensiunkan: ${names}.`,
        `The audit log is not the one it was when these keys were retired: ${names}.`,
      );
}

type Walked = {
  readonly size: number;
  /** Root, base64, at each of the sizes that the log has had. */
  readonly roots: ReadonlyMap<number, string>;
  /** The first entry that is missing or not what it was; null when all are. */
  readonly changedAt: number | null;
};

async function walk(reader: StoreReader, sizes: ReadonlySet<number>): Promise<Walked> {
  let tree: MerkleTree = emptyTree();
  const roots = new Map([[0, toBase64(rootOf(tree))]]);
  for await (const entry of eachEntry(reader)) {
    if (entry.seq !== tree.size || !(await isWhole(entry)))
      return { size: tree.size, roots, changedAt: tree.size };
    tree = appendLeaf(tree, parseBase64(entry.leaf));
    if (sizes.has(tree.size)) roots.set(tree.size, toBase64(rootOf(tree)));
  }
  return { size: tree.size, roots, changedAt: null };
}

/** The record is the one its leaf was made from, and is found by the digest it names; an erased one cannot be told. */
async function isWhole({ leaf, record, salt, digest }: Entry): Promise<boolean> {
  if (record === null || salt === null) return true;
  const made = leafHash(await leafData(parseBase64(salt), record));
  const named = (JSON.parse(record) as { readonly digest: string }).digest; // the log writes its records itself
  return toBase64(made) === leaf && digest === named;
}

async function readKept(
  { places, instance }: Inspected,
  note: string,
): Promise<Kept | "unreadable"> {
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
  readonly digest: string | null;
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
