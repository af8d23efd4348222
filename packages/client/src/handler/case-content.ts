import { staffRoutes, type CaseRow, type MessageRow, type ReplyOf } from "@bijak/contract";
import {
  checkSequence,
  EnvelopeError,
  openMessage,
  openRecord,
  reporterVkeys,
  sha256Base64,
  type CaseKeys,
  type Message,
} from "@bijak/envelope";
import { parseBase64 } from "../shared/bytes.ts";
import { vkeysFor } from "../shared/counting.ts";
import type { CaseContent, OpenedMessage, Warning } from "./case-file.ts";
import { realmOf, type Desk } from "./desk.ts";
import { accessGrowth } from "./proven-access.ts";
import { parseEntry, type OpenedEntry } from "./record.ts";
import { stateWarnings } from "./told-state.ts";

type Readable = { readonly row: CaseRow; readonly caseKeys: CaseKeys };
type RecordRow = ReplyOf<typeof staffRoutes.messages>["records"][number];

/** Messages and record of a case, and what is wrong with them. */
export async function loadContent(desk: Desk, { row, caseKeys }: Readable): Promise<CaseContent> {
  const { messages: rows, records } = await desk.api.call(staffRoutes.messages, {
    params: { id: caseKeys.caseId },
  });
  const opened = await Promise.all(rows.map((one) => openRow(desk, caseKeys, one)));
  const messages = opened.filter((message) => message !== null);
  const unreadable = rows.filter((_, at) => opened[at] === null);
  const entries = await Promise.all(records.map((one) => openEntry(desk, caseKeys, one)));
  const readable = entries.filter((entry) => entry !== null);
  const warnings: Warning[] = [];
  if (unreadable.length > 0) warnings.push("message-unreadable");
  if (!isWhole(messages)) warnings.push("sequence-broken");
  if (readable.length < entries.length || !isNumbered(readable)) warnings.push("record-unreadable");
  const content = { row, caseKeys, messages, entries: readable };
  warnings.push(...(await stateWarnings(desk, content)), ...(await accessGrowth(desk, content)));
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
  const message = await openKnown(desk, caseKeys, { sealed, hash, proofs: row.proofs });
  if (message === null || directionOf(message) !== row.direction) return null;
  const { index, direction, on } = row;
  return Object.freeze({ index, direction, on, hash, message });
}

const directionOf = ({ author, body }: Message): MessageRow["direction"] => {
  if (author === "reporter") return "to-units";
  return body.kind === "note" ? "internal" : "to-reporter";
};

type Sealed = {
  readonly sealed: Uint8Array;
  readonly hash: string;
  readonly proofs: MessageRow["proofs"];
};

/** Each message of the case that was opened last is opened once. */
async function openKnown(
  desk: Desk,
  caseKeys: CaseKeys,
  { sealed, hash, proofs }: Sealed,
): Promise<Message | null> {
  const { memory } = desk;
  const { caseId, keys } = caseKeys;
  if (memory.messages.caseId !== caseId) memory.messages = { caseId, byHash: new Map() };
  const known = memory.messages.byHash.get(hash);
  if (known !== undefined) return known;
  const expected = {
    realm: realmOf(desk),
    caseId,
    reporterVkeys: reporterVkeys(caseKeys),
    unitVkeys: await vkeysFor(desk, sealed, proofs),
    members: desk.members,
    caseIdentities: keys,
  };
  const message = await orNull(() => openMessage(sealed, keys, expected));
  if (message !== null) memory.messages.byHash.set(hash, message);
  return message;
}

async function openEntry(
  desk: Desk,
  { caseId, keys }: CaseKeys,
  row: RecordRow,
): Promise<OpenedEntry | null> {
  const sealed = parseBase64(row.sealed);
  const unitVkeys = await vkeysFor(desk, sealed, row.proofs);
  const expected = { realm: realmOf(desk), caseId, unitVkeys, members: desk.members };
  const opened = await orNull(() => openRecord(sealed, keys, expected));
  const entry = opened === null ? null : parseEntry(opened.json);
  if (opened === null || entry === null) return null;
  const { memberId, seq } = opened;
  return Object.freeze({ memberId, seq, hash: await sha256Base64(sealed), entry });
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
