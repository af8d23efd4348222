import { writeLines, writeOptional } from "./note-lines.ts";
import type { Day, Recipient, Suite } from "./types.ts";
import { encodeName } from "./words.ts";

/*
 * [Note: Directory]
 *
 *   bijak/v1/directory
 *   <instance id>
 *   <serial>                                   from 1, one more each time
 *   <issued, day>
 *   <expires, day>
 *   <SHA-256 of the directory before, or ->
 *   suite pq|x25519
 *   threshold <t>                              how many signers the next directory needs
 *   signer <vkey>                              1..n
 *   trial | rehearsal                          a trial for ever, or not opened yet; neither when open
 *   config <SHA-256 of the text of the config note>
 *   custody <k>                                how many custodians open a reporter's identity (R6), or no such line
 *   custodian <member id> <recipient>          n of them, n ≥ k ≥ 2; none without custody
 *   recovery <unit> <recipient>                0..n, one for a unit
 *   unit <id> <epoch> <recipient> <vkey> open|closed <conflict target|-> <from, day> <until, day|-> <name>       0..n
 *   retired <unit> <epoch> <vkey> <size of the audit log then> <its root>                                        0..n
 *
 * Hashes are in base64, days are days since 1970-01-01, names are percent-encoded. Lines stand in this order only.
 */
export type DirectoryUnit = {
  readonly id: string;
  readonly epoch: number;
  readonly recipient: Recipient;
  /** Named `unit.<id>.<epoch>`. */
  readonly vkey: string;
  readonly isOpen: boolean;
  /** The unit that answers for reports about this one. */
  readonly conflictTarget: string | null;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly name: string;
};

export type Recovery = { readonly unit: string; readonly recipient: Recipient };

export type Custodian = { readonly id: string; readonly recipient: Recipient };

/** Any `k` of the custodians together open the identity of a reporter, fewer do not (R6). */
export type Custody = { readonly k: number; readonly custodians: readonly Custodian[] };

export type RetiredKey = {
  readonly unit: string;
  readonly epoch: number;
  readonly vkey: string;
  /** What this key signed counts only if it stands in the audit log below this size: see `countingVkeys`. */
  readonly logSize: number;
  /** Root of the audit log at this size (RFC 6962), base64. */
  readonly root: string;
};

export type Directory = {
  readonly instance: string;
  readonly serial: number;
  readonly issuedOn: Day;
  /** The last day on which it holds. */
  readonly expiresOn: Day;
  readonly previous: string | null;
  readonly suite: Suite;
  readonly threshold: number;
  readonly signers: readonly string[];
  readonly isTrial: boolean;
  /** The channel is not open yet: reports work, but are practice. */
  readonly isRehearsal: boolean;
  readonly configHash: string;
  readonly custody: Custody | null;
  readonly recoveries: readonly Recovery[];
  readonly units: readonly DirectoryUnit[];
  readonly retired: readonly RetiredKey[];
};

/** The lines of a directory, not yet checked: see `writeDirectoryText`. */
export const directoryLines = (directory: Directory): string =>
  writeLines("directory", directory.instance, [
    String(directory.serial),
    String(directory.issuedOn),
    String(directory.expiresOn),
    writeOptional(directory.previous),
    `suite ${directory.suite}`,
    `threshold ${directory.threshold}`,
    ...directory.signers.map((vkey) => `signer ${vkey}`),
    ...(directory.isTrial ? ["trial"] : []),
    ...(directory.isRehearsal ? ["rehearsal"] : []),
    `config ${directory.configHash}`,
    ...custodyLines(directory.custody),
    ...directory.recoveries.map(({ unit, recipient }) => `recovery ${unit} ${recipient}`),
    ...directory.units.map(unitLine),
    ...directory.retired.map(
      (key) => `retired ${key.unit} ${key.epoch} ${key.vkey} ${key.logSize} ${key.root}`,
    ),
  ]);

const custodyLines = (custody: Custody | null): readonly string[] =>
  custody === null
    ? []
    : [
        `custody ${custody.k}`,
        ...custody.custodians.map(({ id, recipient }) => `custodian ${id} ${recipient}`),
      ];

const unitLine = (unit: DirectoryUnit): string =>
  [
    "unit",
    unit.id,
    unit.epoch,
    unit.recipient,
    unit.vkey,
    unit.isOpen ? "open" : "closed",
    writeOptional(unit.conflictTarget),
    unit.validFrom,
    writeOptional(unit.validUntil),
    encodeName(unit.name),
  ].join(" ");
