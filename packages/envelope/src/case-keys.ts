import { caseKeysText, parseCaseKeys, type CaseKeys, type Holder } from "./case-keys-text.ts";
import { ensure } from "./errors.ts";
import { unitOfKeyName } from "./key-names.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";

/** Wraps the keys of a case for one holder. Throws `signing-key-wrong` for a reporter's key over more than key 0. */
export async function sealCaseKeys(
  realm: Realm,
  caseKeys: CaseKeys,
  recipients: readonly Recipient[],
  signingKey: SigningKey,
): Promise<Uint8Array> {
  const isReporter = signingKey.vkey === caseKeys.reporter.vkey;
  ensure(
    isReporter ? caseKeys.keys.length === 1 : unitOfKeyName(signingKey.name) !== null,
    "signing-key-wrong",
  );
  const text = caseKeysText(realm, caseKeys);
  parseCaseKeys(realm, text);
  return sealNote({ realm, kind: "case-keys", text, keys: [signingKey], recipients });
}

/**
 * Unwraps the keys of a case. Throws `not-openable`, `note-not-authentic`, and `object-misplaced` if the copy is
 * for another case or holder. See [Note: Case keys] for whose signature counts.
 */
export async function openCaseKeys(
  ciphertext: Uint8Array,
  identities: readonly Identity[],
  expected: {
    readonly realm: Realm;
    readonly caseId: string;
    readonly holder: Holder;
    readonly unitVkeys: readonly string[];
  },
): Promise<CaseKeys> {
  const note = await openSealed("case-keys", identities, ciphertext);
  const caseKeys = parseCaseKeys(expected.realm, parseNoteText(note));
  const { caseId, holder, keys, reporter } = caseKeys;
  const vkeys = keys.length === 1 ? [...expected.unitVkeys, reporter.vkey] : expected.unitVkeys;
  await openNote(note, { vkeys, threshold: 1 });
  ensure(caseId === expected.caseId, "object-misplaced");
  ensure(
    holder.kind === expected.holder.kind && holder.id === expected.holder.id,
    "object-misplaced",
  );
  return caseKeys;
}
