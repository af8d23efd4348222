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
import { fieldsOf } from "../shared/fields.ts";

/** One entry of the handlers' sealed, append-only record of a case (R10). */
export type RecordEntry =
  | (Dated<"triage"> & TriageChoice & { readonly facts: readonly FactRow[] })
  | (Dated<"proposal"> & Closing)
  | ActEntry
  | (Dated<"closing"> & Pick<Closing, "outcome"> & { readonly facts: readonly FactRow[] })
  | TransferEntry
  | TakeoverEntry
  | ReceiptEntry
  | PackEntry;

type Dated<Kind extends string> = { readonly kind: Kind; readonly on: Day };

/** An act of two persons on the case (R15): the proof for colleagues, its note with both signatures. */
export type ActEntry = Dated<"act"> & { readonly note: string };

/** The proposal to hand the case to another unit (R8). */
export type TransferEntry = Dated<"transfer"> & Transferring;

export type Transferring = {
  readonly target: string;
  readonly keepsAccess: boolean;
  /** For colleagues. */
  readonly reason: string;
  /** All that the other unit reads before it accepts. */
  readonly summary: string;
};

/** A unit took the case over because nothing moved (R5): the act of two, and why. */
export type TakeoverEntry = Dated<"takeover"> & {
  readonly unit: string;
  readonly note: string;
  readonly reason: string;
};

/** The keys of the reporter's new receipt were taken over (R18). */
export type ReceiptEntry = Dated<"receipt"> & { readonly vkey: string };

/** Copies were put together for another unit: nothing else leads from the pack to the case. */
export type PackEntry = Dated<"pack"> & { readonly target: string; readonly id: string };

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

function isEntry(value: unknown): value is RecordEntry {
  const entry = fieldsOf(value);
  if (!Number.isSafeInteger(entry["on"])) return false;
  const { kind } = entry;
  return typeof kind === "string" && Object.hasOwn(FORMS, kind) && FORMS[kind]?.(entry) === true;
}

type Form = (entry: Record<string, unknown>) => boolean;

const FORMS: Readonly<Record<string, Form>> = Object.freeze<Record<RecordEntry["kind"], Form>>({
  triage: (entry) => isTriage(entry) && isFacts(entry["facts"]),
  proposal: ({ outcome, reason }) => isOutcome(outcome) && isText(reason),
  act: ({ note }) => isText(note),
  closing: ({ outcome, facts }) => isOutcome(outcome) && isFacts(facts),
  transfer: (entry) =>
    hasOnly(entry, ["target", "keepsAccess", "reason", "summary"]) &&
    isText(entry["target"]) &&
    typeof entry["keepsAccess"] === "boolean" &&
    isText(entry["reason"]) &&
    isText(entry["summary"]),
  takeover: (entry) => hasOnlyTexts(entry, ["unit", "note", "reason"]),
  receipt: (entry) => hasOnlyTexts(entry, ["vkey"]),
  pack: (entry) => hasOnlyTexts(entry, ["target", "id"]),
});

const hasOnly = (entry: Record<string, unknown>, fields: readonly string[]): boolean =>
  Object.keys(entry).toSorted().join() === ["kind", "on", ...fields].toSorted().join();

const hasOnlyTexts = (entry: Record<string, unknown>, fields: readonly string[]): boolean =>
  hasOnly(entry, fields) && fields.every((field) => isText(entry[field]));

const isText = (value: unknown): value is string => typeof value === "string";
const isOutcome = (value: unknown): boolean => isText(value) && isOutcomeCode(value);
const isFacts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((fact) => conforms(FactRow, fact));

const isTriage = ({ category, platform, identityMode }: Record<string, unknown>): boolean =>
  isText(category) && isCategoryCode(category) && isText(platform) && isText(identityMode);
