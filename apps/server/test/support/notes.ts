import { keyRoutes, type NoteSet, staffRoutes } from "@bijak/contract";
import {
  configHash,
  type Directory,
  followDirectory,
  type MemberEntry,
  noteHash,
  openConfig,
  openMembersNote,
  readCheckpoint,
  signingKeyFromSeed,
  type SigningKey,
  writeConfig,
  writeDirectory,
  writeMembers,
} from "@bijak/envelope";
import { type House, type Login, REALM } from "./house.ts";

/** The notes of a house as its members see them. */
export type Published = {
  readonly notes: readonly string[];
  readonly config: string;
  readonly directory: Directory;
  readonly json: string;
  readonly members: readonly MemberEntry[];
  readonly membersSerial: number;
};

export async function published(house: House): Promise<Published> {
  const given = await house.staff("itjen-petugas").call(staffRoutes.staffDirectory, {});
  const { notes, config } = given;
  const directory = await followDirectory(notes, { ...house.founded.instanceFile, today: 0 });
  const { members, serial } = await openMembersNote(given.members, directory);
  const json = await openConfig(config, directory);
  return { notes, config, directory, json, members, membersSerial: serial };
}

/** The key with which this member signs directories. */
export async function signerOf(house: House, login: Login = "itjen-penyelia"): Promise<SigningKey> {
  const [seed] = house.person(login).vault.signerSeeds;
  if (seed === undefined) throw new Error(`${login} signs no directory`);
  return signingKeyFromSeed(seed.name, seed.seed);
}

type Draft = {
  readonly change?: Partial<Directory>;
  readonly content?: (json: string) => string;
  /** The signer's unless said. */
  readonly keys?: readonly SigningKey[];
};

/** The next directory with its configuration. */
export async function nextDirectory(
  house: House,
  { change = {}, content, keys }: Draft = {},
): Promise<{ readonly directory: string; readonly config: string }> {
  const { notes, directory, json, config: old } = await published(house);
  const signers = keys ?? [await signerOf(house)];
  const serial = directory.serial + 1;
  const config =
    content === undefined ? old : await writeConfig(REALM, serial, content(json), signers);
  const today = house.clock.today();
  const written: Directory = {
    ...directory,
    serial,
    issuedOn: today,
    expiresOn: today + 90,
    previous: await noteHash(notes.at(-1) ?? ""),
    configHash: await configHash(config),
    ...change,
  };
  return { directory: await writeDirectory(written, signers), config };
}

/** The next list of members: `change` gives each entry anew, null for one that is left out. */
export async function nextMembers(
  house: House,
  change: (member: MemberEntry) => MemberEntry | null,
  {
    keys,
    serial,
    added = [],
  }: {
    readonly keys?: readonly SigningKey[];
    readonly serial?: number;
    readonly added?: readonly MemberEntry[];
  } = {},
): Promise<string> {
  const now = await published(house);
  const members = [...now.members.flatMap((member) => change(member) ?? []), ...added];
  const list = { realm: REALM, serial: serial ?? now.membersSerial + 1, members };
  return writeMembers({ ...list, issuedOn: house.clock.today() }, keys ?? [await signerOf(house)]);
}

/** As `nextMembers`, with one member changed. */
export const withMember = (
  house: House,
  login: Login,
  change: Partial<MemberEntry>,
  keys?: readonly SigningKey[],
): Promise<string> =>
  nextMembers(
    house,
    (member) => (member.name === login ? { ...member, ...change } : member),
    keys === undefined ? {} : { keys },
  );

export const GONE: Partial<MemberEntry> = Object.freeze({ units: [], roles: [] });

/** Hands notes in at the door for notes that are fully signed. */
export const publish = (house: House, notes: Partial<NoteSet>, login: Login = "itjen-penyelia") =>
  house.staff(login).call(keyRoutes.publishNotes, { body: notesOf(notes) });

export const draft = (house: House, notes: Partial<NoteSet>, login: Login = "itjen-penyelia") =>
  house.staff(login).call(keyRoutes.draftNotes, { body: notesOf(notes) });

const notesOf = (notes: Partial<NoteSet>): NoteSet => ({
  directory: null,
  config: null,
  members: null,
  ...notes,
});

/** Size and root of the log as it stands. */
export async function logPoint(
  house: House,
): Promise<{ readonly size: number; readonly root: Uint8Array }> {
  const { note, vkey } = await house.staff("itjen-petugas").call(staffRoutes.checkpoint, {});
  return readCheckpoint(note, vkey);
}
