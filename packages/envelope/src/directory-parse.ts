import {
  directoryLines,
  type Directory,
  type DirectoryUnit,
  type Recovery,
  type RetiredKey,
} from "./directory-text.ts";
import { ensure, refuse, refuseAs } from "./errors.ts";
import { parseRecipient } from "./identities.ts";
import { unitKeyName } from "./key-names.ts";
import { vkeyName } from "./note.ts";
import {
  afterLabel,
  ensureSame,
  instanceIn,
  parseOptional,
  readLines,
  splitWords,
} from "./note-lines.ts";
import type { Suite } from "./types.ts";
import { isSha256, isUnitId, parseCount, parseName } from "./words.ts";

/** The text of a directory. Throws `directory-malformed` for one that could not be read again. */
export async function writeDirectoryText(directory: Directory): Promise<string> {
  return refuseAs("directory-malformed", async () => {
    const text = directoryLines(directory);
    parseText(text);
    return text;
  });
}

/** Reads the text of a directory. Throws `directory-malformed`. */
export const parseDirectoryText = (text: string): Promise<Directory> =>
  refuseAs("directory-malformed", async () => parseText(text));

function parseText(text: string): Directory {
  const instance = instanceIn("directory", text);
  const lines = readLines("directory", instance, text);
  const labelled = lines.slice(4);
  const suite = parseSuite(oneOf(labelled, "suite"));
  const directory: Directory = Object.freeze({
    instance,
    serial: parseCount(lines[0]),
    issuedOn: parseCount(lines[1]),
    expiresOn: parseCount(lines[2]),
    previous: parseOptional(lines[3] ?? refuse("note-malformed")),
    suite,
    threshold: parseCount(oneOf(labelled, "threshold")),
    signers: Object.freeze(allOf(labelled, "signer")),
    isTrial: labelled.includes("trial"),
    configHash: oneOf(labelled, "config"),
    recoveries: Object.freeze(
      allOf(labelled, "recovery").map((line) => parseRecovery(suite, line)),
    ),
    units: Object.freeze(allOf(labelled, "unit").map((line) => parseUnit(suite, line))),
    retired: Object.freeze(allOf(labelled, "retired").map(parseRetired)),
  });
  ensureSame(directoryLines(directory), text);
  ensureSound(directory);
  return directory;
}

const allOf = (lines: readonly string[], label: string): readonly string[] =>
  lines.filter((line) => line.startsWith(`${label} `)).map((line) => afterLabel(label, line));

const oneOf = (lines: readonly string[], label: string): string =>
  allOf(lines, label)[0] ?? refuse("note-malformed");

function parseSuite(word: string): Suite {
  ensure(word === "pq" || word === "x25519", "note-malformed");
  return word;
}

function parseRecovery(suite: Suite, line: string): Recovery {
  const [unit = "", recipient = ""] = splitWords(line, 2);
  return Object.freeze({ unit, recipient: parseRecipient(suite, recipient) });
}

function parseUnit(suite: Suite, line: string): DirectoryUnit {
  const [
    id = "",
    epoch,
    recipient = "",
    vkey = "",
    isOpen,
    target = "",
    from,
    until = "",
    name = "",
  ] = splitWords(line, 9);
  return Object.freeze({
    id,
    epoch: parseCount(epoch),
    recipient: parseRecipient(suite, recipient),
    vkey,
    isOpen: isOpen === "open",
    conflictTarget: parseOptional(target),
    validFrom: parseCount(from),
    validUntil: until === "-" ? null : parseCount(until),
    name: parseName(name),
  });
}

function parseRetired(line: string): RetiredKey {
  const [unit = "", epoch, vkey = "", logSize] = splitWords(line, 4);
  return Object.freeze({ unit, epoch: parseCount(epoch), vkey, logSize: parseCount(logSize) });
}

/** What must hold between the lines. */
function ensureSound(directory: Directory): void {
  const {
    serial,
    issuedOn,
    expiresOn,
    previous,
    threshold,
    signers,
    configHash,
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
  ensure(isSha256(configHash), "note-malformed");
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
  units.forEach((unit) => ensureUnit(unit, unitIds));
  retired.forEach((key) =>
    ensure(vkeyName(key.vkey) === unitKeyName(key.unit, key.epoch), "note-malformed"),
  );
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
