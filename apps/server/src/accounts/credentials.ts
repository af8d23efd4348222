import type { CredentialChange, keyRoutes, ReplyOf } from "@bijak/contract";
import { type MemberEntry, vkeyName } from "@bijak/envelope/audit";
import { digestOf, parseBase64 } from "../encoding.ts";
import type { Methods } from "../ports.ts";
import { ensure, refuseAs } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { ensureTwoKinds, ensureVault, ownMethods } from "./methods.ts";
import { acceptPasskey, type MadePasskey, offerPasskey } from "./new-passkey.ts";
import { answerRegistration, ensureOpaqueRecord } from "./opaque.ts";
import { erasePasskey, listPasskeys } from "./passkey-store.ts";
import type { Room } from "./room.ts";
import { eraseOtherSessions } from "./session-store.ts";
import { changeAccount, findByMember } from "./store.ts";

/*
 * [Note: Ways to sign in]
 *
 * Each way to sign in opens one slot of the vault: a password through OPAQUE, a paper key by its signing key, a passkey by its PRF.
 * The slot stands in the sealed vault, the credential in a row; both change in one transaction, and two ways of different kind
 * must be left. Whoever takes a way away or replaces it means to lock somebody out: the member's other sessions end with it.
 */

/** The member's ways to sign in. */
export async function readCredentials(
  { parts: { store } }: Room,
  member: MemberEntry,
): Promise<ReplyOf<typeof keyRoutes.credentials>> {
  const methods = await ownMethods(store.db, member.id);
  const passkeys = await listPasskeys(store.db, [member.id]);
  return { methods: { ...methods }, passkeyIds: passkeys.map(({ id }) => id) };
}

/**
 * The server's half of the registration of a new password. It answers a guess as the first half of a sign-in does, so it counts as
 * one: a stolen session guesses no faster. Throws `rate-limited`, `request-malformed`.
 */
export async function registerPassword(
  { parts: { store, clock, secrets }, throttle }: Room,
  member: MemberEntry,
  { request, address }: { readonly request: string; readonly address: string },
): Promise<string> {
  const account = await findByMember(store.db, member.id);
  ensure(account !== null, "session-missing");
  throttle.ensureAllowed({ name: account.name, address }, clock.nowMs());
  return answerRegistration(secrets.opaqueSetup, member.id, request);
}

/** What a browser needs to make a passkey for the member. */
export async function registerPasskey(
  room: Room,
  member: MemberEntry,
): Promise<{ ticket: string; options: string }> {
  const { db } = room.parts.store;
  const account = await findByMember(db, member.id);
  ensure(account !== null, "session-missing");
  const passkeys = await listPasskeys(db, [member.id]);
  return offerPasskey(room, { memberId: member.id, login: account.name, passkeys });
}

/**
 * Adds, replaces or removes ways to sign in together with the vault; gives its new revision. Throws `revision-conflict`,
 * `slots-too-few`, `ciphertext-refused`, `passkey-refused`, `not-available` for a passkey that the member does not have,
 * `request-malformed`. `session` is the hash of the session that asks, and goes on.
 */
export async function changeCredentials(
  room: Room,
  member: MemberEntry,
  { change, session }: { readonly change: CredentialChange; readonly session: string | null },
): Promise<number> {
  await ensureForms(room, change);
  const added =
    change.addPasskey === undefined
      ? null
      : await acceptPasskey(room, member.id, change.addPasskey);
  const vault = parseBase64(change.vault);
  const { suite } = await room.ports.currentDirectory();
  await room.parts.store.transact(async (tx) => {
    const before = await ownMethods(tx, member.id);
    await storeChange(tx, member.id, { change, vault, added });
    const after = await ownMethods(tx, member.id);
    ensureTwoKinds(after);
    ensureVault(vault, suite, after);
    await room.ports.appendEntry(tx, {
      type: "credentials",
      actor: member.id,
      object: member.id,
      digest: digestOf(vault),
    });
    if (takesAway(change, before)) await eraseOtherSessions(tx, member.id, session);
  });
  return change.revision + 1;
}

type Stored = {
  readonly change: CredentialChange;
  readonly vault: Uint8Array;
  readonly added: MadePasskey | null;
};

async function storeChange(
  tx: Tx,
  memberId: string,
  { change, vault, added }: Stored,
): Promise<void> {
  const { revision, opaqueRecord, paperVkey, removePasskey } = change;
  const isNewest = await changeAccount(
    tx,
    { memberId, revision },
    {
      vault,
      ...(opaqueRecord === undefined ? {} : { opaque_record: opaqueRecord }),
      ...(paperVkey === undefined ? {} : { paper_vkey: paperVkey }),
    },
  );
  ensure(isNewest, "revision-conflict");
  if (removePasskey !== undefined)
    ensure(await erasePasskey(tx, memberId, removePasskey), "not-available");
  await added?.store(tx);
}

const takesAway = (change: CredentialChange, { hasPassword, hasPaperKey }: Methods): boolean =>
  change.removePasskey !== undefined ||
  (change.opaqueRecord !== undefined && hasPassword) ||
  (change.paperVkey !== undefined && hasPaperKey);

type Forms = {
  readonly opaqueRecord?: string | null | undefined;
  readonly paperVkey?: string | null | undefined;
};

/** Throws `request-malformed` unless a sign-in can be answered with what is to be stored. */
export async function ensureForms(
  { parts: { secrets } }: Pick<Room, "parts">,
  { opaqueRecord, paperVkey }: Forms,
): Promise<void> {
  if (typeof opaqueRecord === "string") await ensureOpaqueRecord(secrets.opaqueSetup, opaqueRecord);
  if (typeof paperVkey === "string") await refuseAs("request-malformed", () => vkeyName(paperVkey));
}
