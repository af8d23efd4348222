import { staffRoutes, type CaseRow, type MessageRow } from "@bijak/contract";
import {
  checkSequence,
  EnvelopeError,
  openMessage,
  openRecord,
  recipientOf,
  sha256Base64,
  type CaseKeys,
  type Identity,
  type Message,
  type Recipient,
} from "@bijak/envelope";
import { parseBase64 } from "../shared/bytes.ts";
import { realmOf, type Desk } from "./desk.ts";
import { parseEntry, type OpenedEntry } from "./record.ts";
import { stateWarnings } from "./told-state.ts";
import { hasSignedAccess, unwrapCase } from "./unwrap.ts";

export type OpenedMessage = {
  readonly index: number;
  readonly direction: MessageRow["direction"];
  readonly on: number;
  /** SHA-256, base64, of the ciphertext. */
  readonly hash: string;
  readonly message: Message;
};

type PendingActRow = { readonly id: string; readonly kind: string; readonly note: string };

/** What is wrong with a case file. None of it keeps the rest from being read. */
export type Warning =
  | "access-differs"
  | "state-differs"
  | "days-differ"
  | "closing-not-proven"
  | "message-unreadable"
  | "sequence-broken"
  | "record-unreadable"
  | "act-not-valid";

/** A case with everything in it that could be opened and verified. Never leaves the place where the desk is open. */
export type CaseFile = {
  readonly row: CaseRow;
  readonly acts: readonly PendingActRow[];
  /** The member's unit that works on the case. */
  readonly unit: string;
  /** Null when the case is locked for this member. */
  readonly caseKeys: CaseKeys | null;
  /** Empty before the declaration, as is all below. */
  readonly messages: readonly OpenedMessage[];
  readonly unreadable: readonly Pick<MessageRow, "index" | "direction" | "on">[];
  readonly entries: readonly OpenedEntry[];
  readonly warnings: readonly Warning[];
};

type Content = Pick<CaseFile, "messages" | "unreadable" | "entries" | "warnings">;

const NOTHING: Content = Object.freeze({ messages: [], unreadable: [], entries: [], warnings: [] });

/** Fetches a case and opens what the member may read. Throws `not-available` for a case of other units. */
export async function loadCase(desk: Desk, caseId: string): Promise<CaseFile> {
  const { case: row, acts } = await desk.api.call(staffRoutes.case, { params: { id: caseId } });
  const { caseKeys } = await unwrapCase(desk, row);
  const isReadable = caseKeys !== null && row.declaration === "no-conflict";
  const content = isReadable ? await loadContent(desk, { row, caseKeys }) : NOTHING;
  const warnings = [...accessWarnings(row, caseKeys), ...content.warnings];
  const unit = unitOf(desk, caseKeys ?? row);
  return Object.freeze({ row, acts, unit, caseKeys, ...content, warnings });
}

/** The server lists other units than the reporter was shown: new keys must not be made for them. */
const accessWarnings = (row: CaseRow, caseKeys: CaseKeys | null): readonly Warning[] =>
  caseKeys === null || hasSignedAccess(row, caseKeys) ? [] : ["access-differs"];

type Named = Pick<CaseRow, "units" | "standby"> | Pick<CaseKeys, "units" | "standby">;

function unitOf({ keyrings }: Desk, { units, standby }: Named): string {
  return units.find((unit) => keyrings.has(unit)) ?? standby ?? "";
}

type Readable = { readonly row: CaseRow; readonly caseKeys: CaseKeys };

