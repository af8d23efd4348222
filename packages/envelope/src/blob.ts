import { headerBytesOf, payloadBytesOf } from "./age-header.ts";
import { openStream, sealStream } from "./age.ts";
import { isZero, sha256Base64, unshared } from "./bytes.ts";
import { ensure } from "./errors.ts";
import { PART_BYTES } from "./kinds.ts";
import { TAR_BLOCK, paddedSizeOf, parseTarHeader, tarHeader } from "./tar.ts";
import type { Identity, Recipient, Suite } from "./types.ts";

/*
 * [Note: Sealed file]
 *
 *   parts of 1 MiB, the last one shorter; joined, they are
 *     age file                        [Note: Age header]
 *       archive, one entry `file`     [Note: Padded archive], zeros to Padmé
 *
 * Both directions keep one part in memory at a time. What binds the file to its message are the SHA-256 of the parts
 * in the message's signed list.
 */
const ENTRY = "file";

export type FileSource = { readonly sizeBytes: number; stream(): ReadableStream<Uint8Array> };
export type SealedPart = {
  readonly no: number;
  readonly bytes: Uint8Array;
  readonly sha256: string;
};

/** Seals a file, part by part. Throws `blob-size-differs` if the source does not hold `sizeBytes`. */
export async function* sealBlob(
  suite: Suite,
  recipients: readonly Recipient[],
  source: FileSource,
): AsyncGenerator<SealedPart> {
  const ciphertext = await sealStream(suite, recipients, streamOf(archiveOf(source)));
  let no = 0;
  for await (const bytes of cutIntoParts(piecesOf(ciphertext))) {
    yield Object.freeze({ no, bytes, sha256: await sha256Base64(bytes) });
    no += 1;
  }
}

/** The exact size, all parts together, that `sealBlob` will give. */
export const sealedBlobSize = (sizeBytes: number, suite: Suite, recipientCount: number): number =>
  headerBytesOf(suite, recipientCount) + payloadBytesOf(paddedSizeOf("whole-kib", sizeBytes));

/**
 * Opens a file from its parts in order. Nothing is given out before the last part has the hash that was `expected`
 * of it and the whole is authentic. Throws `blob-part-differs`, `not-openable`, `suite-mixed`, `archive-malformed`.
 */
export async function openBlob(
  identities: readonly Identity[],
  parts: AsyncIterable<Uint8Array>,
  expected: readonly string[],
): Promise<Blob> {
  const checked = checkParts(parts, expected);
  try {
    const first = await checked.next();
    ensure(first.done !== true, "blob-part-differs");
    const file = collectFile();
    const all = streamOf(startingWith(first.value, checked));
    await openStream(identities, { first: first.value, all }, file.take);
    return file.finish();
  } finally {
    await checked.return(undefined);
  }
}

async function* archiveOf(source: FileSource): AsyncGenerator<Uint8Array> {
  const { sizeBytes } = source;
  yield tarHeader(ENTRY, sizeBytes);
  let read = 0;
  for await (const piece of piecesOf(source.stream())) {
    read += piece.length;
    ensure(read <= sizeBytes, "blob-size-differs");
    yield piece;
  }
  ensure(read === sizeBytes, "blob-size-differs");
  yield* zeros(paddedSizeOf("whole-kib", sizeBytes) - TAR_BLOCK - sizeBytes);
}

function* zeros(count: number): Generator<Uint8Array> {
  const block = new Uint8Array(65_536);
  for (let left = count; left > 0; left -= block.length)
    yield block.slice(0, Math.min(left, block.length));
}

async function* cutIntoParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let part = new Uint8Array(PART_BYTES);
  let filled = 0;
  for await (const piece of pieces) {
    for (let rest = piece; rest.length > 0;) {
      const taken = rest.subarray(0, PART_BYTES - filled);
      part.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
      if (filled < PART_BYTES) continue;
      yield part;
      part = new Uint8Array(PART_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield part.slice(0, filled);
}

async function* checkParts(
  parts: AsyncIterable<Uint8Array>,
  expected: readonly string[],
): AsyncGenerator<Uint8Array> {
  let no = 0;
  for await (const part of parts) {
    ensure((await sha256Base64(part)) === expected[no], "blob-part-differs");
    no += 1;
    yield part;
  }
  ensure(no === expected.length, "blob-part-differs");
}

/** Takes the archive apart while it comes in. Content is held as Blobs, which browsers keep outside the page's memory. */
function collectFile(): {
  readonly take: (piece: Uint8Array) => void;
  readonly finish: () => Blob;
} {
  const header = new Uint8Array(TAR_BLOCK);
  const content: Blob[] = [];
  let read = 0;
  let end = TAR_BLOCK;
  const take = (piece: Uint8Array): void => {
    const headerPart = piece.subarray(0, Math.max(0, TAR_BLOCK - read));
    header.set(headerPart, Math.min(read, TAR_BLOCK));
    if (read < TAR_BLOCK && read + headerPart.length === TAR_BLOCK)
      end += parseTarHeader(header, ENTRY);
    const rest = piece.subarray(headerPart.length);
    const inside = rest.subarray(0, Math.max(0, end - read - headerPart.length));
    if (inside.length > 0) content.push(new Blob([unshared(inside)]));
    ensure(isZero(rest.subarray(inside.length)), "archive-malformed");
    read += piece.length;
  };
  const finish = (): Blob => {
    ensure(read >= TAR_BLOCK && read >= end, "archive-malformed");
    return new Blob(content);
  };
  return { take, finish };
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/** Not every browser iterates streams. A caller that stops early releases the source. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      yield piece.value;
  } finally {
    await reader.cancel();
  }
}

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(piece.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
