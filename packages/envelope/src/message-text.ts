import { ensure, refuse } from "./errors.ts";
import { REPORTER_KEY_NAME } from "./key-names.ts";
import type { MessageBody } from "./message-body.ts";
import { parseBody, writeBody } from "./message-body-text.ts";
import { parseOptional, readLines, writeLines, writeOptional } from "./note-lines.ts";
import type { Realm } from "./types.ts";
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
  /** The author's vkey under which it counts: tells a reporter's new keys from those given up (R18). */
  readonly signedBy: string;
  /** Who wrote it for the unit; null for the reporter's messages and for readers who cannot see it. */
  readonly memberId: string | null;
};

/** A message before it is signed. */
export type MessageDraft = Omit<Message, "signedBy" | "memberId">;

/** The lines of a message, not yet checked: see `parseMessage`. */
export const messageText = (
  realm: Realm,
  { caseId, author, n, seq, previous, body }: MessageDraft,
): string =>
  writeLines("message", realm.instance, [
    caseId,
    author,
    String(n),
    String(seq),
    writeOptional(previous),
    writeBody(body),
  ]);

/** Reads the lines. Throws `message-malformed`, `note-malformed`. */
export function parseMessage(realm: Realm, lines: string): MessageDraft {
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

/** What an author may say at all, for sealing as for opening. Throws `note-needs-new-key`, `message-malformed`. */
export function ensureAllowed({ author, n, body }: MessageDraft): void {
  if (body.kind === "note") ensure(n >= 1, "note-needs-new-key");
  const isOfUnits = body.kind === "note" || body.kind === "state" || body.kind === "question";
  ensure(author !== REPORTER_KEY_NAME || !isOfUnits, "message-malformed");
  ensure(author === REPORTER_KEY_NAME || body.kind !== "identity", "message-malformed");
}
