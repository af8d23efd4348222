import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import type { CaseworkPorts } from "./room.ts";

/*
 * [Note: Keys of today]
 *
 * What is signed or sealed with a unit's key counts for nothing once the directory has retired that key. So whoever writes says
 * by which directory, and is refused when the key of a unit concerned began later. The log is held before that is asked: new
 * directories are published under the same hold, so nothing lies between the answer and the commit.
 */
type Used = {
  /** Serial of the directory that the writer used. */
  readonly serial?: number | undefined;
  /** Units whose keys signed what is written, or to whose keys it is sealed. */
  readonly units: readonly string[];
};

const FIRST_SERIAL = 1;

export const serialOf = ({ serial }: Pick<Used, "serial">): number => serial ?? FIRST_SERIAL;

/** Holds the log. Throws `directory-outdated` when the key of one of the units is newer. See [Note: Keys of today]. */
export async function ensureKeysOfToday(
  { holdLog, epochSerial }: Pick<CaseworkPorts, "holdLog" | "epochSerial">,
  tx: Tx,
  { serial, units }: Used,
): Promise<void> {
  await holdLog(tx);
  for (const unit of new Set(units))
    ensure((await epochSerial(unit, tx)) <= serialOf({ serial }), "directory-outdated");
}

/** Throws `unit-rotating` while signers are retiring the key of one of the units. */
export async function ensureNotFrozen(
  { isFrozen }: Pick<CaseworkPorts, "isFrozen">,
  units: readonly string[],
): Promise<void> {
  ensure(!(await isFrozen(units)), "unit-rotating");
}
