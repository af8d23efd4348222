import { CATEGORIES, isCategoryCode, STATES } from "@bijak/domain";
import type { CaseState, Day, Language } from "@bijak/domain";
import type { InboxRow, IndexHit } from "../model.ts";
import { deadlineChip, type DeadlineChip } from "./deadline.ts";

/** The sentences a row needs in one language. */
export type RowWords = {
  readonly newReport: string;
  readonly locked: string;
  readonly noKey: string;
  readonly noCategory: string;
  readonly notTaken: string;
  readonly standby: string;
  readonly urgent: string;
  readonly restricted: string;
};

/** A row as it is drawn: words only, nothing left to decide. */
export type RowView = {
  readonly caseId: string;
  readonly title: string;
  readonly label: string;
  readonly chip: DeadlineChip | null;
  readonly isUnread: boolean;
  /** Words of the second line, in order. */
  readonly facts: readonly string[];
  /** Files of the case; null while that is not known. */
  readonly clips: number | null;
  /** Initials with the full name, when somebody works on it. */
  readonly assignee: { readonly initials: string; readonly name: string } | null;
};

/** The official word for a category code; null for none or one that is not known here. */
export function categoryWord(code: string | null, language: Language): string | null {
  if (code === null || !isCategoryCode(code)) return null;
  return CATEGORIES[code].history.at(-1)?.label[language] ?? null;
}

/** "Sari Wulandari" gives "SW". At most two letters. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== "");
  const letters = words.map((word) => Array.from(word)[0] ?? "").join("");
  return Array.from(letters).slice(0, 2).join("").toUpperCase();
}

export function rowView(
  row: InboxRow,
  { words, language, today }: { words: RowWords; language: Language; today: Day },
): RowView {
  return {
    caseId: row.caseId,
    title: titleOf(row, words),
    label: row.label,
    chip: row.due === null ? null : deadlineChip(row.due, today),
    isUnread: row.hasUnread && !row.isLocked,
    facts: factsOf(row, words, language),
    clips: row.clips,
    assignee: assigneeOf(row),
  };
}

/** A search hit as it is drawn: its card knows neither state nor limits. */
export function hitView(
  hit: IndexHit,
  { words, language }: { words: RowWords; language: Language },
): RowView {
  return {
    caseId: hit.caseId,
    title: titleOf({ isLocked: false, title: hit.title }, words),
    label: hit.label,
    chip: null,
    isUnread: false,
    facts: [categoryWord(hit.category, language) ?? words.noCategory],
    clips: hit.clips,
    assignee: null,
  };
}

/** What a case is called where it is listed or opened. */
export function titleOf(
  { isLocked, title }: Pick<InboxRow, "isLocked" | "title">,
  words: Pick<RowWords, "locked" | "newReport">,
): string {
  if (isLocked) return words.locked;
  return title.trim() === "" ? words.newReport : title;
}

function factsOf(row: InboxRow, words: RowWords, language: Language): readonly string[] {
  const state = STATES[row.state].label[language];
  return [
    ...categoryFact(row, words, language),
    row.isUrgent ? `${words.urgent} · ${state}` : state,
    ...(row.isRestricted ? [words.restricted] : []),
    ...(row.standbyOnly ? [words.standby] : []),
    ...(row.assignee === null && row.state !== "concluded" && !row.standbyOnly
      ? [words.notTaken]
      : []),
  ];
}

/** States in which a category of record cannot stand yet. Later ones have it, or ended without. */
const BEFORE_TRIAGE: readonly CaseState[] = ["received", "verifying", "awaiting-reporter"];

/** After triage nothing is said until the index has brought the category: silence is not "none". */
function categoryFact(row: InboxRow, words: RowWords, language: Language): readonly string[] {
  if (row.isLocked) return [words.noKey];
  const category = categoryWord(row.category, language);
  if (category !== null) return [category];
  return BEFORE_TRIAGE.includes(row.state) ? [words.noCategory] : [];
}

function assigneeOf({ assignee, assigneeName }: InboxRow): RowView["assignee"] {
  if (assignee === null || assigneeName === null) return null;
  return { initials: initialsOf(assigneeName), name: assigneeName };
}
