import { FactRow, conforms } from "@bijak/contract";
import type {
  ActCode,
  CategoryCode,
  Day,
  IdentityMode,
  OutcomeCode,
  PlatformClass,
} from "@bijak/domain";
import { isCategoryCode, isOutcomeCode } from "@bijak/domain";

/** One entry of the handlers' sealed, append-only record of a case (R10). */
export type RecordEntry =
  | CardEntry
  | (Dated<"triage"> & TriageChoice & { readonly facts: readonly FactRow[] })
  | (Dated<"proposal"> & Closing)
  | ActEntry
  | (Dated<"closing"> & Pick<Closing, "outcome"> & { readonly facts: readonly FactRow[] });

type Dated<Kind extends string> = { readonly kind: Kind; readonly on: Day };

/** A new mailbox-card: reporters' messages behind `after` that carry another hash used an old one (R19). */
export type CardEntry = Dated<"card"> & {
  readonly n: number;
  readonly hash: string;
  readonly after: number;
};

/** The act of two persons by which the case was closed (R15): the proof for colleagues, its note with both signatures. */
export type ActEntry = Dated<"act"> & { readonly note: string };

export type TriageChoice = {
  readonly category: CategoryCode;
  readonly platform: PlatformClass;
  readonly identityMode: IdentityMode;
  readonly act?: ActCode;
};

export type Closing = { readonly outcome: OutcomeCode; readonly reason: string };

/** An entry as it was found: who signed it, and the SHA-256 of its ciphertext. */
export type OpenedEntry = {
  readonly memberId: string;
  readonly seq: number;
  readonly hash: string;
  readonly entry: RecordEntry;
};

/** The record folded to what holds now. */
export type CaseRecord = {
  readonly category: CategoryCode | null;
  readonly platform: PlatformClass | null;
  readonly identityMode: IdentityMode | null;
  readonly outcome: OutcomeCode | null;
  /** Everything of this case that statistics may count. */
  readonly facts: readonly FactRow[];
  readonly entries: readonly OpenedEntry[];
};

/** Folds entries in the order of the server. The newest triage and closing hold; all stay visible. */
export function foldRecord(entries: readonly OpenedEntry[]): CaseRecord {
  const triage = newest(entries, "triage");
  const closing = newest(entries, "closing");
  const facts = entries.flatMap(({ entry }) => ("facts" in entry ? entry.facts : []));
  return Object.freeze({
    category: triage?.category ?? null,
    platform: triage?.platform ?? null,
    identityMode: triage?.identityMode ?? null,
    outcome: closing?.outcome ?? null,
    facts,
    entries,
  });
}

type EntryOf<Kind extends RecordEntry["kind"]> = Extract<RecordEntry, { kind: Kind }>;

function newest<Kind extends RecordEntry["kind"]>(
  entries: readonly OpenedEntry[],
  kind: Kind,
): EntryOf<Kind> | undefined {
  const isKind = (entry: RecordEntry): entry is EntryOf<Kind> => entry.kind === kind;
  return entries.map(({ entry }) => entry).findLast(isKind);
}

/** Reads the JSON of an entry; null for kinds and forms this program does not know. */
export function parseEntry(json: string): RecordEntry | null {
  const value: unknown = JSON.parse(json);
  return isEntry(value) ? value : null;
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

function isEntry(value: unknown): value is RecordEntry {
  const entry = fieldsOf(value);
  if (!Number.isSafeInteger(entry["on"])) return false;
  switch (entry["kind"]) {
    case "card":
      return (
        Number.isSafeInteger(entry["n"]) &&
        Number.isSafeInteger(entry["after"]) &&
        isText(entry["hash"])
      );
    case "triage":
      return isTriage(entry) && isFacts(entry["facts"]);
    case "proposal":
      return isOutcome(entry["outcome"]) && isText(entry["reason"]);
    case "act":
      return isText(entry["note"]);
    case "closing":
      return isOutcome(entry["outcome"]) && isFacts(entry["facts"]);
    default:
      return false;
  }
}

const isText = (value: unknown): value is string => typeof value === "string";
const isOutcome = (value: unknown): boolean => isText(value) && isOutcomeCode(value);
const isFacts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((fact) => conforms(FactRow, fact));

const isTriage = ({ category, platform, identityMode }: Record<string, unknown>): boolean =>
  isText(category) && isCategoryCode(category) && isText(platform) && isText(identityMode);
