import { ApiError, conforms, LogProof } from "@bijak/contract";

/*
 * [Note: Recovery file]
 *
 * JSON with everything that share holders need on a computer without a network, and nothing that opens anything by itself: the
 * unit's keyring as the server keeps it, the keys of restricted cases that nobody of the unit can open any more (R4), and the signed
 * notes that say which recovery key it is and who belongs to the unit now. The notes are verified again before any row is combined.
 * What comes back is the same file with the keyring sealed to those members, and the cases to the one who carries it: to whom else
 * they are shown is for people to decide.
 */
export const RECOVERY_FORMAT = "bijak/v1/recovery";

/** A restricted case whose listed members are all gone: its keys, sealed to the unit's recovery key. */
export type RecoveryCase = {
  readonly id: string;
  /** Base64. */
  readonly sealed: string;
  /** That they stood in the audit log before a key of the unit was retired. */
  readonly proofs: readonly LogProof[];
};

export type RecoveryFile = {
  readonly format: typeof RECOVERY_FORMAT;
  readonly instanceFile: unknown;
  readonly unit: string;
  /** The member who carries the file. */
  readonly memberId: string;
  /** Directory notes, oldest first. */
  readonly notes: readonly string[];
  readonly config: string;
  readonly members: string;
  /** Base64. */
  readonly keyring: string;
  readonly cases: readonly RecoveryCase[];
  /** True once it is sealed to the unit's members of today. */
  readonly isRecovered: boolean;
};

export const writeRecoveryFile = (file: RecoveryFile): string =>
  `${JSON.stringify(file, null, 2)}\n`;

/** Reads the outer form; nothing in it is verified. Throws `reply-malformed`. */
export function parseRecoveryFile(text: string): RecoveryFile {
  const file = parseJson(text);
  if (!isRecoveryFile(file)) throw new ApiError("reply-malformed");
  return file;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) throw new ApiError("reply-malformed");
    throw fault;
  }
}

function isRecoveryFile(value: unknown): value is RecoveryFile {
  if (typeof value !== "object" || value === null) return false;
  const file: Partial<Record<keyof RecoveryFile, unknown>> = value;
  const texts = [file.unit, file.memberId, file.config, file.members, file.keyring];
  return (
    file.format === RECOVERY_FORMAT &&
    texts.every((text) => typeof text === "string") &&
    Array.isArray(file.notes) &&
    file.notes.every((note) => typeof note === "string") &&
    Array.isArray(file.cases) &&
    file.cases.every(isCase) &&
    typeof file.isRecovered === "boolean"
  );
}

function isCase(value: unknown): value is RecoveryCase {
  if (typeof value !== "object" || value === null) return false;
  const { id, sealed, proofs }: Partial<Record<keyof RecoveryCase, unknown>> = value;
  return (
    typeof id === "string" &&
    typeof sealed === "string" &&
    Array.isArray(proofs) &&
    proofs.every((proof) => conforms(LogProof, proof))
  );
}
