import { openAuthorship, sealAuthorship } from "./authorship.ts";
import { decodeBase64, encodeBase64 } from "./bytes.ts";
import { ensure, refuse, refuseAs } from "./errors.ts";
import { REPORTER_KEY_NAME, unitOfKeyName, vkeysOfUnit } from "./key-names.ts";
import { REPORT_BYTES } from "./kinds.ts";
import type { MemberEntry } from "./members.ts";
import { parseBody, writeBody, type MessageBody } from "./message-body.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { afterLabel, parseOptional, readLines, writeLines, writeOptional } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { isCaseId, isSha256, isUnitId, parseCount } from "./words.ts";

/*
 * [Note: Message]
 *
 *   bijak/v1/message
 *   <instance id>
 *   <case id>
 *   reporter | <unit id>                       the author
 *   <n>                                        case key it is sealed to
 *   <seq>                                      from 0, see [Note: Sequence]
 *   <SHA-256 of the message before, or ->
 *   <JSON>                                     see MessageBody
 *   authorship <age file, base64>              a unit's messages only, see [Note: Authorship]
 *
 * Sealed to case key n; a unit's words to the reporter also to the reporter. Internal notes (`kind: "note"`) never
 * go to the reporter, and only from n = 1, because the reporter made case key 0. Signed by the author.
 */
export type Message = {
  readonly caseId: string;
  /** `reporter` or a unit id. */
  readonly author: string;
  readonly n: number;
  readonly seq: number;
  readonly previous: string | null;
  readonly body: MessageBody;
  /** Who wrote it for the unit; null for the reporter's messages and for readers who cannot see it. */
  readonly memberId: string | null;
};

type Draft = Omit<Message, "memberId">;

export type SealingMessage = {
  readonly realm: Realm;
  readonly message: Draft;
  readonly recipients: readonly Recipient[];
  readonly signingKey: SigningKey;
  /** Needed for, and only for, a unit's messages. */
  readonly member?: {
    readonly id: string;
    readonly key: SigningKey;
    readonly caseRecipient: Recipient;
  };
};

/**
 * Seals a message. The first of a case (`kind: "report"`) is at least 16 KiB, whatever it says (R20).
 * Throws `message-malformed`, `message-needs-member`, `note-needs-new-key`, `signing-key-wrong`, `recipients-wrong`.
 */
export async function sealMessage(sealing: SealingMessage): Promise<Uint8Array> {
  const { realm, message, recipients, signingKey } = sealing;
  ensureAllowed(message);
  ensureFitting(sealing);
  const lines = messageText(realm, message);
  parseMessage(realm, lines);
  return sealNote({
    realm,
    kind: "message",
    text: lines + (await authorshipLine(sealing, lines)),
    keys: [signingKey],
    recipients,
    ...(message.body.kind === "report" ? { atLeastBytes: REPORT_BYTES } : {}),
  });
}

export type OpeningMessage = {
  readonly realm: Realm;
  readonly caseId: string;
  readonly reporterVkey: string;
  readonly unitVkeys: readonly string[];
  /** Both together: then every message of a unit must prove its member. Without them `memberId` is null. */
  readonly members?: readonly MemberEntry[];
  readonly caseIdentities?: readonly Identity[];
};

/**
 * Opens a message. Throws `not-openable`; `note-not-authentic` unless its author signed; `object-misplaced` if it
 * is of another case; `message-malformed`; `authorship-not-authentic`.
 */
export async function openMessage(
  ciphertext: Uint8Array,
  identities: readonly Identity[],
  expected: OpeningMessage,
): Promise<Message> {
  const note = await openSealed("message", identities, ciphertext);
  const { lines, authorship } = splitAuthorship(parseNoteText(note));
  const message = parseMessage(expected.realm, lines);
  await openNote(note, { vkeys: vkeysOf(message.author, expected), threshold: 1 });
  ensure(message.caseId === expected.caseId, "object-misplaced");
  ensure((message.author === REPORTER_KEY_NAME) === (authorship === null), "message-malformed");
  ensureAllowed(message);
  return Object.freeze({ ...message, memberId: await memberOf(lines, authorship, expected) });
}

/** What an author may say at all, for sealing as for opening. */
function ensureAllowed({ author, n, body }: Draft): void {
  if (body.kind === "note") ensure(n >= 1, "note-needs-new-key");
  const isForUnits = body.kind === "note" || body.kind === "state" || body.kind === "question";
  ensure(author !== REPORTER_KEY_NAME || !isForUnits, "message-malformed");
}

function ensureFitting({ message, recipients, signingKey, member }: SealingMessage): void {
  if (message.author === REPORTER_KEY_NAME) {
    ensure(signingKey.name === REPORTER_KEY_NAME && member === undefined, "signing-key-wrong");
    ensure(recipients.length === 1, "recipients-wrong");
    return;
  }
  ensure(unitOfKeyName(signingKey.name) === message.author, "signing-key-wrong");
  ensure(member !== undefined, "message-needs-member");
  const isInternal = message.body.kind === "note";
  ensure(recipients.includes(member.caseRecipient), "recipients-wrong");
  ensure(recipients.length <= (isInternal ? 1 : 2), "recipients-wrong");
}

async function authorshipLine(
  { realm, message, member }: SealingMessage,
  lines: string,
): Promise<string> {
  if (member === undefined) return "";
  const sealed = await sealAuthorship({ realm, caseId: message.caseId, lines }, member);
  return `authorship ${encodeBase64(sealed)}\n`;
}

const vkeysOf = (author: string, { reporterVkey, unitVkeys }: OpeningMessage): readonly string[] =>
  author === REPORTER_KEY_NAME ? [reporterVkey] : vkeysOfUnit(unitVkeys, author);

async function memberOf(
  lines: string,
  authorship: Uint8Array | null,
  { realm, caseId, members, caseIdentities: identities }: OpeningMessage,
): Promise<string | null> {
  if (authorship === null || members === undefined || identities === undefined) return null;
  return refuseAs("authorship-not-authentic", () =>
    openAuthorship(authorship, { realm, caseId, lines }, { identities, members }),
  );
}

function splitAuthorship(text: string): {
  readonly lines: string;
  readonly authorship: Uint8Array | null;
} {
  const start = text.lastIndexOf("\nauthorship ") + 1;
  if (start === 0) return { lines: text, authorship: null };
  return {
    lines: text.slice(0, start),
    authorship: decodeBase64(afterLabel("authorship", text.slice(start, -1))),
  };
}

const messageText = (realm: Realm, { caseId, author, n, seq, previous, body }: Draft): string =>
  writeLines("message", realm.instance, [
    caseId,
    author,
    String(n),
    String(seq),
    writeOptional(previous),
    writeBody(body),
  ]);

function parseMessage(realm: Realm, lines: string): Draft {
  const [caseId = "", author = "", n, seq, previous, body, ...rest] = readLines(
    "message",
    realm.instance,
    lines,
  );
  ensure(isCaseId(caseId) && rest.length === 0, "message-malformed");
  ensure(author === REPORTER_KEY_NAME || isUnitId(author), "message-malformed");
  const message = Object.freeze({
    caseId,
    author,
    n: parseCount(n),
    seq: parseCount(seq),
    previous: parseOptional(previous ?? refuse("message-malformed")),
    body: parseBody(body ?? refuse("message-malformed")),
  });
  ensure(message.previous === null || isSha256(message.previous), "message-malformed");
  ensure((message.seq === 0) === (message.previous === null), "message-malformed");
  return message;
}
