import { ApiError, staffRoutes } from "@bijak/contract";
import { openVault, sealVault, type Realm, type Vault } from "@bijak/envelope";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";
import type { StaffApi } from "./api.ts";
import type { SignedIn } from "./sign-in.ts";

/** The member's open vault, and the only way to change it. */
export type VaultKeeper = {
  readonly read: () => Vault;
  /**
   * Replaces the vault by what `change` makes of it and stores it sealed. When another session stored one in the meantime,
   * `change` is applied to that one. Nothing is stored when `change` gives back what it took.
   */
  readonly update: (change: Change) => Promise<void>;
};

type Change = (vault: Vault) => Vault;

const ATTEMPTS = 5;

/** Opens the vault of a session. Throws an EnvelopeError when it is not this member's or was changed. */
export async function openVaultKeeper(
  api: StaffApi,
  signedIn: SignedIn,
  realm: Realm,
): Promise<VaultKeeper> {
  const { memberId, slot } = signedIn;
  const open = (sealed: Uint8Array) => openVault(sealed, slot, { realm, memberId });
  let vault = await open(signedIn.sealedVault);
  let revision = signedIn.vaultRevision;

  const reload = async () => {
    const newest = await api.call(staffRoutes.me, {});
    vault = await open(parseBase64(newest.vault));
    revision = newest.revision;
  };
  const update = async (change: Change, attempt: number): Promise<void> => {
    const changed = change(vault);
    if (changed === vault) return;
    const sealed = encodeBase64(await sealVault(realm, changed));
    try {
      ({ revision } = await api.call(staffRoutes.putVault, { body: { revision, vault: sealed } }));
      vault = changed;
    } catch (fault) {
      if (
        !(fault instanceof ApiError && fault.code === "revision-conflict") ||
        attempt === ATTEMPTS
      )
        throw fault;
      await reload();
      await update(change, attempt + 1);
    }
  };
  return Object.freeze({ read: () => vault, update: (change: Change) => update(change, 1) });
}
