import { ensure } from "./errors.ts";
import { parseIdentity, parseRecipient } from "./identities.ts";
import { REPORTER_KEY_NAME } from "./key-names.ts";
import { vkeyName } from "./note.ts";
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
import { parseSummary, writeSummary, type Summary } from "./summary.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { isCaseId, isMemberId, isSha256, isUnitId, parseCount } from "./words.ts";

/*
 * [Note: Case keys]
 *
 *   bijak/v1/case-keys
 *   <instance id>
 *   <case id>
 *   unit <id> | member <id> | recovery <unit>  whom this copy is for; the last two when restricted
 *   reporter <recipient> <vkey>                the reporter's keys of today
 *   former <vkey> <until>                      0..n, oldest first: keys given up by a change of receipt (R18)
 *   units <id,id>                              who can read
 *   standby <id|->                             who may read if they do nothing (R5)
 *   members <id,id|->                          of these units only these members read; - when all of them do (R4)
 *   summary <JSON, padded with spaces to exactly 1,024 bytes>
 *   key <n> <private key>                      0..n
 *   card <n> <SHA-256> <after>                 rising n ≥ 1: the mailbox-card of key n, base64
 *
 * `until` and `after` are indexes: of the last message that may be signed by the former key, and of the newest one
 * when the mailbox-card was made.
 *
 * One age file for each holder. Signed by the reporter, as long as key 0 is the only one, or by a unit. As soon as a
 * handler has made key 1, a copy signed by the reporter is refused: it would be an old one or a forged one. Units and
 * standby are the reporter's own choice and members that of the handlers, carried on from key to key: new keys are
 * wrapped for these and no others, whatever a server lists.
 */
export type Holder = {
  /** `recovery`: the copy is for the recovery key of the unit with this id. */
  readonly kind: "unit" | "member" | "recovery";
  readonly id: string;
};

/** The public keys of a reporter. */
export type Reporter = { readonly recipient: Recipient; readonly vkey: string };

/** A key that the reporter gave up with an older receipt. Messages after index `until` no longer count under it. */
export type FormerReporter = { readonly vkey: string; readonly until: number };

/** The mailbox-card of key `n`, by the hash of its sealed bytes, made when message `after` was the newest. */
export type CardOfKey = { readonly n: number; readonly hash: string; readonly after: number };

export type CaseKeys = {
  readonly caseId: string;
  readonly holder: Holder;
  readonly reporter: Reporter;
  readonly formers: readonly FormerReporter[];
  /** Units that can read the case; never the standby unit. */
  readonly units: readonly string[];
  readonly standby: string | null;
  /** The members to whom the case is restricted; empty when all of its units read it. */
  readonly members: readonly string[];
  readonly summary: Summary;
  /** C_0 … C_n. */
  readonly keys: readonly Identity[];
  readonly cards: readonly CardOfKey[];
};

/** All keys the reporter ever had, oldest first; the last is that of today. */
export const reporterVkeys = ({
  formers,
  reporter,
}: Pick<CaseKeys, "formers" | "reporter">): readonly string[] => [
  ...formers.map(({ vkey }) => vkey),
  reporter.vkey,
];

/** The lines of case keys, not yet checked: see `parseCaseKeys`. */
export const caseKeysText = (
  realm: Realm,
  { caseId, holder, reporter, formers, units, standby, members, summary, keys, cards }: CaseKeys,
): string =>
  writeLines("case-keys", realm.instance, [
    caseId,
    `${holder.kind} ${holder.id}`,
    `reporter ${reporter.recipient} ${reporter.vkey}`,
    ...formers.map(({ vkey, until }) => `former ${vkey} ${until}`),
    `units ${writeList(units)}`,
    `standby ${writeOptional(standby)}`,
    `members ${writeList(members)}`,
    `summary ${writeSummary(summary)}`,
    ...keys.map((key, n) => `key ${n} ${key}`),
    ...cards.map(({ n, hash, after }) => `card ${n} ${hash} ${after}`),
  ]);

