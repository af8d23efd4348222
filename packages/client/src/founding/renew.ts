import { staffRoutes } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  EnvelopeError,
  noteHash,
  signingKeyFromSeed,
  writeDirectory,
  type SigningKey,
  type Vault,
} from "@bijak/envelope";
import type { StaffApi } from "../handler/api.ts";
import type { SignedIn } from "../handler/sign-in.ts";
import { openVaultKeeper } from "../handler/vault-keeper.ts";
import { openInstitution } from "../shared/institution.ts";
import { DIRECTORY_DAYS } from "./write-notes.ts";

type Renewal = { readonly staffApi: StaffApi; readonly signedIn: SignedIn; readonly today: Day };

/** For following a directory whose end is what is about to be renewed. */
const BEFORE_ANY_EXPIRY: Day = 0;

/**
 * Signs the directory anew for 90 days with the signing keys in the member's vault; nothing else in it changes. An expired
 * directory can be renewed, one older than the vault remembers cannot. Throws `directory-not-authentic` when this member's
 * keys are fewer than the directory demands.
 */
export async function renewDirectory({
  staffApi,
  signedIn,
  today,
}: Renewal): Promise<{ serial: number; expiresOn: Day }> {
  const { instanceFile } = signedIn;
  const { instance, suite } = instanceFile;
  const vault = await openVaultKeeper(staffApi, signedIn, { instance, suite });
  const { notes, config } = await staffApi.call(staffRoutes.staffDirectory, {});
  const newestSerial = vault.read().directorySerial;
  const pinned = { instanceFile, notes, config, today: BEFORE_ANY_EXPIRY, newestSerial };
  const { directory } = await openInstitution(pinned);
  const keys = await signersIn(vault.read(), directory.signers);
  const newest = notes.at(-1);
  if (keys.length < directory.threshold || newest === undefined)
    throw new EnvelopeError("directory-not-authentic");
  const renewed = {
    ...directory,
    serial: directory.serial + 1,
    issuedOn: today,
    expiresOn: today + DIRECTORY_DAYS,
    previous: await noteHash(newest),
  };
  const body = { directory: await writeDirectory(renewed, keys), config };
  const { serial } = await staffApi.call(staffRoutes.putDirectory, { body });
  await vault.update((before) => ({
    ...before,
    directorySerial: Math.max(before.directorySerial, serial),
  }));
  return { serial, expiresOn: renewed.expiresOn };
}

/** The keys of the vault that the directory lists as its signers. */
async function signersIn(
  { signerSeeds }: Vault,
  vkeys: readonly string[],
): Promise<readonly SigningKey[]> {
  const keys = await Promise.all(
    signerSeeds.map(({ name, seed }) => signingKeyFromSeed(name, seed)),
  );
  return keys.filter(({ vkey }) => vkeys.includes(vkey));
}
