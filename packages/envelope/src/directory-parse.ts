import {
  directoryLines,
  type Custodian,
  type Custody,
  type Directory,
  type DirectoryUnit,
  type Recovery,
  type RetiredKey,
} from "./directory-text.ts";
import { ensureSound } from "./directory-sound.ts";
import { ensure, refuse, refuseAs } from "./errors.ts";
import { parseRecipient } from "./identities.ts";
import {
  afterLabel,
  ensureSame,
  instanceIn,
  parseOptional,
  readLines,
  splitWords,
} from "./note-lines.ts";
import type { Suite } from "./types.ts";
import { parseCount, parseName } from "./words.ts";

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
    isRehearsal: labelled.includes("rehearsal"),
    configHash: oneOf(labelled, "config"),
    custody: parseCustody(suite, labelled),
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

/** Custodians without custody are lost here and seen missing when all is written again. */
function parseCustody(suite: Suite, lines: readonly string[]): Custody | null {
  const [k] = allOf(lines, "custody");
  if (k === undefined) return null;
  const custodians = allOf(lines, "custodian").map((line) => parseCustodian(suite, line));
  return Object.freeze({ k: parseCount(k), custodians: Object.freeze(custodians) });
}

function parseCustodian(suite: Suite, line: string): Custodian {
  const [id = "", recipient = ""] = splitWords(line, 2);
  return Object.freeze({ id, recipient: parseRecipient(suite, recipient) });
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
  const [unit = "", epoch, vkey = "", logSize, root = ""] = splitWords(line, 5);
  return Object.freeze({
    unit,
    epoch: parseCount(epoch),
    vkey,
    logSize: parseCount(logSize),
    root,
  });
}