/** Reads the lines. Throws `note-malformed`, `recipient-invalid`, `identity-invalid`. */
export function parseCaseKeys(realm: Realm, text: string): CaseKeys {
  const [caseId = "", holder = "", reporter, ...rest] = readLines(
    "case-keys",
    realm.instance,
    text,
  );
  const formers = startingWith("former", rest);
  const [units, standby, members, summary, ...lines] = rest.slice(formers.length);
  const keys = startingWith("key", lines);
  const caseKeys = Object.freeze({
    caseId,
    holder: parseHolder(holder),
    reporter: parseReporter(realm, afterLabel("reporter", reporter)),
    formers: Object.freeze(formers.map(parseFormer)),
    units: Object.freeze(parseList(afterLabel("units", units))),
    standby: parseOptional(afterLabel("standby", standby)),
    members: Object.freeze(parseList(afterLabel("members", members))),
    summary: parseSummary(afterLabel("summary", summary)),
    keys: Object.freeze(keys.map((line, n) => parseKey(realm, n, line))),
    cards: Object.freeze(lines.slice(keys.length).map(parseCardOfKey)),
  });
  ensureSame(caseKeysText(realm, caseKeys), text);
  ensure(isCaseId(caseId) && keys.length > 0, "note-malformed");
  ensureAccess(caseKeys);
  ensureFormers(caseKeys);
  ensureCards(caseKeys);
  return caseKeys;
}

/** The lines at the beginning that carry this label. */
function startingWith(label: string, lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => !line.startsWith(`${label} `));
  return end < 0 ? lines : lines.slice(0, end);
}

/** Nobody stands twice among those who can read or stand by, and a copy is for one of them. */
function ensureAccess({ holder, units, standby, members }: CaseKeys): void {
  const named = standby === null ? units : [...units, standby];
  ensure(units.length > 0 && named.every(isUnitId), "note-malformed");
  ensure(new Set(named).size === named.length, "note-malformed");
  ensure(members.every(isMemberId) && new Set(members).size === members.length, "note-malformed");
  const isRestricted = members.length > 0;
  const allowed: Readonly<Record<Holder["kind"], readonly (string | null)[]>> = {
    unit: isRestricted ? [standby] : named,
    recovery: isRestricted ? units : [],
    member: members,
  };
  ensure(allowed[holder.kind].includes(holder.id), "note-malformed");
}

/** No key is given up twice or still in use, and each one later than the one before. */
function ensureFormers(caseKeys: CaseKeys): void {
  const vkeys = reporterVkeys(caseKeys);
  ensure(new Set(vkeys).size === vkeys.length, "note-malformed");
  ensure(
    caseKeys.formers.every(({ until }, at) => until >= (caseKeys.formers[at - 1]?.until ?? 0)),
    "note-malformed",
  );
}

/** The reporter's own card, that of key 0, is not among them. */
const ensureCards = ({ keys, cards }: CaseKeys): void =>
  ensure(
    cards.every(({ n }, at) => n > (cards[at - 1]?.n ?? 0) && n < keys.length),
    "note-malformed",
  );

function parseHolder(line: string): Holder {
  const [kind = "", id = ""] = splitWords(line, 2);
  ensure(kind === "unit" || kind === "member" || kind === "recovery", "note-malformed");
  return Object.freeze({ kind, id });
}

function parseReporter(realm: Realm, line: string): Reporter {
  const [recipient = "", vkey = ""] = splitWords(line, 2);
  ensure(vkeyName(vkey) === REPORTER_KEY_NAME, "note-malformed");
  return Object.freeze({ recipient: parseRecipient(realm.suite, recipient), vkey });
}

const parseKey = (realm: Realm, n: number, line: string): Identity =>
  parseIdentity(realm.suite, afterLabel(`key ${n}`, line));

function parseFormer(line: string): FormerReporter {
  const [vkey = "", until] = splitWords(afterLabel("former", line), 2);
  ensure(vkeyName(vkey) === REPORTER_KEY_NAME, "note-malformed");
  return Object.freeze({ vkey, until: parseCount(until) });
}

function parseCardOfKey(line: string): CardOfKey {
  const [n, hash = "", after] = splitWords(afterLabel("card", line), 3);
  ensure(isSha256(hash), "note-malformed");
  return Object.freeze({ n: parseCount(n), hash, after: parseCount(after) });
}
