import { ApiError, reporterRoutes } from "@bijak/contract";
import {
  sealBlob,
  sealedBlobSize,
  type FileEntry,
  type FileSource,
  type ReporterKeys,
  type SealedPart,
} from "@bijak/envelope";
import { randomId } from "../shared/bytes.ts";
import type { Institution } from "../shared/institution.ts";
import { keepTrying, type Waiting } from "../shared/pace.ts";
import type { ReporterApi } from "./api.ts";
import { postMessage } from "./post-message.ts";
import { withProof, type Solve } from "./proof.ts";
import { sealNext, type ReporterThread } from "./thread.ts";

/** A file to send: a browser's File fits once `size` is called `sizeBytes`. `stream` is called once. */
export type EvidenceSource = FileSource & { readonly name: string; readonly type: string };

type Sending = Waiting & {
  readonly api: ReporterApi;
  readonly institution: Institution;
  readonly keys: ReporterKeys;
  readonly thread: ReporterThread;
  readonly file: EvidenceSource;
  readonly solve: Solve;
  /** Sealed bytes that have arrived, of all there are. */
  readonly onProgress?: ((sentBytes: number, totalBytes: number) => void) | undefined;
};

/**
 * Seals a file and sends it part by part, then one message that carries it. Gives the thread after that message.
 * Failures that may pass are waited for; after any other nothing of the file stays beyond a day.
 */
export async function sendEvidence(sending: Sending): Promise<ReporterThread> {
  const { api, institution, keys, thread, file, solve, signal, onWait, pace } = sending;
  const waiting = { signal, onWait, pace };
  const id = randomId();
  const upload = await openUpload(sending, sizeOf(sending));
  const parts = await sendParts(sending, { id, upload });
  const { name, type, sizeBytes } = file;
  const entry: FileEntry = { id, name, type, sizeBytes, parts };
  const next = await sealNext({
    institution,
    keys,
    thread,
    body: { kind: "message", text: "", files: [entry] },
  });
  await postMessage({
    api,
    keys,
    solve,
    sealed: next.sealed,
    files: [{ id, upload, parts: [...parts] }],
    ...waiting,
  });
  return next.thread;
}

const sizeOf = ({ file, institution }: Sending): number =>
  sealedBlobSize(file.sizeBytes, institution.realm.suite, 1);

/** A reply that got lost has spent its proof, so a repetition may need a fresh one. */
async function openUpload(
  { api, solve, signal, onWait, pace }: Sending,
  sealedBytes: number,
): Promise<string> {
  const waiting = { signal, onWait, pace };
  const { upload } = await withProof({ api, action: "upload", solve, ...waiting }, (proof) => {
    const call = (inner: AbortSignal) =>
      api.call(reporterRoutes.upload, { body: { proof, sealedBytes } }, { signal: inner });
    return keepTrying(call, waiting);
  });
  return upload;
}

type Place = { readonly id: string; readonly upload: string };

async function sendParts(sending: Sending, place: Place): Promise<readonly string[]> {
  const { institution, thread, file, onProgress } = sending;
  const totalBytes = sizeOf(sending);
  const hashes: string[] = [];
  let sentBytes = 0;
  onProgress?.(0, totalBytes);
  for await (const part of sealBlob(institution.realm.suite, [thread.caseRecipient], file)) {
    await sendPart(sending, place, part);
    hashes.push(part.sha256);
    sentBytes += part.bytes.length;
    onProgress?.(sentBytes, totalBytes);
  }
  return hashes;
}

async function sendPart(
  { api, ...waiting }: Sending,
  { id, upload }: Place,
  part: SealedPart,
): Promise<void> {
  const input = { params: { file: id, part: String(part.no) }, body: part.bytes };
  const call = (signal: AbortSignal) =>
    api.call(reporterRoutes.part, input, { signal, bearer: upload });
  const { sha256 } = await keepTrying(call, waiting, part.bytes.length);
  if (sha256 !== part.sha256) throw new ApiError("part-digest");
}
