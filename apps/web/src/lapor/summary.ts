import {
  formWordsOf,
  isCategoryCode,
  NOT_SURE,
  PLATFORMS,
  type Day,
  type Language,
} from "@bijak/domain";
import { formatDay } from "../lib/i18n/format.ts";
import type { LaporCopy } from "./copy/index.ts";
import { filledLinks, happenedOn, type Draft } from "./draft.ts";
import type { QuestionStep } from "./steps.ts";

/** One answer as the check page shows it: the main line and what stands muted below. */
export type SummaryRow = {
  readonly step: QuestionStep;
  readonly title: string;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
};

type Words = { readonly copy: LaporCopy; readonly language: Language; readonly today: Day };

const present = (lines: readonly (string | null)[]): readonly string[] =>
  lines.filter((line) => line !== null && line.trim() !== "") as string[]; // null and blank lines are filtered out

function categoryLine({ category }: Draft, { language }: Words): string | null {
  const isKnown = category !== null && (category === NOT_SURE || isCategoryCode(category));
  return isKnown ? formWordsOf(category).formLabel[language] : null;
}

function platformName(code: string | null, { copy }: Words): string | null {
  if (code === "other") return copy.where.otherPlatform;
  return PLATFORMS.find((one) => one.code === code)?.name ?? null;
}

function placeLines(draft: Draft, words: Words): readonly string[] {
  return draft.hasLink
    ? filledLinks(draft)
    : present([platformName(draft.platform, words), draft.account]);
}

function dateLine(draft: Draft, { copy, language, today }: Words): string | null {
  const day = happenedOn(draft, today);
  if (day !== null) return formatDay(day, language, "weekday");
  return draft.dateChoice === "unknown" ? copy.story.dates.unknown : null;
}

function identityLine({ identity, name, contact }: Draft, { copy }: Words): string {
  if (identity === "anonymous") return `${copy.about.anonymous}. ${copy.about.anonymousHint}`;
  return `${copy.about[identity]}: ${name.trim()}, ${contact.trim()}`;
}

/** The answers in the order of the questions, without the files. */
export function summarize(draft: Draft, words: Words): readonly SummaryRow[] {
  const { check, where, who, about } = words.copy;
  const audience = !draft.hasLink && draft.audience ? where.audiences[draft.audience] : null;
  return [
    { step: "what", title: check.what, lines: present([categoryLine(draft, words)]), notes: [] },
    {
      step: "where",
      title: check.where,
      lines: placeLines(draft, words),
      notes: present([audience]),
    },
    {
      step: "who",
      title: check.who,
      lines: present([present([draft.account, draft.personName, draft.office]).join(", ")]),
      notes: present([draft.knownBy && who.knownBys[draft.knownBy]]),
    },
    {
      step: "story",
      title: check.story,
      lines: present([draft.text.trim()]),
      notes: present([dateLine(draft, words)]),
    },
    {
      step: "about",
      title: check.about,
      lines: [identityLine(draft, words)],
      notes: present([
        draft.identity === "locked" ? check.lockedApart : null,
        draft.relation && `${about.relation} ${about.relations[draft.relation]}`,
        draft.worry && `${about.worry} ${about.worries[draft.worry]}`,
        draft.involvement && `${about.involvement} ${about.involvements[draft.involvement]}`,
      ]),
    },
  ];
}

/** The answers as plain text, for the copy that the person keeps. */
export function writeCopy(draft: Draft, words: Words): string {
  const { savedCopy } = words.copy;
  const rows = summarize(draft, words).map(({ title, lines, notes }) =>
    [title, ...lines, ...notes].join("\n"),
  );
  return (
    [savedCopy.title, `${savedCopy.date}: ${formatDay(words.today, words.language)}`, ...rows].join(
      "\n\n",
    ) + "\n"
  );
}
