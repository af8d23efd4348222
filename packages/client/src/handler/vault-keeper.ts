import { ApiError, keyRoutes, staffRoutes, type CredentialChange } from "@bijak/contract";
import { openVault, sealVault, type Identity, type Realm, type Vault } from "@bijak/envelope";
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
  /**
   * As `update`, in one request with a change of the ways to sign in: both are stored or neither. A slot that is handed in opens
   * the vault from then on.
   */
  readonly updateWith: (credentials: Credentials, change: Change, slot?: Identity) => Promise<void>;
  /** Fetches and opens the vault as it is stored now. */
  readonly reload: () => Promise<void>;
};

type Change = (vault: Vault) => Vault;

/** What changes beside the vault; see the contract's `CredentialChange`. */
export type Credentials = Omit<CredentialChange, "revision" | "vault">;

type Stored = { readonly sealed: string; readonly revision: number; readonly vault: Vault };

const ATTEMPTS = 5;

/** Opens the vault of a session. Throws an EnvelopeError when it is not this member's or was changed. */
export async function openVaultKeeper(
  api: StaffApi,
  signedIn: SignedIn,
  realm: Realm,
): Promise<VaultKeeper> {
  const { memberId } = signedIn;
  let { slot } = signedIn;
  const open = (sealed: Uint8Array) => openVault(sealed, slot, { realm, memberId });
  let stored: Stored = {
    sealed: encodeBase64(signedIn.sealedVault),
    revision: signedIn.vaultRevision,
    vault: await open(signedIn.sealedVault),
  };
  /** `known` is a vault that was sent and whose reply may have been lost: it need not be opened, and its new slots may be unknown yet. */
  const fetchNewest = async (known: Pick<Stored, "sealed" | "vault">) => {
    const { vault: sealed, revision } = await api.call(staffRoutes.me, {});
    const vault = sealed === known.sealed ? known.vault : await open(parseBase64(sealed));
    stored = { sealed, revision, vault };
  };
  const store = async (put: Put, change: Change, attempt: number): Promise<void> => {
    const vault = change(stored.vault);
    if (vault === stored.vault) return;
    const sealed = encodeBase64(await sealVault(realm, vault));
    try {
      const { revision } = await put({ revision: stored.revision, vault: sealed });
      stored = { sealed, revision, vault };
    } catch (fault) {
      if (!isConflict(fault) || attempt === ATTEMPTS) throw fault;
      await fetchNewest({ sealed, vault });
      if (stored.sealed !== sealed) await store(put, change, attempt + 1); // else only the reply was lost
    }
  };
  const putVault: Put = (body) => api.call(staffRoutes.putVault, { body });
  const putWith =
    (credentials: Credentials): Put =>
    (body) =>
      api.call(keyRoutes.changeCredentials, { body: { ...credentials, ...body } });
  return Object.freeze({
    read: () => stored.vault,
    update: (change: Change) => store(putVault, change, 1),
    updateWith: async (credentials: Credentials, change: Change, newSlot?: Identity) => {
      await store(putWith(credentials), change, 1);
      slot = newSlot ?? slot;
    },
    reload: () => fetchNewest(stored),
  });
}

type Put = (body: {
  readonly revision: number;
  readonly vault: string;
}) => Promise<{ readonly revision: number }>;

const isConflict = (fault: unknown): boolean =>
  fault instanceof ApiError && fault.code === "revision-conflict";
