import type { Founding } from "@bijak/contract";
import { followDirectory } from "@bijak/envelope/audit";
import { parseBase64 } from "../encoding.ts";
import { ensure, refuseAs } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { judgeDrill } from "./drills.ts";
import { type DrillRow, insertDrill, insertEpochs, insertKeyrings } from "./key-store.ts";
import { ensureKeyringFits } from "./keyring-fit.ts";
import { ensureSound, type Sound } from "./sound.ts";
import { insertDirectory, insertMembers } from "./store.ts";

/** The first notes that hold together, and the drills of the ceremony. */
export type SoundFounding = Sound & { readonly drills: readonly DrillRow[] };

/**
 * Checks the first notes of an institution. Throws `note-refused`, `ciphertext-refused`, and `opening-refused` for a real institution
 * that does not begin with a rehearsal. Reads no table.
 */
export async function checkFounding(founding: Founding, today: number): Promise<SoundFounding> {
  const { instance, signers, threshold } = founding;
  const directory = await refuseAs("note-refused", () =>
    followDirectory([founding.directory], { instance, signers, threshold, today }),
  );
  ensure(directory.serial === 1 && directory.suite === founding.suite, "note-refused");
  ensure(directory.retired.length === 0, "note-refused");
  ensure(directory.isTrial || directory.isRehearsal, "opening-refused");
  const sound = await ensureSound(directory, founding);
  for (const { unit, sealed } of founding.keyrings)
    ensureKeyringFits({ unit, sealed: parseBase64(sealed) }, sound);
  const drills: DrillRow[] = [];
  for (const note of founding.drills ?? []) drills.push((await judgeDrill(note, sound, today)).row);
  return { ...sound, drills };
}

/** Stores the first notes, keyrings and drills. */
export async function insertFounding(
  tx: Tx,
  founding: Founding,
  sound: SoundFounding,
): Promise<void> {
  await insertDirectory(tx, {
    serial: sound.directory.serial,
    note: founding.directory,
    configHash: sound.directory.configHash,
    config: founding.config,
  });
  await insertMembers(tx, sound.membersSerial, founding.members);
  const keyrings = founding.keyrings.map(({ unit, epoch, sealed }) => ({
    unit,
    epoch,
    sealed: parseBase64(sealed),
  }));
  await insertKeyrings(tx, keyrings);
  await insertEpochs(tx, sound.directory.units, sound.directory.serial);
  for (const drill of sound.drills) await insertDrill(tx, drill);
}
