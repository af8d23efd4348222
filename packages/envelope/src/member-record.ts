import { ensure } from "./errors.ts";
import { memberKeyName } from "./key-names.ts";
import type { MemberEntry } from "./members.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { ensureSame, readLines, writeLines } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { oneLineJson } from "./words.ts";

/*
 * [Note: Member record]
 *
 *   bijak/v1/member-record
 *   <instance id>
 *   <member id>
 *   <JSON>
 *
 * What a member keeps for themselves: drafts, own filters (R10). Sealed to the member, signed by the member.
 */
export type MemberRecord = {
  readonly realm: Realm;
  readonly memberId: string;
  readonly json: string;
};

/** Seals what a member keeps. Throws `signing-key-wrong`, `json-invalid`, `note-malformed`, `too-large`. */
export async function sealMemberRecord(
  record: MemberRecord,
  memberRecipient: Recipient,
  memberKey: SigningKey,
): Promise<Uint8Array> {
  ensure(memberKey.name === memberKeyName(record.memberId), "signing-key-wrong");
  const text = recordText({ ...record, json: oneLineJson(record.json) });
  parseRecord(record.realm, text);
  return sealNote({
    realm: record.realm,
    kind: "member-record",
    text,
    keys: [memberKey],
    recipients: [memberRecipient],
  });
}

/**
 * The JSON. Throws `not-openable`, `note-not-authentic` unless the member signed, `object-misplaced` for another
 * member. A server may hand out an older one unseen: nothing that others rely on belongs here.
 */
export async function openMemberRecord(
  ciphertext: Uint8Array,
  memberIdentity: Identity,
  expected: { readonly realm: Realm; readonly member: Pick<MemberEntry, "id" | "vkey"> },
): Promise<string> {
  const note = await openSealed("member-record", [memberIdentity], ciphertext);
  const { memberId, json } = parseRecord(expected.realm, parseNoteText(note));
  ensure(memberId === expected.member.id, "object-misplaced");
  await openNote(note, { vkeys: [expected.member.vkey], threshold: 1 });
  return json;
}

const recordText = ({ realm, memberId, json }: MemberRecord): string =>
  writeLines("member-record", realm.instance, [memberId, json]);

function parseRecord(realm: Realm, text: string): MemberRecord {
  const [memberId = "", json = ""] = readLines("member-record", realm.instance, text);
  const record = { realm, memberId, json: oneLineJson(json) };
  ensureSame(recordText(record), text);
  return record;
}
