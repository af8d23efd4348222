import type { Custody, Directory, DirectoryUnit, RetiredKey } from "./directory-text.ts";
import { ensure } from "./errors.ts";
import { unitKeyName } from "./key-names.ts";
import { vkeyName } from "./note.ts";
import { isMemberId, isSha256, isUnitId } from "./words.ts";

/** What must hold between the lines of a directory. Throws `note-malformed`. */
export function ensureSound(directory: Directory): void {
  const {
    serial,
    issuedOn,
    expiresOn,
    previous,
    threshold,
    signers,
    isTrial,
    isRehearsal,
    configHash,
    custody,
    recoveries,
    units,
    retired,
  } = directory;
  const unitIds = units.map((unit) => unit.id);
  ensure(serial >= 1 && issuedOn <= expiresOn, "note-malformed");
  ensure(
    (serial === 1) === (previous === null) && (previous === null || isSha256(previous)),
    "note-malformed",
  );
  ensure(isSha256(configHash) && !(isTrial && isRehearsal), "note-malformed");
  ensure(isDistinct(signers) && signers.every((vkey) => vkeyName(vkey) !== ""), "note-malformed");
  ensure(threshold >= 1 && threshold <= signers.length, "note-malformed");
  ensure(
    isDistinct(unitIds) && isDistinct([...units, ...retired].map((key) => key.vkey)),
    "note-malformed",
  );
  ensure(isDistinct(recoveries.map(({ unit }) => unit)), "note-malformed");
  ensure(
    recoveries.every(({ unit }) => unitIds.includes(unit)),
    "note-malformed",
  );
  if (custody !== null) ensureCustody(custody);
  units.forEach((unit) => ensureUnit(unit, unitIds));
  retired.forEach((key) => ensureRetired(key, units));
}

function ensureCustody({ k, custodians }: Custody): void {
  ensure(k >= 2 && k <= custodians.length, "note-malformed");
  ensure(
    custodians.every(({ id }) => isMemberId(id)),
    "note-malformed",
  );
  ensure(isDistinct(custodians.map(({ id }) => id)), "note-malformed");
  ensure(isDistinct(custodians.map(({ recipient }) => recipient)), "note-malformed");
}

/** A key is retired by a later one of its unit, or with the unit. */
function ensureRetired({ unit, epoch, vkey, root }: RetiredKey, units: Directory["units"]): void {
  ensure(vkeyName(vkey) === unitKeyName(unit, epoch) && isSha256(root), "note-malformed");
  const current = units.find(({ id }) => id === unit);
  ensure(current === undefined || epoch < current.epoch, "note-malformed");
}

function ensureUnit(unit: DirectoryUnit, unitIds: readonly string[]): void {
  const { id, epoch, vkey, conflictTarget, validFrom, validUntil } = unit;
  ensure(isUnitId(id) && vkeyName(vkey) === unitKeyName(id, epoch), "note-malformed");
  ensure(
    conflictTarget === null || (conflictTarget !== id && unitIds.includes(conflictTarget)),
    "note-malformed",
  );
  ensure(validUntil === null || validUntil >= validFrom, "note-malformed");
}

const isDistinct = (words: readonly string[]): boolean => new Set(words).size === words.length;
