import {
  sealMessage,
  sha256Base64,
  type MessageBody,
  type Recipient,
  type ReporterKeys,
} from "@bijak/envelope";
import type { Institution } from "../shared/institution.ts";

/** What is needed to write the next message: where it is sealed to and what it follows. Lives in memory only. */
export type ReporterThread = {
  readonly caseId: string;
  /** The newest case key the reporter knows of. */
  readonly n: number;
  readonly caseRecipient: Recipient;
  /** Number of the next message. */
  readonly seq: number;
  /** SHA-256, base64, of the message before. */
  readonly previous: string;
  /** SHA-256, base64, of the mailbox-card in use (R19). */
  readonly cardHash: string;
};

type Writing = {
  readonly institution: Institution;
  readonly keys: ReporterKeys;
  readonly thread: ReporterThread;
  readonly body: Pick<MessageBody, "kind" | "text" | "files">;
};

/** Seals the next message of the reporter and gives the thread as it stands once the message has arrived. */
export async function sealNext({
  institution,
  keys,
  thread,
  body,
}: Writing): Promise<{ readonly sealed: Uint8Array; readonly thread: ReporterThread }> {
  const { caseId, n, seq, previous, cardHash, caseRecipient } = thread;
  const sealed = await sealMessage({
    realm: institution.realm,
    message: { caseId, author: "reporter", n, seq, previous, body: { ...body, cardHash } },
    recipients: [caseRecipient],
    signingKey: keys.signing,
  });
  const after = { ...thread, seq: seq + 1, previous: await sha256Base64(sealed) };
  return { sealed, thread: Object.freeze(after) };
}
