import { staffRoutes } from "@bijak/contract";
import { type MemberEntry, writeCheckpoint } from "@bijak/envelope/audit";
import { toBase64 } from "../encoding.ts";
import { openDoor, type Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { AccountsPort, AuditPort, CaseworkPort, DirectoryPort, LogEntry } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { appendEntry, type LogRecord } from "./append.ts";
import { createLog, type ReadLog } from "./log.ts";
import { proofsOf } from "./proofs.ts";
import { eachRecordFrom, findEntry, lockLog } from "./store.ts";

export type AuditPorts = Pick<AccountsPort, "requireMember"> &
  Pick<CaseworkPort, "mayKnow"> &
  Pick<DirectoryPort, "currentDirectory">;
export type AuditRoom = AuditPort & { readonly openDoors: (app: Scopes) => void };

type Doors = { readonly parts: Parts; readonly ports: AuditPorts; readonly readLog: ReadLog };

/** Keeps the tamper-evident log of every change (crypto.md 8) and proves its history to members. */
export function createAudit(parts: Parts, ports: AuditPorts): AuditRoom {
  const doors: Doors = { parts, ports, readLog: createLog(parts.store) };
  return Object.freeze({
    appendEntry: (tx, entry) => appendEntry(parts, tx, entry),
    holdLog: (tx) => lockLog(tx, parts.store.dialect),
    logRootAt: async (size) => {
      const log = await doors.readLog();
      return size > log.size() ? null : toBase64(log.root(size));
    },
    hasEntrySince,
    proofsOf: (digests, kind) =>
      proofsOf({ ...doors, ...parts, currentDirectory: ports.currentDirectory }, digests, kind),
    openDoors: (app) => openAuditDoors(app, doors),
  });
}

/** See `AuditPort`. */
async function hasEntrySince(
  tx: Tx,
  size: number,
  fits: (entry: LogEntry) => boolean,
): Promise<boolean> {
  for await (const record of eachRecordFrom(tx, size))
    if (record === null || fits(JSON.parse(record) as LogRecord)) return true; // written by appendEntry
  return false;
}

/** Staff: newest checkpoint, proof of consistency, one entry with its proof. */
function openAuditDoors(app: Scopes, doors: Doors): void {
  const { parts, ports, readLog } = doors;

  openDoor(app, staffRoutes.checkpoint, async ({ request }) => {
    await ports.requireMember(request);
    const [log, { instance }] = await Promise.all([readLog(), ports.currentDirectory()]);
    const size = log.size();
    const note = await writeCheckpoint(
      { origin: `${instance}/audit`, size, root: log.root(size) },
      parts.secrets.logKey,
    );
    return { note, vkey: parts.secrets.logKey.vkey };
  });

  openDoor(app, staffRoutes.consistency, async ({ request, query }) => {
    await ports.requireMember(request);
    const log = await readLog();
    const [from, to] = [Number(query.from), Number(query.to)];
    ensure(from <= to && to <= log.size(), "request-malformed");
    return { proof: log.consistency(from, to).map(toBase64) };
  });

  openDoor(app, staffRoutes.inclusion, async ({ request, query }) => {
    const member = await ports.requireMember(request);
    return proveEntry(doors, member, { index: Number(query.index), size: Number(query.size) });
  });
}

/** One entry that the member may know of, with its proof. Throws `not-available` alike for what is not there, erased, or none of the member's business. */
async function proveEntry(
  { parts, ports, readLog }: Doors,
  member: MemberEntry,
  { index, size }: { index: number; size: number },
): Promise<{ record: string; salt: string; proof: string[] }> {
  const log = await readLog();
  ensure(index < size && size <= log.size(), "not-available");
  const entry = await findEntry(parts.store.db, index);
  ensure(entry !== null && entry.record !== null && entry.salt !== null, "not-available");
  const record = JSON.parse(entry.record) as LogRecord; // written by appendEntry
  ensure(await maySee(ports, member, record), "not-available");
  return {
    record: entry.record,
    salt: entry.salt,
    proof: log.inclusion(index, size).map(toBase64),
  };
}

/**
 * What concerns the whole institution is for every member, what concerns a person for that person, what a member did for that member,
 * also when the case is no longer theirs: who acted must be able to find that the log holds it. All else is a case.
 */
const FOR_ALL = new Set([
  "founding",
  "directory",
  "members",
  "keyring",
  "rotation",
  "drill",
  "release",
  "publish",
]);

async function maySee(
  { mayKnow }: AuditPorts,
  member: MemberEntry,
  { type, actor, object }: LogRecord,
): Promise<boolean> {
  if (FOR_ALL.has(type) || object === member.id || actor === member.id) return true;
  return mayKnow(member, object);
}
