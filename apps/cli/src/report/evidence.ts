import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { Readable } from "node:stream";
import type { EvidenceSource } from "@bijak/client/reporter";
import { Failure } from "../failure.ts";
import type { Call } from "../world.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".pdf": "application/pdf",
  ".txt": "text/plain",
  ".mp4": "video/mp4",
};

/** A file on this computer as evidence. Its bytes are sent as they are: nothing inside is removed. */
export async function openEvidenceFile({ say }: Call, path: string): Promise<EvidenceSource> {
  const facts = await stat(path).catch(() => null);
  if (facts === null || !facts.isFile()) throw new Failure(say.fileUnreadable(path));
  return {
    name: basename(path),
    type: TYPES[extname(path).toLowerCase()] ?? "application/octet-stream",
    sizeBytes: facts.size,
    stream: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, // a file stream without encoding gives bytes
  };
}
