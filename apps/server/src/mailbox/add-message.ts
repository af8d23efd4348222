import {
  ApiError,
  conforms,
  parseSections,
  REPORTER_MESSAGE_SECTIONS,
  ReporterMessageHead,
} from "@bijak/contract";
import { digestOf } from "../encoding.ts";
import { parseJsonBytes } from "../http/json.ts";
import type { Parts } from "../parts.ts";
import type { AuditPort, CaseworkPort, DirectoryPort, IntakePort } from "../ports.ts";
import { ensureShape } from "../refusal.ts";
import { requireOwn } from "./own.ts";

export type MessagePorts = Pick<DirectoryPort, "currentDirectory"> &
  Pick<CaseworkPort, "addFromReporter" | "findFromReporter"> &
  Pick<IntakePort, "checkProof" | "spendProof" | "claimFiles"> &
  Pick<AuditPort, "appendEntry">;

type Added = { readonly index: number; readonly on: number };

/**
 * Adds a sealed message of the reporter, with its files, in one transaction. The same message again gives the same place. Throws `sections-torn`,
 * `request-malformed`, `mailbox-not-found`, `mailbox-read-only`, `challenge-refused`, `ciphertext-refused`, `message-budget`, and what `claimFiles` throws.
 */
export async function addMessage(
  parts: Parts,
  ports: MessagePorts,
  body: Uint8Array,
): Promise<Added> {
  const { head, message } = parseMessage(body);
  const { case_id: caseId } = await requireOwn(parts.store.db, head);
  ensureShape(message, {
    suite: (await ports.currentDirectory()).suite,
    kind: "message",
    recipientCounts: [1],
  });
  const judged = await ports.checkProof("mailbox", head.proof).then(
    (proof) => ({ proof }),
    (fault: unknown) => ({ fault }),
  );
  const sha256 = digestOf(message);
  return parts.store.commitTogether(async (tx): Promise<Added> => {
    const standing = await ports.findFromReporter(tx, caseId, sha256);
    await requireOwn(tx, head); // given up while this waited for the case
    if (standing !== null) return standing;
    if ("fault" in judged) throw judged.fault;
    const on = parts.clock.today();
    await ports.spendProof(tx, judged.proof);
    await ports.claimFiles(tx, caseId, head.files);
    const index = await ports.addFromReporter(tx, {
      caseId,
      sealed: message,
      files: head.files.length,
      day: on,
    });
    await ports.appendEntry(tx, {
      type: "message",
      actor: "reporter",
      object: caseId,
      digest: sha256,
    });
    return { index, on };
  });
}

function parseMessage(body: Uint8Array): { head: ReporterMessageHead; message: Uint8Array } {
  const [headBytes, message] = parseSections(body, REPORTER_MESSAGE_SECTIONS.length);
  if (!headBytes || !message) throw new ApiError("sections-torn");
  const head = parseJsonBytes(headBytes);
  if (!conforms(ReporterMessageHead, head)) throw new ApiError("request-malformed");
  return { head: head as ReporterMessageHead, message }; // conforms has just checked it
}
