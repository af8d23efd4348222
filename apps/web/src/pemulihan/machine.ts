import { readRecoveryFile, recoverUnit, type Recovered } from "@bijak/client/recovery";
import { ApiError } from "@bijak/contract";
import { EnvelopeError, pinnedFingerprint } from "@bijak/envelope";

/** Why a recovery does not go on. */
export type Refusal =
  | "file-unreadable"
  | "file-not-authentic"
  | "unit-without-recovery"
  | "share-damaged"
  | "shares-missing"
  | "shares-differ"
  | "recovery-differs"
  | "keyring-refused";

/** What people compare before they type a row. */
export type OpenedFile = {
  readonly text: string;
  readonly instance: string;
  readonly unit: string;
  readonly holders: readonly string[];
  /** Six groups of five digits over the pinned signers and their threshold. */
  readonly signers: readonly string[];
};

export type Reading =
  | { readonly kind: "read"; readonly file: OpenedFile }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Reads a file and verifies its notes. */
export async function readFile(text: string): Promise<Reading> {
  try {
    const { realm, unit, holders, pinned } = await readRecoveryFile(text);
    return {
      kind: "read",
      file: {
        text,
        instance: realm.instance,
        unit: `${unit.name} (${unit.id})`,
        holders: holders.map(({ name }) => name),
        signers: await pinnedFingerprint(pinned),
      },
    };
  } catch (fault) {
    return { kind: "refused", refusal: refusalOf(fault, "file-not-authentic") };
  }
}

export type Combining =
  | { readonly kind: "done"; readonly recovered: Recovered }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Combines the rows. Nothing leaves the page, whatever comes of it. */
export async function combine(file: OpenedFile, rows: readonly string[]): Promise<Combining> {
  const typed = rows.filter((row) => row.trim() !== "");
  try {
    return { kind: "done", recovered: await recoverUnit(file.text, typed) };
  } catch (fault) {
    return { kind: "refused", refusal: refusalOf(fault, "keyring-refused") };
  }
}

const OF_ROWS: readonly Refusal[] = [
  "share-damaged",
  "shares-missing",
  "shares-differ",
  "recovery-differs",
];

function refusalOf(fault: unknown, other: Refusal): Refusal {
  if (fault instanceof ApiError)
    return fault.code === "not-available" ? "unit-without-recovery" : "file-unreadable";
  if (!(fault instanceof EnvelopeError)) throw fault;
  return OF_ROWS.find((refusal) => refusal === fault.code) ?? other;
}
