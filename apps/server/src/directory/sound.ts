import { ConfigContent, conforms } from "@bijak/contract";
import {
  type Directory,
  isActive,
  type MemberEntry,
  openConfig,
  openMembersNote,
} from "@bijak/envelope/audit";
import { ensure, refuseAs } from "../refusal.ts";

/** Key holders below which a unit may not take reports (R17). */
export const LEAST_HOLDERS = 2;

/** The notes that hold together. Made by `ensureSound` only. */
export type Sound = {
  readonly directory: Directory;
  readonly config: ConfigContent;
  readonly members: readonly MemberEntry[];
  readonly membersSerial: number;
  readonly membersIssuedOn: number;
};

/**
 * Checks what must hold between the notes of an institution: the signers of the directory signed the others, the configuration
 * names units that exist, each unit has its keyring, an open one has two key holders, and custodians of identities are members with that
 * role and these keys. Throws `note-refused`.
 */
export async function ensureSound(
  directory: Directory,
  notes: {
    readonly config: string;
    readonly members: string;
    readonly keyrings: readonly { readonly unit: string; readonly epoch: number }[];
  },
): Promise<Sound> {
  const { members, serial, issuedOn } = await refuseAs("note-refused", () =>
    openMembersNote(notes.members, directory),
  );
  const config = await readConfig(notes.config, directory);
  ensureUnits(directory, members, notes.keyrings);
  ensureCustody(directory, members);
  return Object.freeze({
    directory,
    config,
    members,
    membersSerial: serial,
    membersIssuedOn: issuedOn,
  });
}

/** The content of a configuration, checked against the directory. Throws `note-refused`. */
export async function readConfig(note: string, directory: Directory): Promise<ConfigContent> {
  const json = await refuseAs("note-refused", () => openConfig(note, directory));
  const content: unknown = JSON.parse(json); // openConfig gives JSON only
  ensure(isConfig(content), "note-refused");
  const ids = directory.units.map((unit) => unit.id);
  const named = [content.fallbackUnit, ...content.offices.map((office) => office.unit)];
  ensure(
    named.every((unit) => ids.includes(unit)),
    "note-refused",
  );
  return content;
}

const isConfig = (content: unknown): content is ConfigContent => conforms(ConfigContent, content);

function ensureUnits(
  { units }: Directory,
  members: readonly MemberEntry[],
  keyrings: readonly { readonly unit: string; readonly epoch: number }[],
): void {
  ensure(keyrings.length === units.length, "note-refused");
  for (const { id, epoch, isOpen } of units) {
    const own = keyrings.filter((keyring) => keyring.unit === id && keyring.epoch === epoch);
    ensure(own.length === 1, "note-refused");
    ensure(!isOpen || holdersOf(id, members).length >= LEAST_HOLDERS, "note-refused");
  }
}

function ensureCustody({ custody }: Directory, members: readonly MemberEntry[]): void {
  for (const { id, recipient } of custody?.custodians ?? []) {
    const member = members.find((one) => one.id === id);
    ensure(member?.recipient === recipient && member.roles.includes("custodian"), "note-refused");
  }
}

/** The members who hold the keys of a unit. */
export const holdersOf = (unit: string, members: readonly MemberEntry[]): readonly MemberEntry[] =>
  members.filter((member) => isActive(member) && member.units.includes(unit));
