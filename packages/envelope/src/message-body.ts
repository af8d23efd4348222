import { ensure } from "./errors.ts";
import type { Day } from "./types.ts";
import { isCount, isSha256, parseJson, withoutHidden } from "./words.ts";

export const MESSAGE_KINDS = Object.freeze([
  "report",
  "message",
  "question",
  "answer",
  "state",
  "note",
] as const);

/** `note` is internal and never sealed to the reporter; `state` is what the reporter is told officially (R16). */
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export type FileEntry = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** SHA-256, base64, of each ciphertext part of 1 MiB, in order. */
  readonly parts: readonly string[];
};

export type StateChange = {
  readonly code: string;
  readonly outcome?: string;
  readonly promisedOn?: Day;
  readonly since: Day;
};

export type MessageBody = {
  readonly kind: MessageKind;
  readonly text: string;
  readonly files: readonly FileEntry[];
  readonly answers?: Readonly<Record<string, unknown>>;
  /** Present exactly when the kind is `state`. */
  readonly state?: StateChange;
  /** SHA-256, base64, of the mailbox-card that the reporter used (R19). */
  readonly cardHash?: string;
};

const MAX_FILES = 64;
const MAX_PARTS = 65_536;
const FILE_ID = /^[A-Za-z0-9_-]{1,64}$/;
const MEDIA_TYPE = /^[\x20-\x7e]{0,128}$/;
const MAX_NAME_CHARACTERS = 255;

/** The body on one line. Throws `message-malformed` for one that could not be read again. */
export function writeBody(body: MessageBody): string {
  const line = JSON.stringify(bodyOf(body));
  parseBody(line);
  return line;
}

/**
 * Reads a body. Throws `message-malformed` for unknown, missing or doubled fields. Invisible characters in file
 * names, with which a name could pretend another ending, become U+FFFD.
 */
export function parseBody(line: string): MessageBody {
  const value = parseJson(line);
  ensure(isBody(value), "message-malformed");
  const body = bodyOf(value);
  ensure(JSON.stringify(value) === line && isSameShape(value, body), "message-malformed");
  return body;
}

/** Exactly the known fields, in one order. */
function bodyOf({ kind, text, files, answers, state, cardHash }: MessageBody): MessageBody {
  return Object.freeze({
    kind,
    text,
    files: Object.freeze(files.map(fileOf)),
    ...(answers === undefined ? {} : { answers: Object.freeze({ ...answers }) }),
    ...(state === undefined ? {} : { state: stateOf(state) }),
    ...(cardHash === undefined ? {} : { cardHash }),
  });
}

const fileOf = ({ id, name, type, sizeBytes, parts }: FileEntry): FileEntry =>
  Object.freeze({
    id,
    name: Array.from(withoutHidden(name)).slice(0, MAX_NAME_CHARACTERS).join(""),
    type,
    sizeBytes,
    parts: Object.freeze([...parts]),
  });

const stateOf = ({ code, outcome, promisedOn, since }: StateChange): StateChange =>
  Object.freeze({
    code,
    ...(outcome === undefined ? {} : { outcome }),
    ...(promisedOn === undefined ? {} : { promisedOn }),
    since,
  });

/** Equal but for file names, which reading cleans. */
const isSameShape = (came: MessageBody, known: MessageBody): boolean =>
  JSON.stringify({ ...known, files: known.files.map((file) => ({ ...file, name: "" })) }) ===
  JSON.stringify({ ...came, files: came.files.map((file) => ({ ...file, name: "" })) });

function isBody(value: unknown): value is MessageBody {
  const body = fieldsOf(value);
  const { kind, text, files, answers, state, cardHash } = body;
  return (
    MESSAGE_KINDS.some((known) => known === kind) &&
    typeof text === "string" &&
    Array.isArray(files) &&
    files.length <= MAX_FILES &&
    files.every(isFile) &&
    (answers === undefined || isRecord(answers)) &&
    (kind === "state" ? isState(state) : state === undefined) &&
    (cardHash === undefined || isHash(cardHash))
  );
}

function isFile(value: unknown): value is FileEntry {
  const { id, name, type, sizeBytes, parts } = fieldsOf(value);
  return (
    isMatch(id, FILE_ID) &&
    typeof name === "string" &&
    isMatch(type, MEDIA_TYPE) &&
    isCount(sizeBytes) &&
    Array.isArray(parts) &&
    parts.length > 0 &&
    parts.length <= MAX_PARTS &&
    parts.every(isHash)
  );
}

function isState(value: unknown): value is StateChange {
  const { code, outcome, promisedOn, since } = fieldsOf(value);
  return (
    typeof code === "string" &&
    (outcome === undefined || typeof outcome === "string") &&
    (promisedOn === undefined || isCount(promisedOn)) &&
    isCount(since)
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of an object; none of anything else. */
const fieldsOf = (value: unknown): Partial<Record<Field, unknown>> =>
  isRecord(value) ? value : {};
type Field = keyof MessageBody | keyof FileEntry | keyof StateChange;

const isMatch = (value: unknown, form: RegExp): value is string =>
  typeof value === "string" && form.test(value);
const isHash = (value: unknown): value is string => typeof value === "string" && isSha256(value);
