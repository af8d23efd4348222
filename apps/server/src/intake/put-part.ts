import { randomBytes } from "node:crypto";
import { ApiError, SIZES } from "@bijak/contract";
import { digestOf } from "../encoding.ts";
import type { Parts } from "../parts.ts";
import type { DirectoryPort } from "../ports.ts";
import { ensure, ensureShape } from "../refusal.ts";
import { ensureRoom } from "./room.ts";
import {
  deleteUnstored,
  findFile,
  findPartRow,
  insertFile,
  insertPart,
  markStored,
  type PartRow,
} from "./store.ts";
import { readUpload, type Upload } from "./upload-token.ts";

export type NewPart = {
  readonly fileId: string;
  readonly no: number;
  readonly bytes: Uint8Array;
  readonly token: string;
};

/** How many parts a sealed file of this size has. */
export const countParts = (sealedBytes: number): number => Math.ceil(sealedBytes / SIZES.part);

/** 1 MiB for every part but the last. */
const sizeOfPart = (sealedBytes: number, no: number): number =>
  Math.min(SIZES.part, sealedBytes - no * SIZES.part);

/** 40 url-safe characters that say nothing and are never used twice. */
const newObjectName = (): string => randomBytes(30).toString("base64url");

/**
 * Stores one part of a sealed file. The same part again changes nothing. Throws `upload-refused`, `request-malformed` for a part that the
 * announced size does not have, `part-conflict`, `ciphertext-refused`, `storage-full`, `storage-lost`.
 *
 * The row is committed before the object is written and marked after, so that an object without a row never exists and the sweep finds all.
 */
export async function putPart(
  parts: Parts,
  ports: Pick<DirectoryPort, "currentDirectory">,
  { fileId, no, bytes, token }: NewPart,
): Promise<string> {
  const upload = readUpload(parts, token);
  ensure(
    no < countParts(upload.sealedBytes) && bytes.length === sizeOfPart(upload.sealedBytes, no),
    "request-malformed",
  );
  if (no === 0) {
    const { suite } = await ports.currentDirectory();
    ensureShape(bytes, {
      suite,
      kind: "part",
      recipientCounts: [1],
      totalBytes: upload.sealedBytes,
    });
  }
  const sha256 = digestOf(bytes);
  const row: PartRow = {
    file_id: fileId,
    part: no,
    sha256,
    bytes: bytes.length,
    object: newObjectName(),
    is_stored: 0,
  };
  const reserved = await reserve(parts, upload, row);
  if (reserved.isKept) return sha256;
  try {
    await parts.blobs.put(row.object, bytes);
    await settle(parts, row);
  } finally {
    if (reserved.replaced !== null) await parts.blobs.erase(reserved.replaced);
  }
  return sha256;
}

type Reserved = { readonly isKept: boolean; readonly replaced: string | null };

/** Takes the place of the part, or finds that the same one is there. A place that was taken but never filled is taken over. */
async function reserve(parts: Parts, upload: Upload, row: PartRow): Promise<Reserved> {
  const { store, clock } = parts;
  return store.transact(async (tx) => {
    await insertFile(tx, { id: row.file_id, upload: upload.id, received_on: clock.today() });
    ensure((await findFile(tx, row.file_id))?.upload === upload.id, "upload-refused");
    const standing = await findPartRow(tx, row.file_id, row.part);
    if (standing !== null && standing.is_stored === 1) {
      ensure(standing.sha256 === row.sha256, "part-conflict");
      return { isKept: true, replaced: null };
    }
    // Whoever filled it meanwhile was told that it is stored: then this sending comes again and finds it.
    if (standing !== null) ensure(await deleteUnstored(tx, standing.object), "storage-lost");
    await ensureRoom(parts, tx, row.bytes);
    await insertPart(tx, row);
    return { isKept: false, replaced: standing?.object ?? null };
  });
}

async function settle({ store, blobs }: Parts, row: PartRow): Promise<void> {
  if (await store.transact((tx) => markStored(tx, row.object))) return;
  await blobs.erase(row.object);
  const standing = await findPartRow(store.db, row.file_id, row.part);
  if (standing?.is_stored !== 1) throw new ApiError("storage-lost");
  ensure(standing.sha256 === row.sha256, "part-conflict");
}
