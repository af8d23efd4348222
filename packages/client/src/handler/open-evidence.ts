import { staffRoutes } from "@bijak/contract";
import { EnvelopeError, openBlob, type FileEntry } from "@bijak/envelope";
import { loadCase } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { ensureKeys } from "./step.ts";

/** Types a page may show. A reporter chose the type: anything else is handed out as plain bytes, which no page runs. */
const SHOWN = ["image/png", "image/jpeg", "image/webp", "image/gif", "text/plain"];

/**
 * Fetches and opens a file of a case. Nothing is given out before all of it is authentic and is the file that the signed
 * message announced. The Blob's type is `application/octet-stream` unless it is one that a page may show.
 */
export async function openEvidence(desk: Desk, caseId: string, file: FileEntry): Promise<Blob> {
  const { keys } = ensureKeys(await loadCase(desk, caseId));
  const blob = await openBlob(keys, fetchParts(desk, caseId, file), file.parts);
  if (blob.size !== file.sizeBytes) throw new EnvelopeError("blob-size-differs");
  const type = SHOWN.includes(file.type) ? file.type : "application/octet-stream";
  return blob.slice(0, blob.size, type);
}

async function* fetchParts(
  { api }: Desk,
  id: string,
  { id: file, parts }: FileEntry,
): AsyncGenerator<Uint8Array> {
  for (const part of parts.keys()) {
    yield await api.call(staffRoutes.part, { params: { id, file, part: String(part) } });
  }
}
