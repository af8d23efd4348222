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
 *   trial                                      only in a trial institution
 *   config <SHA-256 of the config note>
 *   recovery <unit> <recipient>                0..n, one for a unit
 *   unit <id> <epoch> <recipient> <vkey> open|closed <conflict target|-> <from, day> <until, day|-> <name>       0..n
 *   retired <unit> <epoch> <vkey> <size of the audit log at retirement>                                          0..n
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

export type RetiredKey = {
  readonly unit: string;
  readonly epoch: number;
  readonly vkey: string;
  /** A signature by this key counts only if it stands in the audit log below this size. */
  readonly logSize: number;
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
  readonly configHash: string;
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
    `config ${directory.configHash}`,
    ...directory.recoveries.map(({ unit, recipient }) => `recovery ${unit} ${recipient}`),
    ...directory.units.map(unitLine),
    ...directory.retired.map(
      (key) => `retired ${key.unit} ${key.epoch} ${key.vkey} ${key.logSize}`,
    ),
  ]);

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
