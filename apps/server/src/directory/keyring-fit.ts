import {
  checkAgeShape,
  type Directory,
  EnvelopeError,
  holdersHash,
  type MemberEntry,
  type Recipient,
  type Rotation,
} from "@bijak/envelope/audit";
import { ensure, ensureShape } from "../refusal.ts";
import { holdersOf } from "./sound.ts";

type Notes = { readonly directory: Directory; readonly members: readonly MemberEntry[] };
type Keyring = { readonly unit: string; readonly sealed: Uint8Array };

/** Throws `ciphertext-refused` unless the keyring is sealed to as many keys as the unit has holders and recovery keys. */
export function ensureKeyringFits({ unit, sealed }: Keyring, notes: Notes): void {
  ensureShape(sealed, shapeOf(unit, notes));
}

/** Whether it is. */
export function isKeyringFitting({ unit, sealed }: Keyring, notes: Notes): boolean {
  try {
    checkAgeShape(sealed, shapeOf(unit, notes));
    return true;
  } catch (fault) {
    if (fault instanceof EnvelopeError) return false;
    throw fault;
  }
}

/**
 * Throws `rotation-missing` unless the new keyring of a rotation is sealed to just those who hold the unit's keys by these notes: as many
 * might be others, when somebody left and another came since it was asked for.
 */
export async function ensureForHolders({ unit, holders }: Rotation, notes: Notes): Promise<void> {
  ensure(holders === (await holdersHash(recipientsOf(unit, notes))), "rotation-missing");
}

const shapeOf = (unit: string, notes: Notes) => ({
  suite: notes.directory.suite,
  kind: "keyring" as const,
  recipientCounts: [recipientsOf(unit, notes).length],
});

/** The keys to which the keyring of a unit is sealed: those of its holders, and its recovery key if it has one. */
const recipientsOf = (unit: string, { directory, members }: Notes): readonly Recipient[] => [
  ...holdersOf(unit, members).map(({ recipient }) => recipient),
  ...directory.recoveries
    .filter((recovery) => recovery.unit === unit)
    .map(({ recipient }) => recipient),
];
