import type { ReportHead } from "@bijak/contract";
import { NOT_SURE } from "@bijak/domain";
import {
  generateCaseId,
  generateIdentity,
  recipientOf,
  sealCaseKeys,
  sealMailboxCard,
  sealMessage,
  sha256Base64,
  type CaseKeys,
  type DirectoryUnit,
  type Identity,
  type Realm,
  type Receipt,
  type Recipient,
  type ReporterKeys,
} from "@bijak/envelope";
import { ensureUnit, findUnit, type Institution } from "../shared/institution.ts";
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
  const unit = ensureUnit(directory, report.unit);
  const standby = report.isStandbyAllowed ? standbyOf({ ...report, institution }) : null;
  const standbyUnit = standby === null ? null : findUnit(directory, standby);
  const caseId = generateCaseId();
  const identity = await generateIdentity(realm.suite);
  const caseRecipient = await recipientOf(identity);
  const units = [unit.id];
  const making: Making = { realm, keys, report, caseId, identity, units, standby };
  const [message, card, wrap, standbyWrap] = await Promise.all([
    sealFirst(making, caseRecipient),
    sealMailboxCard(
      realm,
      { caseId, n: 0, caseRecipient, units, standby },
      keys.recipient,
      keys.signing,
    ),
    sealWrap(making, unit),
    standbyUnit === null ? new Uint8Array() : sealWrap(making, standbyUnit),
  ]);
  const [previous, cardHash] = await Promise.all([sha256Base64(message), sha256Base64(card)]);
  const head = {
    ...holderOf(keys),
    caseId,
    unit: unit.id,
    standby,
    isUrgent: false,
    serial: directory.serial,
  };
  const thread = Object.freeze({ caseId, n: 0, caseRecipient, seq: 1, previous, cardHash });
  return Object.freeze({
    receipt,
    caseId,
    unit: unit.id,
    standby,
    head,
    message,
    card,
    wrap,
    standbyWrap,
    thread,
  });
}

type Making = Pick<Sealing, "keys" | "report"> & {
  readonly realm: Realm;
  readonly caseId: string;
  readonly identity: Identity;
  readonly units: readonly string[];
  readonly standby: string | null;
};

const sealFirst = (
  { realm, keys, report, caseId }: Making,
  recipient: Recipient,
): Promise<Uint8Array> =>
  sealMessage({
    realm,
    message: { caseId, author: "reporter", n: 0, seq: 0, previous: null, body: bodyOf(report) },
    recipients: [recipient],
    signingKey: keys.signing,
  });

/** The case key for one unit, with the little that may be read before a conflict of interest is ruled out (R4). */
function sealWrap(
  { realm, keys, report, caseId, identity, units, standby }: Making,
  unit: DirectoryUnit,
): Promise<Uint8Array> {
  const { language, category, account, personName: name, office } = report;
  const caseKeys: CaseKeys = {
    caseId,
    holder: { kind: "unit", id: unit.id },
    reporter: { recipient: keys.recipient, vkey: keys.signing.vkey },
    formers: [],
    units,
    standby,
    members: [],
    summary: { title: "", language, kind: category ?? NOT_SURE, account, name, office },
    keys: [identity],
    cards: [],
  };
  return sealCaseKeys(realm, caseKeys, [unit.recipient], keys.signing);
}
