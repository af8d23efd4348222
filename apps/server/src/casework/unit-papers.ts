import type { LogProof } from "@bijak/contract";
import type { MemberEntry } from "@bijak/envelope/audit";
import { digestOf, toBase64 } from "../encoding.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { ensureCaseworker, ensureOwnUnit } from "./access.ts";
import { ensureKeysOfToday, ensureNotFrozen } from "./keys-of-today.ts";
import { parseSealed } from "./parse-sealed.ts";
import { provenBy } from "./proven-by.ts";
import type { Room } from "./room.ts";
import { findPage, findUnitRecord, listPages, putPage, putUnitRecord } from "./unit-store.ts";

type Version = { revision: number; sealed: string; proofs?: LogProof[] };
type Draft = {
  readonly revision: number;
  readonly sealed: string;
  readonly serial?: number | undefined;
};

/** Which index pages the unit has (R9). Throws `role-missing`, `not-available`. */
export async function listInboxPages(
  { parts }: Room,
  member: MemberEntry,
  unit: string,
): Promise<{ page: number; revision: number }[]> {
  ensureReader(member, unit);
  return [...(await listPages(parts.store.db, unit))].map(({ page, revision }) => ({
    page,
    revision,
  }));
}

/** One index page. Throws `not-available` when there is none. */
export async function readInboxPage(
  room: Room,
  member: MemberEntry,
  { unit, page }: { readonly unit: string; readonly page: number },
): Promise<Version> {
  ensureReader(member, unit);
  const found = await findPage(room.parts.store.db, unit, page);
  ensure(found !== null, "not-available");
  return shown(room, found);
}

/** Writes an index page; gives its new revision. Throws `revision-conflict` when someone else was first. */
export async function writeInboxPage(
  room: Room,
  member: MemberEntry,
  { unit, page, draft }: { readonly unit: string; readonly page: number; readonly draft: Draft },
): Promise<number> {
  return writePaper(room, member, {
    unit,
    draft,
    kind: "inbox-page",
    put: (tx, sealed) => putPage(tx, { unit, page, revision: draft.revision, sealed }),
  });
}

/** The unit's record; revision 0 and nothing while there is none. */
export async function readUnitRecord(
  room: Room,
  member: MemberEntry,
  unit: string,
): Promise<Version | { revision: 0; sealed: null }> {
  ensureReader(member, unit);
  const found = await findUnitRecord(room.parts.store.db, unit);
  return found === null ? { revision: 0, sealed: null } : shown(room, found);
}

async function shown(
  { ports }: Room,
  { revision, sealed }: { readonly revision: number; readonly sealed: Uint8Array },
): Promise<Version> {
  const digest = digestOf(sealed);
  const proofs = await ports.proofsOf([digest], "staff");
  return { revision, sealed: toBase64(sealed), ...provenBy(proofs.get(digest)) };
}

/** As `writeInboxPage`, for the unit's record. */
export async function writeUnitRecord(
  room: Room,
  member: MemberEntry,
  { unit, draft }: { readonly unit: string; readonly draft: Draft },
): Promise<number> {
  return writePaper(room, member, {
    unit,
    draft,
    kind: "record",
    put: (tx, sealed) => putUnitRecord(tx, { unit, revision: draft.revision, sealed }),
  });
}

function ensureReader(member: MemberEntry, unit: string): void {
  ensureCaseworker(member);
  ensureOwnUnit(member, unit);
}

type Paper = {
  readonly unit: string;
  readonly draft: Draft;
  readonly kind: "inbox-page" | "record";
  readonly put: (tx: Tx, sealed: Uint8Array) => Promise<boolean>;
};

async function writePaper(
  { parts, ports }: Room,
  member: MemberEntry,
  { unit, draft, kind, put }: Paper,
): Promise<number> {
  ensureReader(member, unit);
  await ensureNotFrozen(ports, [unit]);
  const { suite } = await ports.currentDirectory();
  const sealed = parseSealed(draft.sealed, kind, suite);
  await parts.store.transact(async (tx) => {
    ensure(await put(tx, sealed), "revision-conflict");
    await ensureKeysOfToday(ports, tx, { serial: draft.serial, units: [unit] });
    await ports.appendEntry(tx, {
      type: kind === "record" ? "unit-record" : kind,
      actor: member.id,
      object: unit,
      digest: digestOf(sealed),
    });
  });
  return draft.revision + 1;
}
