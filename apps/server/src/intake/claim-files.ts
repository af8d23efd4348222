import type { Parts } from "../parts.ts";
import type { ClaimedFile } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { countParts } from "./put-part.ts";
import { bindFile, findFile, listParts, sumFiles } from "./store.ts";
import { readUpload, type Upload } from "./upload-token.ts";

/** Padmé adds at most 12 % to a file (crypto.md 1), age 16 bytes to each 64 KiB: what a report may bring is counted sealed. */
const SEALED_PER_PLAIN = 1.13;

/** Most sealed bytes that the files of one report may have together. */
export const mostSealedBytes = ({ limits }: Pick<Parts, "limits">): number =>
  Math.ceil(limits.reportBytes * SEALED_PER_PLAIN);

/**
 * Binds uploaded files to a case, in the transaction that stores their message. Throws `upload-refused` for a token that is not theirs,
 * `part-missing`, `part-digest` when the announced digests are not those of what arrived, `upload-budget` beyond what one report may bring.
 */
export async function claimFiles(
  parts: Parts,
  tx: Tx,
  caseId: string,
  files: readonly ClaimedFile[],
): Promise<void> {
  for (const file of files) await claimFile(tx, caseId, file, readUpload(parts, file.upload));
  if (files.length === 0) return;
  const total = await sumFiles(tx, caseId);
  ensure(
    total.files <= parts.limits.filesPerReport && total.sealedBytes <= mostSealedBytes(parts),
    "upload-budget",
  );
}

async function claimFile(
  tx: Tx,
  caseId: string,
  { id, parts: digests }: ClaimedFile,
  upload: Upload,
): Promise<void> {
  const file = await findFile(tx, id);
  ensure(file !== null, "part-missing");
  ensure(file.upload === upload.id, "upload-refused");
  const standing = (await listParts(tx, id)).filter((part) => part.is_stored === 1);
  ensure(
    standing.length === countParts(upload.sealedBytes) && standing.length === digests.length,
    "part-missing",
  );
  ensure(
    standing.every(({ sha256 }, index) => sha256 === digests[index]),
    "part-digest",
  );
  ensure(await bindFile(tx, id, caseId), "upload-refused");
}
