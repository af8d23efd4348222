import { ApiError, type MailboxReply } from "@bijak/contract";
import { toBase64 } from "../encoding.ts";
import type { MailboxView } from "../ports.ts";
import type { MailboxRow } from "./store.ts";

const KIB = 1_024;
const BUCKETS = [16, 64, 256, 1_024].map((size) => size * KIB);

/** What the holder of a receipt sees. The reply is filled to a bucket, so that its size does not tell how much was answered. */
export function replyOf(mailbox: MailboxRow, view: MailboxView | null): MailboxReply {
  if (view === null) throw new ApiError("mailbox-not-found");
  const reply: MailboxReply = {
    caseId: mailbox.case_id,
    receivedOn: view.receivedOn,
    card: toBase64(mailbox.card),
    state: view.state,
    promise: view.promise,
    isReadOnly: view.isReadOnly,
    messages: view.messages.map(({ sealed, ...message }) => ({
      ...message,
      sealed: sealed === null ? null : toBase64(sealed),
    })),
    padding: "",
  };
  const bytes = Buffer.byteLength(JSON.stringify(reply));
  return { ...reply, padding: " ".repeat(bucketOf(bytes) - bytes) };
}

const bucketOf = (bytes: number): number =>
  BUCKETS.find((bucket) => bytes <= bucket) ?? Math.ceil(bytes / (KIB * KIB)) * KIB * KIB;
