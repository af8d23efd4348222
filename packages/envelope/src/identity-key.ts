import { combine, split } from "shamir-secret-sharing";
import { recipientOf } from "./age.ts";
import { randomBytes, unshared } from "./bytes.ts";
import { ensure } from "./errors.ts";
import { identityFromSeed } from "./identities.ts";
import { SHARE_BYTES } from "./identity-share.ts";
import type { Identity, Recipient, Suite } from "./types.ts";

/*
 * [Note: Sealed identity]   (R6)
 *
 *   key      a private key of 32 random bytes, made for one case and thrown away at once
 *   file     name and contact, sealed to this key                     [Note: Identity file]
 *   share    33 bytes, any k of n give the key, k - 1 give nothing    shamir-secret-sharing, GF(256)
 *            each sealed to one custodian                             [Note: Identity share]
 *   notice   the reporter's message that names the file and the shares by their hashes
 *   release  the share, sealed by its custodian to the member who asked        [Note: Identity release]
 */
const KEY_BYTES = 32;
const MAX_SHARES = 255;

export type IdentityKeyShares = {
  /** To whom the identity file is sealed. */
  readonly recipient: Recipient;
  /** n shares of 33 bytes, one for each custodian. */
  readonly shares: readonly Uint8Array[];
};

/** Makes a key for one identity and keeps only its shares. Throws `identity-shares-missing` unless 2 ≤ k ≤ n ≤ 255. */
export async function splitIdentityKey(
  suite: Suite,
  { k, n }: { readonly k: number; readonly n: number },
): Promise<IdentityKeyShares> {
  ensure(k >= 2 && k <= n && n <= MAX_SHARES, "identity-shares-missing");
  const seed = randomBytes(KEY_BYTES);
  const shares = await split(unshared(seed), n, k);
  const recipient = await recipientOf(identityFromSeed(suite, seed));
  return Object.freeze({ recipient, shares: Object.freeze(shares) });
}

/**
 * The key that opens the identity file. Throws `identity-shares-missing` for fewer than `k` shares,
 * `identity-share-differs` for one that is doubled or no share.
 */
export async function combineIdentityKey(
  suite: Suite,
  shares: readonly Uint8Array[],
  k: number,
): Promise<Identity> {
  ensure(k >= 2 && shares.length >= k, "identity-shares-missing");
  ensure(
    shares.length <= MAX_SHARES && shares.every((share) => share.length === SHARE_BYTES),
    "identity-share-differs",
  );
  ensure(
    new Set(shares.map((share) => share.at(-1))).size === shares.length,
    "identity-share-differs",
  );
  return identityFromSeed(suite, await combine(shares.map(unshared)));
}
