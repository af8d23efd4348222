import { reporterVkeys, type CaseKeys, type Reporter } from "./case-keys-text.ts";
import { ensure } from "./errors.ts";
import { parseRecipient } from "./identities.ts";
import { REPORTER_KEY_NAME } from "./key-names.ts";
import { openNote, signNote, vkeyName, type SigningKey } from "./note.ts";
import { ensureSame, readLines, writeLines } from "./note-lines.ts";
import type { Day, Realm, Recipient } from "./types.ts";
import { isCaseId, parseCount } from "./words.ts";

/*
 * [Note: Change of receipt]
 *
 *   bijak/v1/reporter-change
 *   <instance id>
 *   <case id>
 *   <new recipient>
 *   <new vkey>
 *   <day>
 *
 * Signed by the key that is given up (R18). Only forward can such a chain be trusted: anyone can make a key and sign
 * that it is followed by the reporter's. So the case keys carry every key given up so far, and a chain begins with the
 * first of them.
 */
export type ReporterChange = {
  readonly realm: Realm;
  readonly caseId: string;
  readonly recipient: Recipient;
  /** Named `reporter`. */
  readonly vkey: string;
  readonly on: Day;
};

export type ReporterChain = {
  /** The keys of today: replies go to these. */
  readonly reporter: Reporter;
  /** Every vkey under which the reporter has signed, oldest first; the last is that of today. */
  readonly vkeys: readonly string[];
  readonly changes: readonly ReporterChange[];
};

/** Signs new keys with the old one. Throws `signing-key-wrong` unless that is a reporter's, `note-malformed`. */
export async function writeReporterChange(
  change: ReporterChange,
  oldKey: SigningKey,
): Promise<string> {
  ensure(oldKey.name === REPORTER_KEY_NAME && oldKey.vkey !== change.vkey, "signing-key-wrong");
  const text = changeText(change);
  parseChange(change.realm, text);
  return signNote(text, [oldKey]);
}

/**
 * Follows all changes of receipt of a case, oldest first, along the keys that its case keys name and on to newer ones.
 * Throws `note-not-authentic` unless each is signed by the key before it, `object-misplaced` for another case or for
 * other keys than the case keys name, `note-malformed`. See [Note: Change of receipt].
 */
export async function followReporterChanges(
  notes: readonly string[],
  realm: Realm,
  { caseId, reporter, formers }: Pick<CaseKeys, "caseId" | "reporter" | "formers">,
): Promise<ReporterChain> {
  const vkeys = [...reporterVkeys({ reporter, formers })];
  const changes: ReporterChange[] = [];
  let newest = reporter;
  for (const [at, note] of notes.entries()) {
    const { text } = await openNote(note, { vkeys: vkeys.slice(at, at + 1), threshold: 1 });
    const change = parseChange(realm, text);
    ensure(change.caseId === caseId, "object-misplaced");
    if (at + 1 < vkeys.length) ensure(change.vkey === vkeys[at + 1], "object-misplaced");
    else {
      ensure(!vkeys.includes(change.vkey), "object-misplaced");
      vkeys.push(change.vkey);
      newest = Object.freeze({ recipient: change.recipient, vkey: change.vkey });
    }
    changes.push(change);
  }
  return Object.freeze({
    reporter: newest,
    vkeys: Object.freeze(vkeys),
    changes: Object.freeze(changes),
  });
}

const changeText = ({ realm, caseId, recipient, vkey, on }: ReporterChange): string =>
  writeLines("reporter-change", realm.instance, [caseId, recipient, vkey, String(on)]);

function parseChange(realm: Realm, text: string): ReporterChange {
  const [caseId = "", recipient = "", vkey = "", on] = readLines(
    "reporter-change",
    realm.instance,
    text,
  );
  ensure(isCaseId(caseId) && vkeyName(vkey) === REPORTER_KEY_NAME, "note-malformed");
  const change = Object.freeze({
    realm,
    caseId,
    recipient: parseRecipient(realm.suite, recipient),
    vkey,
    on: parseCount(on),
  });
  ensureSame(changeText(change), text);
  return change;
}
