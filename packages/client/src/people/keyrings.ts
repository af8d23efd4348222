import { ApiError, keyRoutes, staffRoutes } from "@bijak/contract";
import { countRecipients, sealKeyring } from "@bijak/envelope";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";
import { realmOf, type Desk } from "../handler/desk.ts";
import { keyringRecipients } from "./holders.ts";

/**
 * Seals the keyrings of the member's own units anew where they are sealed to another number of keys than the signed notes say: who
 * was let in can read from then on. Gives the units that were. When a colleague does so at the same time, theirs stands.
 */
export async function grantKeyrings(desk: Desk): Promise<readonly string[]> {
  const granted: string[] = [];
  for (const unit of desk.keyrings.keys()) if (await grantOne(desk, unit)) granted.push(unit);
  return granted;
}

async function grantOne(desk: Desk, unit: string): Promise<boolean> {
  const { api, members, institution, memberKey, keyrings } = desk;
  const keyring = keyrings.get(unit);
  const { revision, sealed, epoch } = await api.call(staffRoutes.keyring, { params: { unit } });
  const recipients = keyringRecipients(members, institution.directory.recoveries, unit);
  const isFitting = countRecipients(parseBase64(sealed)) === recipients.length;
  if (keyring === undefined || isFitting || epoch !== keyring.current.epoch) return false;
  const content = { realm: realmOf(desk), unit, entries: keyring.entries };
  const fresh = encodeBase64(await sealKeyring(content, recipients, memberKey));
  return putKeyring(desk, unit, { revision, sealed: fresh });
}

/** Stores a keyring in the place of the one of this revision. False when a colleague was faster: theirs stands. */
export async function putKeyring(
  { api }: Desk,
  unit: string,
  body: { readonly revision: number; readonly sealed: string },
): Promise<boolean> {
  try {
    await api.call(keyRoutes.putKeyring, { params: { unit }, body });
    return true;
  } catch (fault) {
    if (!(fault instanceof ApiError && fault.code === "revision-conflict")) throw fault;
    const stored = await api.call(staffRoutes.keyring, { params: { unit } });
    return stored.sealed === body.sealed; // only the reply of an earlier attempt was lost
  }
}
