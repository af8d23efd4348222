import type { Founding } from "@bijak/contract";
import type { Methods } from "../ports.ts";
import { ensure, ensureShape } from "../refusal.ts";
import type { Reader } from "../store/store.ts";
import { listPasskeys } from "./passkey-store.ts";

/** Ways to open one vault at most, of all kinds together. */
const MOST_SLOTS = 8;

const NO_METHODS: Methods = Object.freeze({ hasPassword: false, hasPaperKey: false, passkeys: 0 });

/** The ways in which members may sign in; members without an account are not in the map. */
export async function methodsOf(
  db: Reader,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, Methods>> {
  if (memberIds.length === 0) return new Map();
  const accounts = await db
    .selectFrom("account")
    .select(["member_id", "opaque_record", "paper_vkey"])
    .where("member_id", "in", [...memberIds])
    .execute();
  const passkeys = await listPasskeys(db, memberIds);
  return new Map(
    accounts.map(({ member_id: id, opaque_record, paper_vkey }) => [
      id,
      {
        hasPassword: opaque_record !== null,
        hasPaperKey: paper_vkey !== null,
        passkeys: passkeys.filter((passkey) => passkey.member_id === id).length,
      },
    ]),
  );
}

/** The same for one member; none without an account. */
export const ownMethods = async (db: Reader, memberId: string): Promise<Methods> =>
  (await methodsOf(db, [memberId])).get(memberId) ?? NO_METHODS;

const countWays = ({ hasPassword, hasPaperKey, passkeys }: Methods): number =>
  Number(hasPassword) + Number(hasPaperKey) + passkeys;

const countKinds = ({ hasPassword, hasPaperKey, passkeys }: Methods): number =>
  Number(hasPassword) + Number(hasPaperKey) + Number(passkeys > 0);

/** Throws `slots-too-few` unless there are two ways of different kind: whoever loses one still comes in (crypto.md 2.2). */
export const ensureTwoKinds = (methods: Methods): void =>
  ensure(countKinds(methods) >= 2, "slots-too-few");

/**
 * Throws `ciphertext-refused` unless the bytes look like a vault that is sealed to as many keys as there are ways to sign in: one
 * more would be a key that nobody signs in with.
 */
export function ensureVault(vault: Uint8Array, suite: Founding["suite"], methods: Methods): void {
  const ways = countWays(methods);
  ensureShape(vault, { suite, kind: "vault", recipientCounts: ways <= MOST_SLOTS ? [ways] : [] });
}
