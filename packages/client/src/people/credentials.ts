import { ApiError, keyRoutes, type ReplyOf } from "@bijak/contract";
import {
  generatePaperKey,
  paperLoginKey,
  recipientOf,
  slotFromOpaque,
  slotFromPasskey,
  type Slot,
} from "@bijak/envelope";
import { realmOf, type Desk } from "../handler/desk.ts";
import { withoutExtensions, type Ceremony } from "../handler/sign-in.ts";
import type { Credentials } from "../handler/vault-keeper.ts";
import { registerPassword, STRETCHING, type KeyStretching } from "../shared/opaque.ts";
import { findSlot, nameOf, withoutSlot, withRenamed, withSlot } from "./slots.ts";

export type OwnCredentials = ReplyOf<typeof keyRoutes.credentials> & {
  readonly slots: readonly Pick<Slot, "name" | "kind">[];
};

type NewPassword = {
  readonly password: string;
  /** Cheaper in tests only. */
  readonly keyStretching?: KeyStretching;
};

/** The member's ways to sign in: as the vault names them, and as the server knows them. */
export async function listCredentials({ api, vault }: Desk): Promise<OwnCredentials> {
  const known = await api.call(keyRoutes.credentials, {});
  return { ...known, slots: vault.read().slots.map(({ name, kind }) => ({ name, kind })) };
}

/** Registers a password by OPAQUE, in the place of the one before if there is one. Throws `slot-name-taken`. */
export async function addPassword(
  desk: Desk,
  { name, password, keyStretching = STRETCHING }: NewPassword & { readonly name: string },
): Promise<void> {
  const ask = async (request: string) =>
    (await desk.api.call(keyRoutes.registerPassword, { body: { request } })).response;
  const { opaqueRecord, exportKey } = await registerPassword({ password, keyStretching, ask });
  const identity = await slotFromOpaque(realmOf(desk).suite, exportKey);
  const slot: Slot = { ...(await slotNamed(name, identity)), kind: "password", credential: null };
  await desk.vault.updateWith({ opaqueRecord }, (vault) => withSlot(vault, slot), identity);
}

/** A new password in the place of the old one, under the same name. Throws `not-available` without one. */
export async function changePassword(desk: Desk, password: NewPassword): Promise<void> {
  const old = desk.vault.read().slots.find(({ kind }) => kind === "password");
  if (old === undefined) throw new ApiError("not-available");
  await addPassword(desk, { ...password, name: old.name });
}

/** Makes a key to be printed, once; it replaces an older one. Throws `slot-name-taken`. */
export async function addPaperKey(
  desk: Desk,
  { name }: { readonly name: string },
): Promise<{ paperKey: string }> {
  const paperKey = await generatePaperKey(realmOf(desk).suite);
  const { vkey: paperVkey } = await paperLoginKey(paperKey);
  const slot: Slot = { ...(await slotNamed(name, paperKey)), kind: "paper", credential: null };
  await desk.vault.updateWith({ paperVkey }, (vault) => withSlot(vault, slot), paperKey);
  return { paperKey };
}

/** Has the browser make a passkey and adds it. Throws `slot-name-taken`, `passkey-refused` and whatever the ceremony throws. */
export async function addPasskey(
  desk: Desk,
  { name }: { readonly name: string },
  ceremony: Ceremony,
): Promise<void> {
  const { ticket, options } = await desk.api.call(keyRoutes.registerPasskey, {});
  const made = await ceremony(options);
  const response = withoutExtensions(made.response);
  const identity = await slotFromPasskey(realmOf(desk).suite, made.prf);
  const credential = credentialIdIn(response);
  const slot: Slot = { ...(await slotNamed(name, identity)), kind: "passkey", credential };
  const addPasskeyTo = { addPasskey: { ticket, response } };
  await desk.vault.updateWith(addPasskeyTo, (vault) => withSlot(vault, slot), identity);
}

/** Names are the member's own and stand in the sealed vault only. Throws `slot-name-taken`, `not-available`. */
export const renameSlot = (
  { vault }: Desk,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> =>
  vault.update((before) =>
    nameOf(from) === nameOf(to) ? before : withRenamed(before, nameOf(from), nameOf(to)),
  );

/** Removes a way to sign in. Throws `slots-too-few` when fewer than two kinds would remain, `not-available`. */
export async function removeSlot(
  { vault }: Desk,
  { name }: { readonly name: string },
): Promise<void> {
  const removed = findSlot(vault.read(), nameOf(name));
  await vault.updateWith(removalOf(removed), (before) => withoutSlot(before, removed.name));
}

function removalOf({ kind, credential }: Slot): Credentials {
  if (kind === "password") return { opaqueRecord: null };
  if (kind === "paper") return { paperVkey: null };
  if (credential === null) throw new ApiError("not-available");
  return { removePasskey: credential };
}

const slotNamed = async (name: string, identity: Parameters<typeof recipientOf>[0]) => ({
  name: nameOf(name),
  recipient: await recipientOf(identity),
});

/** The credential's id in a WebAuthn response. Throws `passkey-refused`. */
export function credentialIdIn(response: string): string {
  const { id } = Object(JSON.parse(response)) as { readonly id?: unknown }; // only read, and checked below
  if (typeof id !== "string" || !/^[A-Za-z0-9_-]{1,1024}$/.test(id))
    throw new ApiError("passkey-refused");
  return id;
}
