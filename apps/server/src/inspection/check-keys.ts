import {
  countRecipients,
  type Directory,
  EnvelopeError,
  isActive,
  type MemberEntry,
  readRotation,
} from "@bijak/envelope/audit";
import type { Database } from "../store/schema.ts";
import { broken, type Finding, type Inspected, sound, warning } from "./finding.ts";

type Notes = { readonly directory: Directory; readonly members: readonly MemberEntry[] };
type KeyringRow = Database["unit_keyring"];

/** Every unit has its keyring, sealed to whom it should be; it is known when each key began; waiting requests for next keys are good. */
export async function checkKeys(
  { reader: { db } }: Pick<Inspected, "reader">,
  notes: Notes,
): Promise<Finding[]> {
  const [keyrings, rotations, epochs, directories] = await Promise.all([
    db.selectFrom("unit_keyring").selectAll().execute(),
    db.selectFrom("rotation").selectAll().execute(),
    db.selectFrom("unit_epoch").selectAll().execute(),
    db.selectFrom("directory_note").selectAll().orderBy("serial").execute(),
  ]);
  return [
    checkKeyrings(keyrings, notes),
    checkEpochs(epochs, directories),
    await checkRotations(rotations, notes),
  ];
}

function checkKeyrings(rows: readonly KeyringRow[], { directory, members }: Notes): Finding {
  const wrong = directory.units.filter(
    ({ id, epoch }) => !rows.some((row) => row.unit === id && row.epoch === epoch),
  );
  if (wrong.length > 0 || rows.length !== directory.units.length)
    return broken(
      "keyrings",
      `Gantungan kunci unit tidak cocok dengan direktori: ${idsOf(wrong)}.`,
      `Keyrings of units do not fit the directory: ${idsOf(wrong)}.`,
    );
  const misfits = directory.units.filter(({ id }) => {
    const row = rows.find(({ unit }) => unit === id);
    return row === undefined || sealedTo(row) !== keysFor(id, { directory, members });
  });
  if (misfits.length > 0)
    return warning(
      "keyrings",
      `Gantungan kunci belum disegel ulang untuk pemegang sekarang: ${idsOf(misfits)}.`,
      `Keyrings are not sealed anew to today's holders: ${idsOf(misfits)}.`,
    );
  return sound(
    "keyrings",
    "Gantungan kunci setiap unit cocok dengan pemegangnya.",
    "The keyring of every unit fits its holders.",
  );
}

const idsOf = (units: Directory["units"]): string => units.map(({ id }) => id).join(", ");

/** To how many keys it is sealed; 0 for what is no keyring at all. */
function sealedTo({ sealed }: KeyringRow): number {
  try {
    return countRecipients(sealed);
  } catch (fault) {
    if (fault instanceof EnvelopeError) return 0;
    throw fault;
  }
}

const keysFor = (unit: string, { directory, members }: Notes): number =>
  members.filter((member) => isActive(member) && member.units.includes(unit)).length +
  directory.recoveries.filter((recovery) => recovery.unit === unit).length;

/** The first directory that names a key is the one with which it began. */
function checkEpochs(
  rows: readonly Database["unit_epoch"][],
  directories: readonly Database["directory_note"][],
): Finding {
  const expected = new Map<string, number>();
  for (const { serial, note } of directories)
    for (const [, unit, epoch] of note.matchAll(/^unit (\S+) (\d+) /gmu))
      expected.set(`${unit} ${epoch}`, expected.get(`${unit} ${epoch}`) ?? serial);
  const isComplete =
    rows.length === expected.size &&
    rows.every(({ unit, epoch, serial }) => expected.get(`${unit} ${epoch}`) === serial);
  return isComplete
    ? sound(
        "epochs",
        "Diketahui sejak direktori mana setiap kunci unit berlaku.",
        "It is known with which directory each unit key began.",
      )
    : broken(
        "epochs",
        "Catatan awal berlakunya kunci unit tidak cocok dengan direktori.",
        "What is kept on when unit keys began does not fit the directories.",
      );
}

async function checkRotations(
  rows: readonly Database["rotation"][],
  { directory, members }: Notes,
): Promise<Finding> {
  const bad: string[] = [];
  for (const { unit, note } of rows) {
    const epoch = directory.units.find(({ id }) => id === unit)?.epoch ?? 0;
    const isGood = await readRotation(note, directory, members).then(
      ({ rotation }) => rotation.unit === unit && rotation.epoch === epoch + 1,
      () => false,
    );
    if (!isGood) bad.push(unit);
  }
  return bad.length === 0
    ? sound(
        "rotations",
        "Permintaan kunci baru yang menunggu sah semuanya.",
        "All waiting requests for new keys are good.",
      )
    : warning(
        "rotations",
        `Permintaan kunci baru tidak dapat dipakai lagi; tarik dan minta ulang: ${bad.join(", ")}.`,
        `Requests for new keys can no longer be used; withdraw and ask again: ${bad.join(", ")}.`,
      );
}
