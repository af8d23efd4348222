import {
  type Directory,
  type MemberEntry,
  readRotation,
  type RetiredKey,
  type Rotation,
  rotateUnit,
} from "@bijak/envelope/audit";
import { parseBase64 } from "../encoding.ts";
import { ensure, refuseAs } from "../refusal.ts";
import type { RotationRow } from "./key-store.ts";

/*
 * [Note: What a directory may change]
 *
 * Its signers may open and close units, name custodians, change texts and themselves. They may not hand a unit other keys: only
 * a member of the unit makes its next key, and asks for it by a signed rotation. Then the directory names exactly the keys of that
 * rotation, retires exactly the key before, and leaves every earlier retirement as it was. A trial stays a trial, and a channel that
 * was opened is never a rehearsal again.
 */

/** A unit whose key changes: the request that waited for it, and the retirement of the key before. */
export type KeyChange = {
  readonly row: RotationRow;
  readonly rotation: Rotation;
  readonly retired: RetiredKey;
};

/**
 * The key changes between two directories, after [Note: What a directory may change]. `members` are those who hold with the next.
 * Throws `rotation-missing` for a key that no member of its unit asked for, `note-refused` for any other change that may not be.
 */
export async function followKeys(
  before: Directory,
  next: Directory,
  {
    rows,
    members,
  }: { readonly rows: readonly RotationRow[]; readonly members: readonly MemberEntry[] },
): Promise<readonly KeyChange[]> {
  const changed = next.units.filter((unit) => keyOf(before, unit.id) !== keyOf(next, unit.id));
  const changes: KeyChange[] = [];
  for (const { id } of changed) {
    const row = rows.find(({ unit }) => unit === id);
    ensure(row !== undefined, "rotation-missing");
    const rotation = await readRow(before, row, members);
    changes.push({ row, rotation, retired: retiredIn(next, before, id) });
  }
  await ensureExactly(before, next, changes);
  return changes;
}

/** Throws `note-refused` when a trial would cease to be one or begin, or a rehearsal would begin anew. */
export function ensureSameChannel(before: Directory, next: Directory): void {
  ensure(next.isTrial === before.isTrial, "note-refused");
  ensure(before.isRehearsal || !next.isRehearsal, "note-refused");
}

/** Throws `note-refused` unless everybody listed before is still listed, with the keys they had. */
export function ensureSameMembers(
  before: readonly MemberEntry[],
  next: readonly MemberEntry[],
): void {
  for (const { id, recipient, vkey } of before) {
    const entry = next.find((one) => one.id === id);
    ensure(entry?.recipient === recipient && entry.vkey === vkey, "note-refused");
  }
}

const readRow = async (
  realm: Directory,
  { note }: RotationRow,
  members: readonly MemberEntry[],
): Promise<Rotation> =>
  (await refuseAs("rotation-missing", () => readRotation(note, realm, members))).rotation;

function retiredIn(next: Directory, before: Directory, unit: string): RetiredKey {
  const old = before.units.find(({ id }) => id === unit);
  const line = next.retired.find((key) => key.unit === unit && key.epoch === old?.epoch);
  ensure(line !== undefined, "note-refused");
  return line;
}

/** The next directory says of keys what the rotations make of the one before, no more and no less. */
async function ensureExactly(
  before: Directory,
  next: Directory,
  changes: readonly KeyChange[],
): Promise<void> {
  let expected = before;
  for (const { rotation, retired } of changes) {
    const point = { size: retired.logSize, root: parseBase64(retired.root) };
    const made = await refuseAs("rotation-missing", () => rotateUnit(expected, rotation, point));
    expected = { ...expected, ...made };
  }
  ensure(
    next.units.every(({ id }) => keyOf(expected, id) === keyOf(next, id)),
    "rotation-missing",
  );
  ensure(isSame(recoveriesOf(expected), recoveriesOf(next)), "note-refused");
  ensure(isSame(retirementsOf(expected), retirementsOf(next)), "note-refused");
}

function keyOf({ units }: Directory, id: string): string | null {
  const unit = units.find((one) => one.id === id);
  return unit === undefined ? null : `${unit.epoch} ${unit.recipient} ${unit.vkey}`;
}

const recoveriesOf = ({ recoveries }: Directory): readonly string[] =>
  recoveries.map(({ unit, recipient }) => `${unit} ${recipient}`);

const retirementsOf = ({ retired }: Directory): readonly string[] =>
  retired.map((key) => `${key.unit} ${key.epoch} ${key.vkey} ${key.logSize} ${key.root}`);

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join("\n") === other.toSorted().join("\n");
