import type { Founding } from "@bijak/contract";
import { followDirectory, type Directory } from "@bijak/envelope/audit";
import { parseBase64 } from "../encoding.ts";
import { ensure, ensureShape, refuseAs } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { ensureSound, holdersOf, type Sound } from "./sound.ts";
import { insertDirectory, insertKeyrings, insertMembers } from "./store.ts";

/** Checks the first notes of an institution. Throws `note-refused`, `ciphertext-refused`. Reads no table. */
export async function checkFounding(founding: Founding, today: number): Promise<Sound> {
  const { instance, signers, threshold } = founding;
  const directory = await refuseAs("note-refused", () =>
    followDirectory([founding.directory], { instance, signers, threshold, today }),
  );
  ensure(directory.serial === 1 && directory.suite === founding.suite, "note-refused");
  const sound = await ensureSound(directory, founding);
  for (const { unit, sealed } of founding.keyrings)
    ensureShape(parseBase64(sealed), {
      suite: directory.suite,
      kind: "keyring",
      recipientCounts: keyringCounts(unit, sound),
    });
  return sound;
}

/** A keyring is sealed to the holders of its unit and to its recovery key, if it has one. */
function keyringCounts(unit: string, { directory, members }: Sound): readonly number[] {
  return [holdersOf(unit, members).length + recoveriesOf(unit, directory)];
}

const recoveriesOf = (unit: string, { recoveries }: Directory): number =>
  recoveries.filter((recovery) => recovery.unit === unit).length;

/** Stores the first notes and keyrings. */
export async function insertFounding(tx: Tx, founding: Founding, sound: Sound): Promise<void> {
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
}
