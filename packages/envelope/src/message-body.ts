import type { Day } from "./types.ts";
import { isCount, isMemberId, isSha256, isUnitId } from "./words.ts";

export const MESSAGE_KINDS = Object.freeze([
  "report",
  "message",
  "question",
  "answer",
  "state",
  "note",
  "identity",
] as const);

/**
 * `note` is internal and never sealed to the reporter; `state` is what the reporter is told officially (R16);
 * `identity` announces that the reporter's identity lies sealed apart (R6).
 */
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
  /** The unit to which the case is forwarded. */
  readonly unit?: string;
};

/** What binds a sealed identity to its case: see [Note: Sealed identity]. */
export type IdentityNotice = {
  /** How many custodians open it together. */
  readonly k: number;
  readonly shares: readonly {
    /** The member to whom this share is sealed. */
    readonly custodian: string;
    /** SHA-256, base64, of the 33 bytes of the share. */
    readonly sha256: string;
  }[];
  /** SHA-256, base64, of the sealed identity file. */
  readonly file: string;
};

export type MessageBody = {
  readonly kind: MessageKind;
  readonly text: string;
  readonly files: readonly FileEntry[];
  readonly answers?: Readonly<Record<string, unknown>>;
  /** Present exactly when the kind is `state`. */
  readonly state?: StateChange;
  /** Present exactly when the kind is `identity`. */
  readonly identity?: IdentityNotice;
  /** SHA-256, base64, of the mailbox-card that the reporter used (R19). */
  readonly cardHash?: string;
};

const MAX_FILES = 64;
const MAX_SHARES = 255;
const MAX_PARTS = 65_536;
const FILE_ID = /^[A-Za-z0-9_-]{1,64}$/;
const MEDIA_TYPE = /^[\x20-\x7e]{0,128}$/;

/** Whether a value from outside has the fields of a body, each of its kind. It may have more. */
export function isBody(value: unknown): value is MessageBody {
  const body = fieldsOf(value);
  const { kind, text, files, answers, state, identity, cardHash } = body;
  return (
    MESSAGE_KINDS.some((known) => known === kind) &&
    typeof text === "string" &&
    Array.isArray(files) &&
    files.length <= MAX_FILES &&
    files.every(isFile) &&
    (answers === undefined || isRecord(answers)) &&
    (kind === "state" ? isState(state) : state === undefined) &&
    (kind === "identity" ? isIdentity(identity) : identity === undefined) &&
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
  const { code, outcome, promisedOn, since, unit } = fieldsOf(value);
  return (
    typeof code === "string" &&
    (outcome === undefined || typeof outcome === "string") &&
    (promisedOn === undefined || isCount(promisedOn)) &&
    isCount(since) &&
    (unit === undefined || (typeof unit === "string" && isUnitId(unit)))
  );
}

function isIdentity(value: unknown): value is IdentityNotice {
  const { k, shares, file } = fieldsOf(value);
  return (
    isCount(k) &&
    k >= 2 &&
    Array.isArray(shares) &&
    shares.length >= k &&
    shares.length <= MAX_SHARES &&
    shares.every(isShare) &&
    new Set(shares.map(({ custodian }) => custodian)).size === shares.length &&
    isHash(file)
  );
}

function isShare(value: unknown): value is IdentityNotice["shares"][number] {
  const { custodian, sha256 } = fieldsOf(value);
  return typeof custodian === "string" && isMemberId(custodian) && isHash(sha256);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of an object; none of anything else. */
const fieldsOf = (value: unknown): Partial<Record<Field, unknown>> =>
  isRecord(value) ? value : {};
type Field =
  | keyof MessageBody
  | keyof FileEntry
  | keyof StateChange
  | keyof IdentityNotice
  | keyof IdentityNotice["shares"][number];

const isMatch = (value: unknown, form: RegExp): value is string =>
  typeof value === "string" && form.test(value);
const isHash = (value: unknown): value is string => typeof value === "string" && isSha256(value);
