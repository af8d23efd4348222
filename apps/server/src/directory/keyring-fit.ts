import {
  checkAgeShape,
  type Directory,
  EnvelopeError,
  type MemberEntry,
} from "@bijak/envelope/audit";
import { ensureShape } from "../refusal.ts";
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

const shapeOf = (unit: string, { directory, members }: Notes) => ({
  suite: directory.suite,
  kind: "keyring" as const,
  recipientCounts: [
    holdersOf(unit, members).length +
      directory.recoveries.filter((recovery) => recovery.unit === unit).length,
  ],
});
