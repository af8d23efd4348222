import { ApiError, conforms, FactRow, staffRoutes } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  bucketOf,
  EnvelopeError,
  openBytes,
  openNote,
  packTar,
  sealBytes,
  signNote,
  unpackTar,
  vkeyName,
} from "@bijak/envelope";
import { encodeBase64, encodeText, parseBase64 } from "../shared/bytes.ts";
import { vkeysFor } from "../shared/counting.ts";
import { fieldsOf } from "../shared/fields.ts";
import { identitiesOf, keyringOf, realmOf, type Desk } from "./desk.ts";
import { usedSerial } from "./used-serial.ts";

/*
 * [Note: Unit record]
 *
 *   age file to the unit
 *     archive, one entry `unit-record`, padded to a bucket
 *       signed note, by the unit
 *         bijak/v1/unit-record
 *         <instance id>
 *         <unit id>
 *         <JSON: {"pending":[{"on":…,"fact":…}],"sent":[{"on":…,"id":…}]}>
 *
 * `pending` are facts that wait to be counted; `sent` are ids of facts sent lately, so that none is sent a second time.
 */
export type PendingFact = { readonly on: Day; readonly fact: FactRow };
type SentFact = { readonly on: Day; readonly id: string };
type UnitRecord = {
  readonly pending: readonly PendingFact[];
  readonly sent: readonly SentFact[];
};

type Kept = { readonly revision: number; readonly record: UnitRecord };
type Change = (record: UnitRecord) => UnitRecord;

const EMPTY: UnitRecord = Object.freeze({ pending: [], sent: [] });

const ENTRY = "unit-record";
const ARCHIVE_OVERHEAD = 2_048;
const ATTEMPTS = 5;

/** The facts of a unit that have not been sent. */
export async function listPending(desk: Desk, unit: string): Promise<readonly PendingFact[]> {
  return (await fetchRecord(desk, unit)).record.pending;
}

/** Replaces the record by what `change` makes of it; again from the newest when someone else did so first. */
export async function changeRecord(
  desk: Desk,
  unit: string,
  change: Change,
  attempt = 1,
): Promise<void> {
  const { revision, record } = await fetchRecord(desk, unit);
  const changed = change(record);
  if (changed === record) return;
  const sealed = encodeBase64(await sealRecord(desk, unit, changed));
  try {
    await desk.api.call(staffRoutes.putUnitRecord, {
      params: { unit },
      body: { revision, sealed, serial: usedSerial(desk) },
    });
  } catch (fault) {
    if (!(fault instanceof ApiError && fault.code === "revision-conflict") || attempt === ATTEMPTS)
      throw fault;
    await changeRecord(desk, unit, change, attempt + 1);
  }
}

/** Seals the record anew to the present key of the unit; nothing in it changes. */
export const rewriteUnitRecord = (desk: Desk, unit: string): Promise<void> =>
  changeRecord(desk, unit, (record) => (record === EMPTY ? record : { ...record }));

async function fetchRecord(desk: Desk, unit: string): Promise<Kept> {
  const { revision, sealed, proofs } = await desk.api.call(staffRoutes.unitRecord, {
    params: { unit },
  });
  if (sealed === null) return { revision, record: EMPTY };
  const bytes = parseBase64(sealed);
  const counting = await vkeysFor(desk, bytes, proofs);
  const vkeys = counting.filter((vkey) => vkeyName(vkey).startsWith(`unit.${unit}.`));
  return { revision, record: await openRecord(desk, unit, { sealed: bytes, vkeys }) };
}

async function sealRecord(desk: Desk, unit: string, record: UnitRecord): Promise<Uint8Array> {
  const { recipient, signing } = keyringOf(desk, unit).current;
  const note = encodeText(
    await signNote(headOf(desk, unit) + `${JSON.stringify(record)}\n`, [signing]),
  );
  const archive = packTar(ENTRY, note, bucketOf(note.length + ARCHIVE_OVERHEAD));
  return sealBytes(realmOf(desk).suite, [recipient], archive);
}

type SealedRecord = { readonly sealed: Uint8Array; readonly vkeys: readonly string[] };

async function openRecord(
  desk: Desk,
  unit: string,
  { sealed, vkeys }: SealedRecord,
): Promise<UnitRecord> {
  const archive = await openBytes(identitiesOf(keyringOf(desk, unit)), sealed);
  const note = new TextDecoder().decode(unpackTar(archive, ENTRY));
  const { text } = await openNote(note, { vkeys, threshold: 1 });
  const head = headOf(desk, unit);
  if (!text.startsWith(head)) throw new EnvelopeError("object-misplaced");
  return parseRecord(text.slice(head.length));
}

const headOf = (desk: Desk, unit: string): string =>
  `bijak/v1/unit-record\n${realmOf(desk).instance}\n${unit}\n`;

function parseRecord(json: string): UnitRecord {
  const { pending, sent } = fieldsOf(JSON.parse(json));
  const isSound =
    Array.isArray(pending) && pending.every(isPending) && Array.isArray(sent) && sent.every(isSent);
  if (!isSound) throw new EnvelopeError("note-malformed");
  return { pending, sent };
}

function isPending(value: unknown): value is PendingFact {
  const { on, fact } = fieldsOf(value);
  return Number.isSafeInteger(on) && conforms(FactRow, fact);
}

function isSent(value: unknown): value is SentFact {
  const { on, id } = fieldsOf(value);
  return Number.isSafeInteger(on) && typeof id === "string";
}
