import type { Rekey } from "@bijak/contract";
import type { Directory, MemberEntry, Suite } from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import type { LogEntry } from "../ports.ts";
import type { Tx } from "../store/store.ts";
import { type Access, ensureCaseworker, ensureKeyAccess, findHeld } from "./access.ts";
import { type CaseRow, listClocks, lockCase, saveCase } from "./case-store.ts";
import { entryOf, keyEntries } from "./entries.ts";
import { ownUnits } from "./holders.ts";
import { ensureKeysOfToday, ensureNotFrozen, serialOf } from "./keys-of-today.ts";
import { type ParsedWrap, parseSealed, parseWrap } from "./parse-sealed.ts";
import { changedReach, ensureWraps, listReaders, type Reach } from "./reach.ts";
import { admitUnit, eraseUnits, replaceWraps } from "./reach-store.ts";
import { ensureDrops, findSharing, isHandOver, joinsOf, type Sharing } from "./rekey-sharing.ts";
import { type Room, type Viewer, viewerOf } from "./room.ts";
import { eraseTakeover, moveTakeover, moveTransfer } from "./sharing-store.ts";
import { eraseActs } from "./word-store.ts";

/*
 * [Note: Keys without text]
 *
 * New wraps of a case take no declaration, because nothing is read and nothing is said: a unit whose key has changed wraps all
 * its cases anew, those that are closed, too. The same door hands a case over, to the target of an accepted transfer or to the
 * unit that asks for it in a takeover, and takes access away. Which of these it is shows in the wraps: whoever is reached by
 * them reads from now on. Where other units read than before, the reporter is shown that by a new card, and the case must be open.
 */
export type ParsedRekey = Omit<Rekey, "wraps" | "card"> & {
  readonly wraps: readonly ParsedWrap[];
  readonly card: Uint8Array | null;
};

const parseRekey = (rekey: Rekey, suite: Suite): ParsedRekey => ({
  ...rekey,
  wraps: rekey.wraps.map((wrap) => parseWrap(wrap, suite)),
  card: rekey.card === null ? null : parseSealed(rekey.card, "card", suite),
});

/**
 * Stores new wraps of a case and gives the new revision. See [Note: Keys without text]. Throws `not-available`, to who declared a
 * conflict, too, `revision-conflict`, `move-impossible`, `unit-rotating`, `directory-outdated`, and what the rules of wraps throw.
 */
export async function rekeyCase(
  room: Room,
  member: MemberEntry,
  { caseId, rekey }: { readonly caseId: string; readonly rekey: Rekey },
): Promise<number> {
  ensureCaseworker(member);
  const { parts, ports } = room;
  const viewer = await viewerOf(room, member);
  const { units } = await ensureKeyAccess(parts.store.db, viewer, caseId);
  await ensureNotFrozen(ports, ownUnits(member, units));
  const directory = await ports.currentDirectory();
  const parsed = parseRekey(rekey, directory.suite);
  ensure(serialOf(rekey) <= directory.serial, "revision-conflict");
  return parts.store.transact(async (tx) => {
    const seen = await ensureKeyAccess(tx, viewer, caseId);
    ensure(seen.row.revision === rekey.revision, "revision-conflict");
    const row = await lockCase(tx, caseId, rekey.revision);
    ensure(row !== null, "revision-conflict");
    const access = { ...seen, row };
    const sharing = await findSharing(tx, caseId);
    const reach = reachOf(parsed, { viewer, access, sharing });
    const next = await nextRow(tx, parsed, { viewer, directory, access, sharing, reach });
    await store(tx, parsed, { row: next, reach, sharing });
    if (parsed.card !== null) await ports.replaceCard(tx, caseId, parsed.card);
    const holders = parsed.wraps.filter(({ kind }) => kind !== "member").map(({ id }) => id);
    const concerned = [...ownUnits(member, access.units), ...holders];
    await ensureKeysOfToday(ports, tx, { serial: rekey.serial, units: concerned });
    const entries = entriesOf(parsed, { reach, caseId, memberId: member.id });
    for (const entry of entries) await ports.appendEntry(tx, entry);
    return row.revision;
  });
}

type Asked = { readonly viewer: Viewer; readonly access: Access; readonly sharing: Sharing };

const CLOSED = new Set(["concluded", "archived"]);

/** Who has access after this. Throws `move-impossible` for a change that the state of the case does not allow. */
function reachOf(rekey: ParsedRekey, { viewer, access, sharing }: Asked): Reach {
  const { row, units } = access;
  ensure(row.state !== "erased", "move-impossible");
  const joins = joinsOf(rekey.wraps, { viewer, units, sharing });
  ensureDrops(rekey.drops, { viewer, units, sharing });
  const isSame = joins.length === 0 && rekey.drops.length === 0;
  if (CLOSED.has(row.state)) ensure(isSame && rekey.card === null, "move-impossible");
  ensure(isSame || rekey.card !== null, "request-malformed");
  return changedReach(units, { joins, drops: rekey.drops });
}

type Settled = Asked & { readonly directory: Directory; readonly reach: Reach };

/** The case after this: what is handed over lies unread on nobody's desk, and no desk keeps a case that it cannot read. */
async function nextRow(
  tx: Tx,
  { wraps }: ParsedRekey,
  { viewer, directory, access: { row, units }, sharing, reach }: Settled,
): Promise<CaseRow> {
  const { holders, conflicted } = await findHeld(tx, row.id, units);
  const restrictedTo = row.is_restricted === 1 ? holders : null;
  const question = { ...viewer, directory, reach, restrictedTo, conflicted };
  const isRestricted = ensureWraps(wraps, question);
  const after = isRestricted ? wraps.map(({ holder }) => holder) : null;
  const isKept = listReaders(question, after).includes(row.assignee ?? "");
  const isHanded = isHandOver(sharing, reach);
  return {
    ...row,
    is_restricted: isRestricted ? 1 : 0,
    assignee: isKept && !isHanded ? row.assignee : null,
    read_up_to: isHanded ? -1 : row.read_up_to,
  };
}

type Storing = { readonly row: CaseRow; readonly reach: Reach; readonly sharing: Sharing };

async function store(tx: Tx, rekey: ParsedRekey, { row, reach, sharing }: Storing): Promise<void> {
  const { id } = row;
  await replaceWraps(tx, id, { wraps: rekey.wraps, serial: serialOf(rekey) });
  await eraseUnits(tx, id, reach.drops);
  for (const unit of reach.joins) await admitUnit(tx, row, unit);
  const { takeover } = sharing;
  if (isHandOver(sharing, reach)) await moveTransfer(tx, id, { state: "handed-over" });
  if (takeover !== null && reach.joins.includes(takeover.unit))
    await moveTakeover(tx, id, { state: "done" });
  if (takeover !== null && reach.drops.includes(takeover.unit)) await eraseTakeover(tx, id);
  await saveCase(tx, row, (await listClocks(tx, [id])).get(id) ?? []);
  await eraseActs(tx, id);
}

const entriesOf = (
  rekey: ParsedRekey,
  {
    reach,
    ...about
  }: { readonly reach: Reach; readonly caseId: string; readonly memberId: string },
): readonly LogEntry[] => [
  ...keyEntries(rekey, about),
  ...reach.joins.map((unit) => entryOf("unit-joins", `unit-joins ${unit}`, about)),
  ...reach.drops.map((unit) => entryOf("unit-leaves", `unit-leaves ${unit}`, about)),
];
