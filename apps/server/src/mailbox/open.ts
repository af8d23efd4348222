import { ApiError, type LogProof, type MailboxReply } from "@bijak/contract";
import { digestOf, toBase64 } from "../encoding.ts";
import type { AuditPort, CaseworkPort, CustodyPort, MailboxView } from "../ports.ts";
import type { Reader } from "../store/store.ts";
import { countChanges, type MailboxRow } from "./store.ts";

const KIB = 1_024;
const BUCKETS = [16, 64, 256, 1_024].map((size) => size * KIB);

export type ReadingPorts = Pick<CaseworkPort, "mailboxView"> &
  Pick<CustodyPort, "identityOf"> &
  Pick<AuditPort, "proofsOf">;

/** What the holder of a receipt sees. The reply is filled to a bucket, so that its size does not tell how much was answered. Throws `mailbox-not-found`. */
export async function readMailbox(
  db: Reader,
  ports: ReadingPorts,
  mailbox: MailboxRow,
): Promise<MailboxReply> {
  const view = await ports.mailboxView(mailbox.case_id);
  if (view === null) throw new ApiError("mailbox-not-found");
  const identity = await ports.identityOf(mailbox.case_id);
  const hasFormerReceipt = (await countChanges(db, mailbox.case_id)) > 0;
  const card = digestOf(mailbox.card);
  const answers = view.messages.filter(({ sealed }) => sealed !== null);
  const proofs = await ports.proofsOf([card, ...answers.map(({ sha256 }) => sha256)], "reporter");
  const cardProofs = proofs.get(card);
  return filled({
    caseId: mailbox.case_id,
    receivedOn: view.receivedOn,
    card: toBase64(mailbox.card),
    ...(cardProofs === undefined ? {} : { cardProofs }),
    ...(identity === null ? {} : { identity }),
    ...(hasFormerReceipt ? { hasFormerReceipt } : {}),
    state: view.state,
    promise: view.promise,
    isReadOnly: view.isReadOnly,
    messages: view.messages.map((message) => shown(message, proofs.get(message.sha256))),
    padding: "",
  });
}

const shown = (
  { sealed, ...message }: MailboxView["messages"][number],
  proofs: LogProof[] | undefined,
): MailboxReply["messages"][number] => ({
  ...message,
  sealed: sealed === null ? null : toBase64(sealed),
  ...(proofs === undefined ? {} : { proofs }),
});

function filled(reply: MailboxReply): MailboxReply {
  const bytes = Buffer.byteLength(JSON.stringify(reply));
  return { ...reply, padding: " ".repeat(bucketOf(bytes) - bytes) };
}

const bucketOf = (bytes: number): number =>
  BUCKETS.find((bucket) => bytes <= bucket) ?? Math.ceil(bytes / (KIB * KIB)) * KIB * KIB;
