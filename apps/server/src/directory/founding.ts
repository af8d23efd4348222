import type { Founding } from "@bijak/contract";
import { followDirectory } from "@bijak/envelope/audit";
import { parseBase64 } from "../encoding.ts";
import { ensure, refuseAs } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { insertEpochs, insertKeyrings } from "./key-store.ts";
import { ensureKeyringFits } from "./keyring-fit.ts";
import { ensureSound, type Sound } from "./sound.ts";
import { insertDirectory, insertMembers } from "./store.ts";

/** Checks the first notes of an institution. Throws `note-refused`, `ciphertext-refused`. Reads no table. */
export async function checkFounding(founding: Founding, today: number): Promise<Sound> {
  const { instance, signers, threshold } = founding;
  const directory = await refuseAs("note-refused", () =>
    followDirectory([founding.directory], { instance, signers, threshold, today }),
  );
  ensure(directory.serial === 1 && directory.suite === founding.suite, "note-refused");
  ensure(directory.retired.length === 0, "note-refused");
  const sound = await ensureSound(directory, founding);
  for (const { unit, sealed } of founding.keyrings)
    ensureKeyringFits({ unit, sealed: parseBase64(sealed) }, sound);
  return sound;
}

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
  await insertEpochs(tx, sound.directory.units, sound.directory.serial);
}
