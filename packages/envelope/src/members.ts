import type { Directory } from "./directory-text.ts";
import { ensure } from "./errors.ts";
import { parseRecipient } from "./identities.ts";
import { memberKeyName } from "./key-names.ts";
import { openNote, signNote, vkeyName, type SigningKey } from "./note.ts";
import {
  afterLabel,
  ensureSame,
  parseList,
  readLines,
  splitWords,
  writeLines,
  writeList,
} from "./note-lines.ts";
import { isRole, type Day, type Realm, type Recipient, type Role, type Suite } from "./types.ts";
import { encodeName, isMemberId, isUnitId, parseCount, parseName } from "./words.ts";

/*
 * [Note: Members]
 *
 *   bijak/v1/members
 *   <instance id>
 *   <serial>
 *   <issued, day>
 *   member <id> <recipient> <vkey> <unit,unit|-> <role,role|-> <name>       0..n
 *
 * Signed by the directory's signers, seen by members only. Who has left stays listed with no unit and no role, so
 * that what they once signed can still be told apart from forgery; nothing new is sealed to them and their signature
 * under an act no longer counts.
 */
export type MemberEntry = {
  readonly id: string;
  readonly recipient: Recipient;
  /** Named `member.<id>`. */
  readonly vkey: string;
  readonly units: readonly string[];
  readonly roles: readonly Role[];
  readonly name: string;
};

export type Members = {
  readonly realm: Realm;
  readonly serial: number;
  readonly issuedOn: Day;
  readonly members: readonly MemberEntry[];
};

/** Signs a list of members. Throws `note-malformed` for one that could not be read again. */
export async function writeMembers(list: Members, keys: readonly SigningKey[]): Promise<string> {
  const text = membersText(list);
  parseMembers(list.realm, text);
  return signNote(text, keys);
}

/** The members. Throws `note-not-authentic`, `note-malformed`, and `members-rolled-back` below `newestSerial`. */
export async function openMembers(
  note: string,
  directory: Directory,
  newestSerial = 0,
): Promise<readonly MemberEntry[]> {
  return (await openMembersNote(note, directory, newestSerial)).members;
}

/** As `openMembers`, with serial and day of issue. */
export async function openMembersNote(
  note: string,
  directory: Directory,
  newestSerial = 0,
): Promise<Members> {
  const { text } = await openNote(note, {
    vkeys: directory.signers,
    threshold: directory.threshold,
  });
  const list = parseMembers(directory, text);
  ensure(list.serial >= newestSerial, "members-rolled-back");
  return list;
}

/** Whether the member belongs to the institution now: has a unit or a role. */
export const isActive = (member: MemberEntry): boolean =>
  member.units.length > 0 || member.roles.length > 0;

const membersText = ({ realm, serial, issuedOn, members }: Members): string =>
  writeLines("members", realm.instance, [
    String(serial),
    String(issuedOn),
    ...members.map(memberLine),
  ]);

const memberLine = ({ id, recipient, vkey, units, roles, name }: MemberEntry): string =>
  ["member", id, recipient, vkey, writeList(units), writeList(roles), encodeName(name)].join(" ");

function parseMembers({ instance, suite }: Realm, text: string): Members {
  const [serial, issuedOn, ...lines] = readLines("members", instance, text);
  const list: Members = Object.freeze({
    realm: Object.freeze({ instance, suite }),
    serial: parseCount(serial),
    issuedOn: parseCount(issuedOn),
    members: Object.freeze(lines.map((line) => parseMember(suite, line))),
  });
  ensureSame(membersText(list), text);
  ensureDistinct(list.members.map((member) => member.id));
  return list;
}

function parseMember(suite: Suite, line: string): MemberEntry {
  const [id = "", recipient = "", vkey = "", units = "", roles = "", name = ""] = splitWords(
    afterLabel("member", line),
    6,
  );
  ensure(isMemberId(id) && vkeyName(vkey) === memberKeyName(id), "note-malformed");
  return Object.freeze({
    id,
    recipient: parseRecipient(suite, recipient),
    vkey,
    units: Object.freeze(parseUnits(units)),
    roles: Object.freeze(parseList(roles).map(parseRole)),
    name: parseName(name),
  });
}

function parseUnits(word: string): readonly string[] {
  const units = parseList(word);
  ensure(units.every(isUnitId), "note-malformed");
  ensureDistinct(units);
  return units;
}

function parseRole(word: string): Role {
  ensure(isRole(word), "note-malformed");
  return word;
}

const ensureDistinct = (words: readonly string[]): void =>
  ensure(new Set(words).size === words.length, "note-malformed");
