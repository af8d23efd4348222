import type { ReportHead } from "@bijak/contract";
import { NOT_SURE } from "@bijak/domain";
import {
  EnvelopeError,
  generateCaseId,
  generateIdentity,
  recipientOf,
  sealCaseKeys,
  sealMailboxCard,
  sealMessage,
  sha256Base64,
  type CaseKeys,
  type DirectoryUnit,
  type Receipt,
  type ReporterKeys,
} from "@bijak/envelope";
import { findUnit, type Institution } from "../shared/institution.ts";
import { standbyOf } from "./choose-unit.ts";
import { holderOf } from "./proof.ts";
import { bodyOf } from "./report-body.ts";
import type { Report } from "./report.ts";
import type { ReporterThread } from "./thread.ts";

/** A report locked on the device. Sending it again, after any failure, never makes a second one. */
export type SealedReport = {
  /** The code that opens the replies. */
  readonly receipt: Receipt;
  readonly caseId: string;
  readonly unit: string;
  /** The unit that may read when the first does not act; null when the reporter did not allow it or there is none. */
  readonly standby: string | null;
  readonly head: Omit<ReportHead, "proof">;
  readonly message: Uint8Array;
  readonly card: Uint8Array;
  readonly wrap: Uint8Array;
  /** Empty without standby. */
  readonly standbyWrap: Uint8Array;
  /** How the conversation goes on once the report has arrived. */
  readonly thread: ReporterThread;
};

type Sealing = {
  readonly institution: Institution;
  readonly report: Report;
  readonly receipt: Receipt;
  /** Those of the receipt: `deriveReporterKeys(institution.realm, receipt)`. */
  readonly keys: ReporterKeys;
};

/**
 * Locks a report: the text to a new case key, that key to the unit (and the standby unit), and a mailbox-card to the
 * reporter. Throws `object-misplaced` when the directory does not know the unit.
 */
export async function sealReport({
  institution,
  report,
  receipt,
  keys,
}: Sealing): Promise<SealedReport> {
  const { realm, directory } = institution;
  const unit = ensureUnit(institution, report.unit);
  const standbyId = report.isStandbyAllowed ? standbyOf(institution, unit.id) : null;
  const standby = standbyId === null ? null : findUnit(directory, standbyId);
  const caseId = generateCaseId();
  const caseIdentity = await generateIdentity(realm.suite);
  const caseRecipient = await recipientOf(caseIdentity);
  const wrapFor = (holder: DirectoryUnit) =>
    sealCaseKeys(
      realm,
      caseKeysFor(holder, { caseId, keys, report, caseIdentity }),
      [holder.recipient],
      keys.signing,
    );
  const [message, wrap, standbyWrap, card] = await Promise.all([
    sealMessage({
      realm,
      message: { caseId, author: "reporter", n: 0, seq: 0, previous: null, body: bodyOf(report) },
      recipients: [caseRecipient],
      signingKey: keys.signing,
    }),
    wrapFor(unit),
    standby === null ? new Uint8Array() : wrapFor(standby),
    sealMailboxCard(
      realm,
      { caseId, n: 0, caseRecipient, units: [unit.id], standby: standbyId },
      keys.recipient,
      keys.signing,
    ),
  ]);
  const [previous, cardHash] = await Promise.all([sha256Base64(message), sha256Base64(card)]);
  return Object.freeze({
    receipt,
    caseId,
    unit: unit.id,
    standby: standbyId,
    head: { ...holderOf(keys), caseId, unit: unit.id, standby: standbyId, isUrgent: false },
    message,
    card,
    wrap,
    standbyWrap,
    thread: Object.freeze({ caseId, n: 0, caseRecipient, seq: 1, previous, cardHash }),
  });
}

function ensureUnit({ directory }: Institution, id: string): DirectoryUnit {
  const unit = findUnit(directory, id);
  if (unit === null) throw new EnvelopeError("object-misplaced");
  return unit;
}

type Parts = {
  readonly caseId: string;
  readonly keys: ReporterKeys;
  readonly report: Report;
  readonly caseIdentity: CaseKeys["keys"][number];
};

const caseKeysFor = (
  unit: DirectoryUnit,
  { caseId, keys, report, caseIdentity }: Parts,
): CaseKeys => ({
  caseId,
  holder: { kind: "unit", id: unit.id },
  reporter: { recipient: keys.recipient, vkey: keys.signing.vkey },
  summary: {
    title: "",
    language: report.language,
    kind: report.category ?? NOT_SURE,
    account: report.account,
    name: report.personName,
    office: report.office,
  },
  keys: [caseIdentity],
});
