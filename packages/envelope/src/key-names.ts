import { ensure } from "./errors.ts";
import { signingKeyFromSeed, vkeyName, type SigningKey } from "./note.ts";
import { isCount, isMemberId, isUnitId } from "./words.ts";

/*
 * [Note: Key names]
 *
 *   unit.<id>.<epoch>     a unit's key of one epoch
 *   member.<id>           a member's key
 *   reporter              a reporter's key
 *   paper                 the key with which a paper slot signs in
 *
 * The directory and the members note refuse other names, so a verified key says by its name whose it is.
 */

/** The name under which every reporter signs. */
export const REPORTER_KEY_NAME = "reporter";

/** The name of a unit's signing key. Throws `name-invalid`. */
export function unitKeyName(unit: string, epoch: number): string {
  ensure(isUnitId(unit) && isCount(epoch), "name-invalid");
  return `unit.${unit}.${epoch}`;
}

/** The name of a member's signing key. Throws `name-invalid`. */
export function memberKeyName(memberId: string): string {
  ensure(isMemberId(memberId), "name-invalid");
  return `member.${memberId}`;
}

/** A member's signing key, from the seed kept in the vault. */
export const memberSigningKey = (memberId: string, seed: Uint8Array): Promise<SigningKey> =>
  signingKeyFromSeed(memberKeyName(memberId), seed);

/** The unit that signs under this key name; null for the key of anyone else. */
export const unitOfKeyName = (name: string): string | null =>
  /^unit\.([^.]+)\.[0-9]+$/.exec(name)?.[1] ?? null;

/** The vkeys among these that belong to the unit. */
export const vkeysOfUnit = (vkeys: readonly string[], unit: string): readonly string[] =>
  vkeys.filter((vkey) => unitOfKeyName(vkeyName(vkey)) === unit);
