import { recipientOf } from "./age.ts";
import { openCaseKeys } from "./case-keys.ts";
import { ensure } from "./errors.ts";
import { identityFromSeed } from "./identities.ts";
import { openKeyring } from "./keyring.ts";
import { openSealed, resealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";

/*
 * [Note: Recovery]   (R7)
 *
 * When nobody of a unit can unlock any more, k holders of rows bring back the seed of its recovery key. It opens the
 * unit's keyring, and the unit's copies of the keys of restricted cases, and seals the very same signed notes to the
 * members who were let in anew. It signs nothing, so what it hands on is exactly what the unit had.
 */
type Recovering = {
  readonly realm: Realm;
  readonly unit: string;
  /** What the rows gave: see `combineSeed`. */
  readonly seed: Uint8Array;
  /** The unit's recovery key in the directory. */
  readonly recovery: Recipient;
  /** To whom it is sealed now: from the signed list of members, and the recovery key itself if it stays. */
  readonly recipients: readonly Recipient[];
};

export type RecoveringKeyring = Recovering & {
  readonly epoch: number;
  readonly memberVkeys: readonly string[];
};

export type RecoveringCaseKeys = Recovering & {
  readonly caseId: string;
  readonly unitVkeys: readonly string[];
};

/**
 * The same keyring, sealed to other members. Throws `recovery-differs` if the seed is not that of the directory's
 * recovery key, and as `openKeyring`.
 */
export async function recoverKeyring(
  ciphertext: Uint8Array,
  recovering: RecoveringKeyring,
): Promise<Uint8Array> {
  const identity = await recoveryIdentity(recovering);
  await openKeyring(ciphertext, [identity], recovering);
  const { realm, recipients } = recovering;
  const note = await openSealed("unit-keyring", [identity], ciphertext);
  return resealNote({ realm, kind: "unit-keyring", note, recipients });
}

/**
 * The same copy of a restricted case's keys, sealed to other members; its holder stays `recovery <unit>`. Throws
 * `recovery-differs` if the seed is not that of the directory's recovery key, and as `openCaseKeys`.
 */
export async function recoverCaseKeys(
  ciphertext: Uint8Array,
  recovering: RecoveringCaseKeys,
): Promise<Uint8Array> {
  const identity = await recoveryIdentity(recovering);
  const { realm, recipients, unit } = recovering;
  await openCaseKeys(ciphertext, [identity], {
    ...recovering,
    holder: { kind: "recovery", id: unit },
  });
  const note = await openSealed("case-keys", [identity], ciphertext);
  return resealNote({ realm, kind: "case-keys", note, recipients });
}

async function recoveryIdentity({ realm, seed, recovery }: Recovering): Promise<Identity> {
  const identity = identityFromSeed(realm.suite, seed);
  ensure((await recipientOf(identity)) === recovery, "recovery-differs");
  return identity;
}
