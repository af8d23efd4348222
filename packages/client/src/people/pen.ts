import { ApiError, staffRoutes, type ConfigContent } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  openMembersNote,
  signingKeyFromSeed,
  vkeyName,
  type Directory,
  type MemberEntry,
  type Members,
  type SigningKey,
} from "@bijak/envelope";
import type { StaffApi } from "../handler/api.ts";
import type { Desk } from "../handler/desk.ts";
import type { VaultKeeper } from "../handler/vault-keeper.ts";
import { openInstitution, type Institution } from "../shared/institution.ts";
import type { Pace } from "../shared/pace.ts";

/*
 * [Note: Who signs]
 *
 * A signer of the directory signs with a key that is named after the member: `signer.<member id>`, made at the founding and kept in
 * the vault, or the member's own key `member.<member id>` for who became a signer later. So the lists of members and of signers can
 * be held together by anyone.
 */
export type Pen = {
  readonly api: StaffApi;
  readonly instanceFile: Institution["instanceFile"];
  readonly vault: VaultKeeper;
  readonly memberKey: SigningKey;
  readonly today: () => Day;
  readonly pace: Pace;
};

export const penOf = ({ api, institution, vault, memberKey, today, pace }: Desk): Pen => ({
  api,
  instanceFile: institution.instanceFile,
  vault,
  memberKey,
  today,
  pace,
});

/** The newest notes as the server has them, verified against the pinned signers and what the vault remembers. */
export type CurrentNotes = {
  /** The chain, oldest first. */
  readonly chain: readonly string[];
  readonly directory: Directory;
  readonly config: ConfigContent;
  readonly configNote: string;
  readonly members: Members;
};

/** For following a directory whose end is what is about to be renewed. */
const BEFORE_ANY_EXPIRY: Day = 0;

/** Fetches and verifies them; an expired directory can be read here, to be renewed. Throws an EnvelopeError. */
export async function readCurrent({ api, instanceFile, vault }: Pen): Promise<CurrentNotes> {
  const { notes, config: configNote, members } = await api.call(staffRoutes.staffDirectory, {});
  const { directorySerial: newestSerial, membersSerial } = vault.read();
  const { directory, config } = await openInstitution({
    instanceFile,
    notes,
    config: configNote,
    today: BEFORE_ANY_EXPIRY,
    newestSerial,
  });
  return Object.freeze({
    chain: notes,
    directory,
    config,
    configNote,
    members: await openMembersNote(members, directory, membersSerial),
  });
}

/** The member's keys that the directory lists as its signers. Throws `role-missing` without any. */
export async function signersIn(
  { vault, memberKey }: Pen,
  { signers }: Pick<Directory, "signers">,
): Promise<readonly SigningKey[]> {
  const kept = await Promise.all(
    vault.read().signerSeeds.map(({ name, seed }) => signingKeyFromSeed(name, seed)),
  );
  const keys = [...kept, memberKey].filter(({ vkey }) => signers.includes(vkey));
  if (keys.length === 0) throw new ApiError("role-missing");
  return keys;
}

/** The signer's key of a member among these; null when the member is none. See [Note: Who signs]. */
export const signerVkeyOf = (
  { signers }: Pick<Directory, "signers">,
  { id, vkey }: Pick<MemberEntry, "id" | "vkey">,
): string | null =>
  signers.find((one) => one === vkey || vkeyName(one) === signerKeyName(id)) ?? null;

/** The name of the key with which a founding signer signs. */
export const signerKeyName = (memberId: string): string => `signer.${memberId}`;
