import { ApiError, canonicalJson, type Rotation } from "@bijak/contract";
import {
  EnvelopeError,
  holdersHash,
  readRotation,
  rotateUnit as directoryAfter,
  type Directory,
} from "@bijak/envelope";
import { beginsWith, verifiedCheckpoint } from "../handler/audit.ts";
import { realmOf, type Desk } from "../handler/desk.ts";
import { parseBase64 } from "../shared/bytes.ts";
import { keyringRecipients } from "./holders.ts";
import { penOf, type CurrentNotes } from "./pen.ts";
import { changeNotes, type Published } from "./publish.ts";
import { listRotations } from "./rotations.ts";

const ATTEMPTS = 5;

/**
 * A signer takes the next keys of all units that wait over into the directory. Each note must be signed by a member of its unit by
 * the signed list; size and root of the log come from a checkpoint whose log this desk has found to be the continuation of all it saw
 * before. Signs again when a unit wrote in the meantime. Throws `rotation-missing` when none waits that holds, `log-rewritten`,
 * `note-not-authentic` for keys that nobody of the unit signed, `rotation-not-valid`.
 */
export async function publishRotations(desk: Desk, attempt = 1): Promise<Published> {
  const waiting = await listRotations(desk);
  if (waiting.length === 0) throw new ApiError("rotation-missing");
  const log = await verifiedCheckpoint(desk);
  try {
    return await changeNotes(penOf(desk), async (now) => {
      const directory = await withRotations(desk, now, { waiting, log });
      if (directory.retired === now.directory.retired) throw new ApiError("rotation-missing");
      return { directory };
    });
  } catch (fault) {
    const isOutdated = fault instanceof ApiError && fault.code === "retirement-outdated";
    if (!isOutdated || attempt === ATTEMPTS) throw fault;
    return publishRotations(desk, attempt + 1);
  }
}

type Log = { readonly size: number; readonly root: Uint8Array };
type Waiting = { readonly waiting: readonly Rotation[]; readonly log: Log };

/** Without keys whose keyring waits for others than those who hold the unit's keys now: the unit has to ask again. */
async function withRotations(
  desk: Desk,
  { directory, members: { members } }: CurrentNotes,
  { waiting, log }: Waiting,
): Promise<Pick<Directory, "units" | "recoveries" | "retired">> {
  let next = directory;
  for (const { unit, note } of waiting.toSorted(byUnit)) {
    const { rotation } = await readRotation(note, realmOf(desk), members);
    if (rotation.unit !== unit) throw new EnvelopeError("object-misplaced");
    const after = directoryAfter(next, rotation, log);
    const holders = keyringRecipients(members, after.recoveries, unit);
    if (rotation.holders === (await holdersHash(holders))) next = { ...next, ...after };
  }
  const { units, recoveries, retired } = next;
  return { units, recoveries, retired };
}

/**
 * For who signs second: the units whose keys these notes change have asked for exactly these keys, and the log they name is the
 * beginning of the one this desk has verified. Throws `rotation-not-valid`, `log-rewritten`, and as `publishRotations`.
 */
export async function ensureRotated(desk: Desk, now: CurrentNotes, next: Directory): Promise<void> {
  const changed = now.directory.units.filter((unit) => hasOtherKeys(unit, next));
  const [first] = next.retired.slice(now.directory.retired.length);
  if (changed.length === 0 && first === undefined) return ensureSame(now.directory, next);
  if (first === undefined) throw new EnvelopeError("rotation-not-valid");
  const log = { size: first.logSize, root: parseBase64(first.root) };
  if (!(await beginsWith(desk, await verifiedCheckpoint(desk), log)))
    throw new ApiError("log-rewritten");
  const waiting = (await listRotations(desk)).filter(({ unit }) =>
    changed.some(({ id }) => id === unit),
  );
  ensureSame(await withRotations(desk, now, { waiting, log }), next);
}

/** Two signers who work it out apart come to the same notes. */
const byUnit = (a: Rotation, b: Rotation): number => (a.unit < b.unit ? -1 : 1);

const hasOtherKeys = (
  { id, epoch, recipient, vkey }: Directory["units"][number],
  next: Directory,
) =>
  !next.units.some(
    (unit) =>
      unit.id === id && unit.epoch === epoch && unit.recipient === recipient && unit.vkey === vkey,
  );

type Keys = Pick<Directory, "units" | "recoveries" | "retired">;

function ensureSame(expected: Keys, next: Keys): void {
  if (canonicalJson(keysIn(expected)) !== canonicalJson(keysIn(next)))
    throw new EnvelopeError("rotation-not-valid");
}

const keysIn = ({ units, recoveries, retired }: Keys) => ({
  units: units.map(({ id, epoch, recipient, vkey }) => ({ id, epoch, recipient, vkey })),
  recoveries: recoveries.map(({ unit, recipient }) => `${unit} ${recipient}`).toSorted(),
  retired,
});