async function loadContent(desk: Desk, { row, caseKeys }: Readable): Promise<Content> {
  const { messages: rows, records } = await desk.api.call(staffRoutes.messages, {
    params: { id: caseKeys.caseId },
  });
  const opened = await Promise.all(rows.map((one) => openRow(desk, caseKeys, one)));
  const messages = opened.filter((message) => message !== null);
  const unreadable = rows.filter((_, at) => opened[at] === null);
  const entries = await Promise.all(records.map(({ sealed }) => openEntry(desk, caseKeys, sealed)));
  const readable = entries.filter((entry) => entry !== null);
  const warnings: Warning[] = [];
  if (unreadable.length > 0) warnings.push("message-unreadable");
  if (!isWhole(messages)) warnings.push("sequence-broken");
  if (readable.length < entries.length || !isNumbered(readable)) warnings.push("record-unreadable");
  warnings.push(...(await stateWarnings(desk, { row, messages, entries: readable })));
  return { messages, unreadable, entries: readable, warnings };
}

/** Null for what cannot be opened, is not authentic, or stands where its author cannot have put it. */
async function openRow(
  desk: Desk,
  caseKeys: CaseKeys,
  row: MessageRow,
): Promise<OpenedMessage | null> {
  const sealed = parseBase64(row.sealed);
  const hash = await sha256Base64(sealed);
  const message = await openKnown(desk, caseKeys, { sealed, hash });
  if (message === null || directionOf(message) !== row.direction) return null;
  const { index, direction, on } = row;
  return Object.freeze({ index, direction, on, hash, message });
}

const directionOf = ({ author, body }: Message): MessageRow["direction"] => {
  if (author === "reporter") return "to-units";
  return body.kind === "note" ? "internal" : "to-reporter";
};

type Ciphertext = { readonly sealed: Uint8Array; readonly hash: string };

async function openKnown(
  desk: Desk,
  caseKeys: CaseKeys,
  { sealed, hash }: Ciphertext,
): Promise<Message | null> {
  const { memory } = desk;
  const { caseId } = caseKeys;
  if (memory.messages.caseId !== caseId) memory.messages = { caseId, byHash: new Map() };
  const known = memory.messages.byHash.get(hash);
  if (known !== undefined) return known;
  const message = await orNull(() =>
    openMessage(sealed, caseKeys.keys, {
      realm: realmOf(desk),
      caseId,
      reporterVkeys: [caseKeys.reporter.vkey],
      unitVkeys: desk.unitVkeys,
      members: desk.members,
      caseIdentities: caseKeys.keys,
    }),
  );
  if (message !== null) memory.messages.byHash.set(hash, message);
  return message;
}

async function openEntry(
  desk: Desk,
  caseKeys: CaseKeys,
  text: string,
): Promise<OpenedEntry | null> {
  const sealed = parseBase64(text);
  const { unitVkeys, members } = desk;
  const expected = { realm: realmOf(desk), caseId: caseKeys.caseId, unitVkeys, members };
  const opened = await orNull(() => openRecord(sealed, caseKeys.keys, expected));
  const entry = opened === null ? null : parseEntry(opened.json);
  if (opened === null || entry === null) return null;
  return Object.freeze({
    memberId: opened.memberId,
    seq: opened.seq,
    hash: await sha256Base64(sealed),
    entry,
  });
}

async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

function isWhole(messages: readonly OpenedMessage[]): boolean {
  try {
    const { missing, reordered } = checkSequence(messages);
    return !missing && !reordered;
  } catch (fault) {
    if (fault instanceof EnvelopeError) return false;
    throw fault;
  }
}

/** Each member's entries are numbered from 0 without a gap. */
function isNumbered(entries: readonly OpenedEntry[]): boolean {
  const next = new Map<string, number>();
  return entries.every(({ memberId, seq }) => {
    const expected = next.get(memberId) ?? 0;
    next.set(memberId, expected + 1);
    return seq === expected;
  });
}

/** The newest key of a case and its number. */
export async function newestKey({ keys }: CaseKeys): Promise<{ n: number; recipient: Recipient }> {
  const identity = keys.at(-1);
  if (identity === undefined) throw new EnvelopeError("note-malformed");
  return { n: keys.length - 1, recipient: await recipientOf(identity) };
}

export const withKey = (caseKeys: CaseKeys, identity: Identity): CaseKeys => ({
  ...caseKeys,
  keys: [...caseKeys.keys, identity],
});
