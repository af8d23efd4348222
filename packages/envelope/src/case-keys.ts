import { ensure } from "./errors.ts";
import { parseIdentity, parseRecipient } from "./identities.ts";
import { REPORTER_KEY_NAME, unitOfKeyName } from "./key-names.ts";
import { openNote, parseNoteText, vkeyName, type SigningKey } from "./note.ts";
import {
  afterLabel,
  ensureSame,
  parseList,
  parseOptional,
  readLines,
  splitWords,
  writeLines,
  writeList,
  writeOptional,
} from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import { parseSummary, writeSummary, type Summary } from "./summary.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { isCaseId, isMemberId, isUnitId } from "./words.ts";

/*
 * [Note: Case keys]
 *
 *   bijak/v1/case-keys
 *   <instance id>
 *   <case id>
 *   unit <id> | member <id>                    whom this copy is for
 *   reporter <recipient> <vkey>
 *   units <id,id>                              who can read
 *   standby <id|->                             who may read if they do nothing (R5)
 *   summary <JSON, padded with spaces to exactly 1,024 bytes>
 *   key <n> <private key>                      0..n
 *
 * One age file for each holder. Signed by the reporter, as long as key 0 is the only one, or by a unit. As soon as a
 * handler has made key 1, a copy signed by the reporter is refused: it would be an old one or a forged one. Units and
 * standby are the reporter's own choice, carried on from key to key: new keys are wrapped for these and no others,
 * whatever a server lists.
 */
export type Holder = { readonly kind: "unit" | "member"; readonly id: string };

export type CaseKeys = {
  readonly caseId: string;
  readonly holder: Holder;
  readonly reporter: { readonly recipient: Recipient; readonly vkey: string };
  /** Units that can read the case; never the standby unit. */
  readonly units: readonly string[];
  readonly standby: string | null;
  readonly summary: Summary;
  /** C_0 … C_n. */
  readonly keys: readonly Identity[];
};

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

const caseKeysText = (
  realm: Realm,
  { caseId, holder, reporter, units, standby, summary, keys }: CaseKeys,
): string =>
  writeLines("case-keys", realm.instance, [
    caseId,
    `${holder.kind} ${holder.id}`,
    `reporter ${reporter.recipient} ${reporter.vkey}`,
    `units ${writeList(units)}`,
    `standby ${writeOptional(standby)}`,
    `summary ${writeSummary(summary)}`,
    ...keys.map((key, n) => `key ${n} ${key}`),
  ]);

function parseCaseKeys(realm: Realm, text: string): CaseKeys {
  const [caseId = "", holder = "", reporter, units, standby, summary, ...keys] = readLines(
    "case-keys",
    realm.instance,
    text,
  );
  ensure(isCaseId(caseId) && keys.length > 0, "note-malformed");
  const caseKeys = Object.freeze({
    caseId,
    holder: parseHolder(holder),
    reporter: parseReporter(realm, afterLabel("reporter", reporter)),
    units: Object.freeze(parseList(afterLabel("units", units))),
    standby: parseOptional(afterLabel("standby", standby)),
    summary: parseSummary(afterLabel("summary", summary)),
    keys: Object.freeze(keys.map((line, n) => parseKey(realm, n, line))),
  });
  ensureSame(caseKeysText(realm, caseKeys), text);
  ensureAccess(caseKeys);
  return caseKeys;
}

/** A unit stands once among those who can read or stand by, and a copy for a unit is for one of them. */
function ensureAccess({ holder, units, standby }: CaseKeys): void {
  const named = standby === null ? units : [...units, standby];
  ensure(units.length > 0 && named.every(isUnitId), "note-malformed");
  ensure(new Set(named).size === named.length, "note-malformed");
  ensure(holder.kind === "member" || named.includes(holder.id), "note-malformed");
}

function parseHolder(line: string): Holder {
  const [kind = "", id = ""] = splitWords(line, 2);
  if (kind === "unit" && isUnitId(id)) return Object.freeze({ kind, id });
  ensure(kind === "member" && isMemberId(id), "note-malformed");
  return Object.freeze({ kind, id });
}

function parseReporter(realm: Realm, line: string): CaseKeys["reporter"] {
  const [recipient = "", vkey = ""] = splitWords(line, 2);
  ensure(vkeyName(vkey) === REPORTER_KEY_NAME, "note-malformed");
  return Object.freeze({ recipient: parseRecipient(realm.suite, recipient), vkey });
}

const parseKey = (realm: Realm, n: number, line: string): Identity =>
  parseIdentity(realm.suite, afterLabel(`key ${n}`, line));
