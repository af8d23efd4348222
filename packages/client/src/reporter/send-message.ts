import type { ReporterKeys } from "@bijak/envelope";
import type { Institution } from "../shared/institution.ts";
import type { Waiting } from "../shared/pace.ts";
import type { ReporterApi } from "./api.ts";
import { postMessage } from "./post-message.ts";
import type { Solve } from "./proof.ts";
import { sealNext, type ReporterThread } from "./thread.ts";

type Sending = Waiting & {
  readonly api: ReporterApi;
  readonly institution: Institution;
  readonly keys: ReporterKeys;
  readonly thread: ReporterThread;
  readonly kind: "message" | "answer";
  readonly text: string;
  readonly solve: Solve;
};

/**
 * Writes to the units that can read. Sends the same sealed message until it is certain that it is stored; given up by
 * the signal, the mailbox must be opened again before anything else is written.
 */
export async function sendMailboxMessage({
  api,
  institution,
  keys,
  thread,
  kind,
  text,
  solve,
  ...waiting
}: Sending): Promise<ReporterThread> {
  const next = await sealNext({ institution, keys, thread, body: { kind, text, files: [] } });
  await postMessage({ api, keys, solve, sealed: next.sealed, files: [], ...waiting });
  return next.thread;
}
