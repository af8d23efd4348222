import {
  type Acknowledgement,
  ApiError,
  conforms,
  parseSections,
  REPORT_SECTIONS,
  ReportHead,
} from "@bijak/contract";
import { DEFAULT_DEADLINES, deriveClocks, NATIONAL_CALENDAR } from "@bijak/domain";
import type { DirectoryUnit } from "@bijak/envelope/audit";
import { digestOf } from "../encoding.ts";
import { parseJsonBytes } from "../http/json.ts";
import type { Parts } from "../parts.ts";
import type { AuditPort, CaseworkPort, DirectoryPort, MailboxPort, Proof } from "../ports.ts";
import { ensure, ensureShape } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { checkProof } from "./proof.ts";
import { insertSpent } from "./store.ts";

export type ReportPorts = Pick<DirectoryPort, "findUnit" | "currentDirectory" | "epochSerial"> &
  Pick<CaseworkPort, "openCase" | "mailboxView"> &
  Pick<MailboxPort, "openMailbox" | "findOwn"> &
  Pick<AuditPort, "appendEntry">;

type Submission = {
  readonly head: ReportHead;
  readonly bodyHash: string;
  readonly message: Uint8Array;
  readonly card: Uint8Array;
  readonly wrap: Uint8Array;
  readonly standbyWrap: Uint8Array;
};

/**
 * Takes in a sealed report. What it acknowledges is committed. The same body again gives the same acknowledgement, whatever has become of its
 * proof (rulings R21). Throws `sections-torn`, `request-malformed`, `report-conflict`, `mailbox-not-found`, `challenge-refused`, `unit-unknown`,
 * `unit-closed`, `directory-outdated`, `ciphertext-refused`, `storage-full`, `storage-lost`.
 */
export async function acceptReport(
  parts: Parts,
  ports: ReportPorts,
  body: Uint8Array,
): Promise<Acknowledgement> {
  const submission = parseSubmission(body);
  try {
    return await acceptNew(parts, ports, submission);
  } catch (fault) {
    const known = await findAcknowledgement(ports, submission); // a body that was accepted before is acknowledged, whatever stands against it now
    if (known !== null) return known;
    throw fault;
  }
}

function parseSubmission(body: Uint8Array): Submission {
  const [headBytes, message, card, wrap, standbyWrap] = parseSections(body, REPORT_SECTIONS.length);
  if (!headBytes || !message || !card || !wrap || !standbyWrap) throw new ApiError("sections-torn");
  const head = parseJsonBytes(headBytes);
  if (!conforms(ReportHead, head)) throw new ApiError("request-malformed");
  return { head: head as ReportHead, bodyHash: digestOf(body), message, card, wrap, standbyWrap }; // conforms has just checked it
}

/** The acknowledgement that this body got before; null when nothing stands under its receipt. */
async function findAcknowledgement(
  ports: ReportPorts,
  { head, bodyHash }: Submission,
): Promise<Acknowledgement | null> {
  const own = await ports.findOwn(head);
  if (own === null) return null;
  ensure(own.bodyHash === bodyHash, "report-conflict");
  const view = await ports.mailboxView(own.caseId);
  ensure(view !== null, "mailbox-not-found");
  return acknowledge(head, view.receivedOn);
}

async function acceptNew(
  parts: Parts,
  ports: ReportPorts,
  submission: Submission,
): Promise<Acknowledgement> {
  const { head } = submission;
  const day = parts.clock.today();
  const proof = await checkProof(parts, "report", head.proof);
  const { suite, serial } = await ports.currentDirectory();
  await ensureUnits(ports, head, day);
  await ensureKeys(ports, head, serial);
  ensureShapes(submission, suite);
  const room = await parts.blobs.freeBytes();
  ensure(room === null || room >= parts.limits.roomForReportsBytes, "storage-full");
  await parts.store.commitTogether((tx) => storeReport(ports, tx, { submission, proof, day }));
  return acknowledge(head, day);
}

async function ensureUnits(
  ports: ReportPorts,
  { unit, standby }: ReportHead,
  day: number,
): Promise<void> {
  const chosen = await ports.findUnit(unit);
  ensure(chosen !== null, "unit-unknown");
  ensure(takesReports(chosen, day), "unit-closed");
  if (standby !== null)
    ensure(standby !== unit && (await ports.findUnit(standby)) !== null, "unit-unknown");
}

/** The report was sealed to keys that its units have now. What slips through while a key is changed is wrapped anew like any older case. */
async function ensureKeys(
  { epochSerial }: ReportPorts,
  { unit, standby, serial }: ReportHead,
  newest: number,
): Promise<void> {
  ensure(serial <= newest, "request-malformed");
  for (const id of standby === null ? [unit] : [unit, standby])
    ensure((await epochSerial(id)) <= serial, "directory-outdated");
}

const takesReports = ({ isOpen, validFrom, validUntil }: DirectoryUnit, day: number): boolean =>
  isOpen && validFrom <= day && (validUntil === null || day <= validUntil);

function ensureShapes(
  { head, message, card, wrap, standbyWrap }: Submission,
  suite: "pq" | "x25519",
): void {
  const sealed = { suite, recipientCounts: [1] } as const;
  ensureShape(message, { ...sealed, kind: "report" });
  ensureShape(card, { ...sealed, kind: "card" });
  ensureShape(wrap, { ...sealed, kind: "wrap" });
  if (head.standby === null) ensure(standbyWrap.length === 0, "request-malformed");
  else ensureShape(standbyWrap, { ...sealed, kind: "wrap" });
}

async function storeReport(
  ports: ReportPorts,
  tx: Tx,
  { submission, proof, day }: { submission: Submission; proof: Proof; day: number },
): Promise<void> {
  const { head, message, card, wrap, standbyWrap, bodyHash } = submission;
  const { caseId, unit, standby, isUrgent, serial } = head;
  ensure(await insertSpent(tx, proof), "challenge-refused");
  const standbyWraps = standby === null ? [] : [{ holder: `unit ${standby}`, sealed: standbyWrap }];
  await ports.openCase(tx, {
    caseId,
    unit,
    standby,
    isUrgent,
    wraps: [{ holder: `unit ${unit}`, sealed: wrap }, ...standbyWraps],
    serial,
    message,
    day,
  });
  await ports.openMailbox(tx, { holder: head, caseId, card, bodyHash });
  await ports.appendEntry(tx, {
    type: "report",
    actor: "reporter",
    object: caseId,
    digest: digestOf(message),
  });
}

function acknowledge({ caseId, unit, isUrgent }: ReportHead, receivedOn: number): Acknowledgement {
  const clocks = deriveClocks(
    { isUrgent, events: [{ kind: "received", on: receivedOn }] },
    DEFAULT_DEADLINES,
    NATIONAL_CALENDAR,
  );
  const ackDueOn = clocks.find(({ code }) => code === "T_ACK")?.dueOn;
  if (ackDueOn === undefined) throw new Error("a received report has an acknowledgement limit");
  return { caseId, unit, receivedOn, ackDueOn };
}
