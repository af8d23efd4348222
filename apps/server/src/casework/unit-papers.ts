import type { MemberEntry, ShapeKind } from "@bijak/envelope/audit";
import { digestOf, parseBase64, toBase64 } from "../encoding.ts";
import { ensure, ensureShape } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { ensureCaseworker, ensureOwnUnit } from "./access.ts";
import type { Room } from "./room.ts";
import { findPage, findUnitRecord, listPages, putPage, putUnitRecord } from "./unit-store.ts";

type Version = { revision: number; sealed: string };
type Draft = { readonly revision: number; readonly sealed: string };

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
  { parts }: Room,
  member: MemberEntry,
  { unit, page }: { readonly unit: string; readonly page: number },
): Promise<Version> {
  ensureReader(member, unit);
  const found = await findPage(parts.store.db, unit, page);
  ensure(found !== null, "not-available");
  return { revision: found.revision, sealed: toBase64(found.sealed) };
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
  { parts }: Room,
  member: MemberEntry,
  unit: string,
): Promise<{ revision: number; sealed: string | null }> {
  ensureReader(member, unit);
  const found = await findUnitRecord(parts.store.db, unit);
  if (found === null) return { revision: 0, sealed: null };
  return { revision: found.revision, sealed: toBase64(found.sealed) };
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
  readonly kind: Extract<ShapeKind, "inbox-page" | "record">;
  readonly put: (tx: Tx, sealed: Uint8Array) => Promise<boolean>;
};

async function writePaper(
  { parts, ports }: Room,
  member: MemberEntry,
  { unit, draft, kind, put }: Paper,
): Promise<number> {
  ensureReader(member, unit);
  const { suite } = await ports.currentDirectory();
  const sealed = parseBase64(draft.sealed);
  ensureShape(sealed, { suite, kind, recipientCounts: [1] });
  await parts.store.transact(async (tx) => {
    ensure(await put(tx, sealed), "revision-conflict");
    await ports.appendEntry(tx, {
      type: kind === "record" ? "unit-record" : kind,
      actor: member.id,
      object: unit,
      digest: digestOf(sealed),
    });
  });
  return draft.revision + 1;
}
