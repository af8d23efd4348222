import type { MemberEntry } from "@bijak/envelope/audit";
import { digestOf, parseBase64, toBase64 } from "../encoding.ts";
import { ensure } from "../refusal.ts";
import { findKeyring, replaceKeyring } from "./key-store.ts";
import { ensureKeyringFits } from "./keyring-fit.ts";
import type { Room } from "./room.ts";
import { findNewest } from "./store.ts";

type Keyring = { epoch: number; revision: number; sealed: string };

/** The sealed keyring of an own unit. Throws `not-available`. */
export async function readKeyring(
  { parts }: Room,
  member: MemberEntry,
  unit: string,
): Promise<Keyring> {
  ensure(member.units.includes(unit), "not-available");
  const keyring = await findKeyring(parts.store.db, unit);
  ensure(keyring !== null, "not-available");
  const { epoch, revision, sealed } = keyring;
  return { epoch, revision, sealed: toBase64(sealed) };
}

/**
 * Takes the keyring of an own unit as a member has sealed it anew; gives its new revision. Throws `not-available`,
 * `ciphertext-refused` unless it is sealed to as many keys as there are holders and recovery keys, `revision-conflict`.
 */
export async function putKeyring(
  { parts, ports, current }: Room,
  member: MemberEntry,
  given: { readonly unit: string; readonly revision: number; readonly sealed: string },
): Promise<number> {
  const { unit, revision } = given;
  ensure(member.units.includes(unit), "not-available");
  const notes = await current();
  const sealed = parseBase64(given.sealed);
  ensureKeyringFits({ unit, sealed }, notes);
  await parts.store.transact(async (tx) => {
    ensure(await replaceKeyring(tx, { unit, revision, sealed }), "revision-conflict");
    await ports.holdLog(tx);
    const newest = await findNewest(tx);
    ensure(newest?.members === notes.membersSerial, "revision-conflict");
    const entry = { type: "keyring", actor: member.id, object: unit, digest: digestOf(sealed) };
    await ports.appendEntry(tx, entry);
  });
  return revision + 1;
}
