import type { InputOf, keyRoutes, ReplyOf } from "@bijak/contract";
import { memberKeyName, parseRecipient, type Suite, vkeyName } from "@bijak/envelope/audit";
import { digestOf, parseBase64 } from "../encoding.ts";
import type { Methods } from "../ports.ts";
import { ensure, refuseAs } from "../refusal.ts";
import { ensureForms } from "./credentials.ts";
import { findByToken, type InvitationRow, useInvitation } from "./invitation-store.ts";
import { rolesOf, unitsOf } from "./invite.ts";
import { ensureTwoKinds, ensureVault } from "./methods.ts";
import { acceptPasskey, offerPasskey } from "./new-passkey.ts";
import { answerRegistration } from "./opaque.ts";
import type { Room } from "./room.ts";
import { findByMember, insertAccounts } from "./store.ts";

/** What an invitation says, to the holder of its token. Throws `invitation-refused`. */
export async function openInvitation(
  room: Room,
  token: string,
): Promise<ReplyOf<typeof keyRoutes.openInvitation>> {
  const row = await requireOpen(room, token);
  const { member_id: memberId, login, name } = row;
  const passkey = await offerPasskey(room, { memberId, login, passkeys: [] });
  return { memberId, login, name, units: unitsOf(row), roles: rolesOf(row), passkey };
}

/** The server's half of an OPAQUE registration. Throws `invitation-refused`, `request-malformed`. */
export async function enrolPassword(
  room: Room,
  { token, request }: InputOf<typeof keyRoutes.enrolPassword>["body"],
): Promise<string> {
  const { member_id: memberId } = await requireOpen(room, token);
  return answerRegistration(room.parts.secrets.opaqueSetup, memberId, request);
}

type Enrolment = InputOf<typeof keyRoutes.enrol>["body"];

/**
 * Takes the keys that the invited person's browser made and spends the invitation. The very same keys sent again, after a lost
 * reply, are taken as said already. Throws `invitation-refused`, `slots-too-few`, `ciphertext-refused`, `passkey-refused`,
 * `request-malformed`.
 */
export async function enrol(room: Room, given: Enrolment): Promise<void> {
  const vault = parseBase64(given.vault);
  const row = await requireUnexpired(room, given.token);
  if (await isSameAgain(room, row, given)) return;
  ensure(row.recipient === null, "invitation-refused");
  const { suite } = await room.ports.currentDirectory();
  await ensureKeys(row, given, suite);
  await ensureForms(room, given);
  ensureTwoKinds(methodsIn(given));
  ensureVault(vault, suite, methodsIn(given));
  await storeEnrolment(room, row, { given, vault });
}

async function storeEnrolment(
  room: Room,
  row: InvitationRow,
  { given, vault }: { readonly given: Enrolment; readonly vault: Uint8Array },
): Promise<void> {
  const { member_id: memberId, login: name } = row;
  const { recipient, vkey, opaqueRecord: opaque_record, paperVkey: paper_vkey } = given;
  const passkey =
    given.passkey === null ? null : await acceptPasskey(room, memberId, given.passkey);
  const account = { member_id: memberId, name, opaque_record, paper_vkey, vault };
  const { store, clock } = room.parts;
  await store.transact(async (tx) => {
    const isFirst = await useInvitation(tx, row.id, { recipient, vkey, nowMs: clock.nowMs() });
    ensure(isFirst, "invitation-refused");
    await insertAccounts(tx, [{ ...account, vault_revision: 1, is_disabled: 0 }]);
    await passkey?.store(tx);
    await room.ports.appendEntry(tx, {
      type: "enrolment",
      actor: memberId,
      object: memberId,
      digest: digestOf(vault),
    });
  });
}

/** The row of a token that nobody has used; used, withdrawn, expired and unknown ones are refused alike. */
async function requireOpen(room: Room, token: string): Promise<InvitationRow> {
  const row = await requireUnexpired(room, token);
  ensure(row.recipient === null, "invitation-refused");
  return row;
}

async function requireUnexpired(
  { parts: { store, clock } }: Room,
  token: string,
): Promise<InvitationRow> {
  const row = await findByToken(store.db, digestOf(token));
  ensure(row !== null && row.expires_at > clock.nowMs(), "invitation-refused");
  return row;
}

async function isSameAgain(
  { parts: { store } }: Room,
  row: InvitationRow,
  given: Enrolment,
): Promise<boolean> {
  if (row.recipient !== given.recipient || row.vkey !== given.vkey) return false;
  const account = await findByMember(store.db, row.member_id);
  return account !== null && digestOf(account.vault) === digestOf(parseBase64(given.vault));
}

/** Throws `request-malformed` unless the keys could stand in the members note for this id. */
const ensureKeys = (
  { member_id: memberId }: InvitationRow,
  { recipient, vkey }: Enrolment,
  suite: Suite,
): Promise<void> =>
  refuseAs("request-malformed", () => {
    parseRecipient(suite, recipient);
    ensure(vkeyName(vkey) === memberKeyName(memberId), "request-malformed");
  });

const methodsIn = ({ opaqueRecord, paperVkey, passkey }: Enrolment): Methods => ({
  hasPassword: opaqueRecord !== null,
  hasPaperKey: paperVkey !== null,
  passkeys: passkey === null ? 0 : 1,
});
