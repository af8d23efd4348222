import { ApiError, staffRoutes, type CaseStep, type TransferPart } from "@bijak/contract";
import type { CaseState, Day } from "@bijak/domain";
import {
  EnvelopeError,
  sealMessage,
  sealRecord,
  sequenceOf,
  sha256Base64,
  type CaseKeys,
  type MessageBody,
} from "@bijak/envelope";
import { encodeBase64 } from "../shared/bytes.ts";
import { doOnce } from "../shared/pace.ts";
import { newestKey, type CaseFile } from "./case-file.ts";
import { keyringOf, realmOf, type Desk } from "./desk.ts";
import type { RecordEntry } from "./record.ts";
import type { NextKeys } from "./next-keys.ts";
import { hasSignedAccess } from "./unwrap.ts";
import { usedSerial } from "./used-serial.ts";

/** What a step adds to a case. Messages stand in the order in which they are to be read. */
export type StepDraft = {
  readonly to?: CaseState;
  readonly toReporter?: readonly MessageBody[];
  readonly internal?: readonly MessageBody[];
  readonly records?: readonly RecordEntry[];
  readonly answers?: CaseStep["answers"];
  readonly assignee?: string;
  /** Note of an act with two signatures, and the revision it approves. */
  readonly act?: string;
  /** When concluding: the day of erasure that goes with the outcome. */
  readonly retentionOn?: Day;
  /** The next keys: everything in the step is sealed to them. */
  readonly rekeyed?: NextKeys;
  /** With `to` transferring: where to, and the sealed summary. */
  readonly transfer?: TransferPart;
};

/**
 * Seals and takes one step, all of it or nothing. Throws `access-differs` when the server names other units than the signed
 * keys, `revision-conflict` when someone else changed the case since it was loaded. A step whose reply got lost is sent again and known by its ciphertext.
 */
export async function takeStep(desk: Desk, loaded: CaseFile, draft: StepDraft): Promise<void> {
  const caseKeys = ensureKeys(loaded);
  if (!hasSignedAccess(loaded.row, caseKeys)) throw new EnvelopeError("access-differs");
  const file = { ...loaded, caseKeys: draft.rekeyed?.caseKeys ?? caseKeys };
  const toReporter = await sealAll(desk, file, draft.toReporter ?? []);
  const internal = await sealAll(desk, file, draft.internal ?? []);
  const records = await sealEntries(desk, file, draft.records ?? []);
  await postStep(desk, caseKeys.caseId, {
    revision: file.row.revision,
    serial: usedSerial(desk),
    to: draft.to ?? null,
    toReporter: toReporter.map(encodeBase64),
    internal: internal.map(encodeBase64),
    records: records.map(encodeBase64),
    wraps: [...(draft.rekeyed?.wraps ?? [])],
    card: draft.rekeyed?.card ?? null,
    ...(draft.assignee === undefined ? {} : { assignee: draft.assignee }),
    ...(draft.transfer === undefined ? {} : { transfer: draft.transfer }),
    ...(draft.retentionOn === undefined ? {} : { retentionOn: draft.retentionOn }),
    act: draft.act ?? null,
    answers: draft.answers ?? [],
  });
  await expectEntry(desk, caseKeys.caseId, [...toReporter, ...internal, ...records].at(-1));
}

/** What was stored last must stand in the audit log from now on. */
async function expectEntry(desk: Desk, caseId: string, sealed?: Uint8Array): Promise<void> {
  if (sealed === undefined) return;
  const { audit } = desk.memory;
  desk.memory.ownEntry = { caseId, digest: await sha256Base64(sealed), from: audit?.size ?? 0 };
}

/** Throws `not-available` when the case is locked for this member. */
export function ensureKeys({ caseKeys }: CaseFile): CaseKeys {
  if (caseKeys === null) throw new ApiError("not-available");
  return caseKeys;
}

/** Each message follows the newest one of its sequence: replies and notes of a unit are two. */
async function sealAll(
  desk: Desk,
  file: CaseFile,
  bodies: readonly MessageBody[],
): Promise<readonly Uint8Array[]> {
  const sealed: Uint8Array[] = [];
  let before = bodies[0] === undefined ? null : lastOf(file, bodies[0]);
  for (const body of bodies) {
    const bytes = await sealOne(desk, file, { body, before });
    before = { seq: (before?.seq ?? -1) + 1, hash: await sha256Base64(bytes) };
    sealed.push(bytes);
  }
  return sealed;
}

/** Seals a message of the unit to the reporter that follows on the last one. */
export const sealToReporter = (
  desk: Desk,
  file: CaseFile,
  body: MessageBody,
): Promise<Uint8Array> => sealOne(desk, file, { body, before: lastOf(file, body) });

type Link = { readonly seq: number; readonly hash: string };

function lastOf({ messages, unit }: CaseFile, body: MessageBody): Link | null {
  const sequence = sequenceOf({ author: unit, body });
  const last = messages.findLast(({ message }) => sequenceOf(message) === sequence);
  return last === undefined ? null : { seq: last.message.seq, hash: last.hash };
}

type Writing = { readonly body: MessageBody; readonly before: Link | null };

async function sealOne(desk: Desk, file: CaseFile, { body, before }: Writing): Promise<Uint8Array> {
  const caseKeys = ensureKeys(file);
  const { n, recipient } = await newestKey(caseKeys);
  if (n === 0) throw new ApiError("move-impossible");
  const seq = before === null ? 0 : before.seq + 1;
  return sealMessage({
    realm: realmOf(desk),
    message: {
      caseId: caseKeys.caseId,
      author: file.unit,
      n,
      seq,
      previous: before?.hash ?? null,
      body,
    },
    recipients: body.kind === "note" ? [recipient] : [recipient, caseKeys.reporter.recipient],
    signingKey: keyringOf(desk, file.unit).current.signing,
    member: { id: desk.me.memberId, key: desk.memberKey, caseRecipient: recipient },
  });
}

async function sealEntries(
  desk: Desk,
  file: CaseFile,
  entries: readonly RecordEntry[],
): Promise<readonly Uint8Array[]> {
  const first = file.entries.filter(({ memberId }) => memberId === desk.me.memberId).length;
  return Promise.all(entries.map((entry, at) => sealEntry(desk, file, { entry, seq: first + at })));
}

/** Seals one entry of the record under its number among the member's entries. */
export async function sealEntry(
  desk: Desk,
  file: CaseFile,
  { entry, seq }: { readonly entry: RecordEntry; readonly seq: number },
): Promise<Uint8Array> {
  const caseKeys = ensureKeys(file);
  const { recipient } = await newestKey(caseKeys);
  const { memberId } = desk.me;
  const record = {
    realm: realmOf(desk),
    caseId: caseKeys.caseId,
    memberId,
    seq,
    json: JSON.stringify(entry),
  };
  const keys = { unitKey: keyringOf(desk, file.unit).current.signing, memberKey: desk.memberKey };
  return sealRecord(record, [recipient], keys);
}

async function postStep(desk: Desk, caseId: string, body: CaseStep): Promise<void> {
  const post = () => desk.api.call(staffRoutes.step, { params: { id: caseId }, body });
  await doOnce(post, () => isStored(desk, caseId, body), desk.pace);
}

async function isStored(desk: Desk, caseId: string, body: CaseStep): Promise<boolean> {
  const { messages, records } = await desk.api.call(staffRoutes.messages, {
    params: { id: caseId },
  });
  const stored = new Set([...messages, ...records].map(({ sealed }) => sealed));
  const added = [...body.toReporter, ...body.internal, ...body.records];
  return added.length > 0 && added.every((sealed) => stored.has(sealed));
}
