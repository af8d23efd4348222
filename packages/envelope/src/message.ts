import { openAuthorship, sealAuthorship } from "./authorship.ts";
import { decodeBase64, encodeBase64 } from "./bytes.ts";
import { ensure, refuseAs } from "./errors.ts";
import { REPORTER_KEY_NAME, unitOfKeyName, vkeysOfUnit } from "./key-names.ts";
import { REPORT_BYTES } from "./kinds.ts";
import type { MemberEntry } from "./members.ts";
import {
  ensureAllowed,
  messageText,
  parseMessage,
  type Message,
  type MessageDraft,
} from "./message-text.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { afterLabel } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";

export type SealingMessage = {
  readonly realm: Realm;
  readonly message: MessageDraft;
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
  /** All keys that this reporter has or had; those of the case keys, newer ones by `followReporterChanges`. */
  readonly reporterVkeys: readonly string[];
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
  const vkeys = vkeysOf(message.author, expected);
  const [signedBy = ""] = (await openNote(note, { vkeys, threshold: 1 })).signers;
  ensure(message.caseId === expected.caseId, "object-misplaced");
  ensure((message.author === REPORTER_KEY_NAME) === (authorship === null), "message-malformed");
  ensureAllowed(message);
  const memberId = await memberOf(lines, authorship, expected);
  return Object.freeze({ ...message, signedBy, memberId });
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

const vkeysOf = (
  author: string,
  { reporterVkeys, unitVkeys }: Pick<OpeningMessage, "reporterVkeys" | "unitVkeys">,
): readonly string[] =>
  author === REPORTER_KEY_NAME ? reporterVkeys : vkeysOfUnit(unitVkeys, author);

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
