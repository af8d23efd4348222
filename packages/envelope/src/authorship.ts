import { encodeText, sha256Base64 } from "./bytes.ts";
import { ensure } from "./errors.ts";
import { memberKeyName } from "./key-names.ts";
import type { MemberEntry } from "./members.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { readLines, writeLines } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";

/*
 * [Note: Authorship]
 *
 *   bijak/v1/authorship
 *   <instance id>
 *   <case id>
 *   <member id>
 *   <SHA-256 of the message's lines, base64>
 *
 * Signed by the member, sealed to the case key alone, and kept inside the message as one line: colleagues see who
 * wrote it, the reporter, who opens the same message, does not (R15). Its size is the same for every member.
 */
type Written = { readonly realm: Realm; readonly caseId: string; readonly lines: string };

export async function sealAuthorship(
  { realm, caseId, lines }: Written,
  member: { readonly id: string; readonly key: SigningKey; readonly caseRecipient: Recipient },
): Promise<Uint8Array> {
  ensure(member.key.name === memberKeyName(member.id), "signing-key-wrong");
  const text = authorshipText({ realm, caseId, lines: await hashOf(lines) }, member.id);
  return sealNote({
    realm,
    kind: "authorship",
    text,
    keys: [member.key],
    recipients: [member.caseRecipient],
  });
}

/** The id of the member who wrote these lines. Throws `authorship-not-authentic` unless a listed member signed them. */
export async function openAuthorship(
  ciphertext: Uint8Array,
  { realm, caseId, lines }: Written,
  {
    identities,
    members,
  }: { readonly identities: readonly Identity[]; readonly members: readonly MemberEntry[] },
): Promise<string> {
  const note = await openSealed("authorship", identities, ciphertext);
  const text = parseNoteText(note);
  const [, memberId = ""] = readLines("authorship", realm.instance, text);
  const vkeys = members.filter((member) => member.id === memberId).map((member) => member.vkey);
  await openNote(note, { vkeys, threshold: 1 });
  const expected = authorshipText({ realm, caseId, lines: await hashOf(lines) }, memberId);
  ensure(text === expected, "authorship-not-authentic");
  return memberId;
}

const authorshipText = ({ realm, caseId, lines }: Written, memberId: string): string =>
  writeLines("authorship", realm.instance, [caseId, memberId, lines]);

const hashOf = (lines: string): Promise<string> => sha256Base64(encodeText(lines));
