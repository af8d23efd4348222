import { ensure } from "./errors.ts";
import { memberKeyName, unitOfKeyName } from "./key-names.ts";
import type { MemberEntry } from "./members.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { ensureSame, readLines, writeLines } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { isCaseId, oneLineJson, parseCount } from "./words.ts";

/*
 * [Note: Case record]
 *
 *   bijak/v1/record
 *   <instance id>
 *   <case id>
 *   <member id>
 *   <seq>                                      this member's entries in this case, from 0
 *   <JSON>
 *
 * One entry of the handlers' append-only record (R10). Sealed to the case key, signed by the unit and the member.
 */
export type CaseRecord = {
  readonly realm: Realm;
  readonly caseId: string;
  readonly memberId: string;
  readonly seq: number;
  readonly json: string;
};

/** Seals one entry. Throws `signing-key-wrong`, `json-invalid`, `note-malformed`. */
export async function sealRecord(
  record: CaseRecord,
  recipients: readonly Recipient[],
  { unitKey, memberKey }: { readonly unitKey: SigningKey; readonly memberKey: SigningKey },
): Promise<Uint8Array> {
  ensure(memberKey.name === memberKeyName(record.memberId), "signing-key-wrong");
  ensure(unitOfKeyName(unitKey.name) !== null, "signing-key-wrong");
  const text = recordText({ ...record, json: oneLineJson(record.json) });
  parseRecord(record.realm, text);
  return sealNote({
    realm: record.realm,
    kind: "record",
    text,
    keys: [unitKey, memberKey],
    recipients,
  });
}

/** Opens one entry. Throws `not-openable`, `note-not-authentic` without both signatures, `object-misplaced`. */
export async function openRecord(
  ciphertext: Uint8Array,
  identities: readonly Identity[],
  expected: {
    readonly realm: Realm;
    readonly caseId: string;
    readonly unitVkeys: readonly string[];
    readonly members: readonly MemberEntry[];
  },
): Promise<Pick<CaseRecord, "memberId" | "seq" | "json">> {
  const note = await openSealed("record", identities, ciphertext);
  const { caseId, memberId, seq, json } = parseRecord(expected.realm, parseNoteText(note));
  const memberVkeys = expected.members
    .filter((member) => member.id === memberId)
    .map((member) => member.vkey);
  await openNote(note, { vkeys: expected.unitVkeys, threshold: 1 });
  await openNote(note, { vkeys: memberVkeys, threshold: 1 });
  ensure(caseId === expected.caseId, "object-misplaced");
  return Object.freeze({ memberId, seq, json });
}

const recordText = ({ realm, caseId, memberId, seq, json }: CaseRecord): string =>
  writeLines("record", realm.instance, [caseId, memberId, String(seq), json]);

function parseRecord(realm: Realm, text: string): CaseRecord {
  const [caseId = "", memberId = "", seq, json = ""] = readLines("record", realm.instance, text);
  ensure(isCaseId(caseId), "note-malformed");
  const record = { realm, caseId, memberId, seq: parseCount(seq), json: oneLineJson(json) };
  ensureSame(recordText(record), text);
  return record;
}
