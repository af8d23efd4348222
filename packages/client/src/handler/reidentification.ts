/** What a text shares with the words of a reporter: by any of it the subject may guess who wrote. */
export type Reidentification = {
  /** Passages of at least six equal words, as they stand in the text. */
  readonly runs: readonly string[];
  /** Days that both name, as they stand in the text. */
  readonly dates: readonly string[];
  /** Words that the reporter wrote with a capital letter within a sentence, and that are no common ones. */
  readonly names: readonly string[];
};

const RUN_WORDS = 6;

/**
 * Compares a text with the reporter's own words, on the device; names in `expected` are no finding. A hint for whoever writes the
 * text: it proves nothing safe.
 */
export function findShared(
  text: string,
  own: readonly string[],
  expected: readonly string[] = [],
): Reidentification {
  return Object.freeze({
    runs: sharedRuns(text, own),
    dates: sharedDates(text, own),
    names: sharedNames(text, own, expected),
  });
}

type Word = { readonly plain: string; readonly start: number; readonly end: number };

const plainOf = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const wordsIn = (text: string): readonly Word[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => ({
    plain: plainOf(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));

function sharedRuns(text: string, own: readonly string[]): readonly string[] {
  const known = new Set(own.flatMap((one) => windowsOf(wordsIn(one))));
  const words = wordsIn(text);
  const isShared = windowsOf(words).map((window) => known.has(window));
  const runs: string[] = [];
  for (let at = 0; at < isShared.length; at += 1) {
    if (isShared[at] !== true) continue;
    const first = at;
    while (isShared[at + 1] === true) at += 1;
    const [start, end] = [words[first]?.start, words[at + RUN_WORDS - 1]?.end];
    runs.push(text.slice(start, end));
  }
  return runs;
}

/** Each six words that follow each other, as one text. */
const windowsOf = (words: readonly Word[]): readonly string[] =>
  words.slice(0, Math.max(0, words.length - RUN_WORDS + 1)).map((_, at) =>
    words
      .slice(at, at + RUN_WORDS)
      .map(({ plain }) => plain)
      .join(" "),
  );

const MONTHS: Readonly<Record<string, number>> = Object.freeze({
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  agu: 8,
  agt: 8,
  ags: 8,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  des: 12,
  dec: 12,
});

const NUMERIC = /(?<![\p{L}\p{N}])(\d{1,4})[-/.](\d{1,2})(?:[-/.](\d{1,4}))?(?![\p{L}\p{N}])/gu;
const WORDED = /(?<![\p{L}\p{N}])(\d{1,2})\s+(\p{L}{3,9})(?:\s+(\d{4}))?(?![\p{L}\p{N}])/gu;

/** A day as it was written, and its day and month; the year when it was told. */
type Dated = { readonly written: string; readonly day: string; readonly year: number | null };

function sharedDates(text: string, own: readonly string[]): readonly string[] {
  const known = own.flatMap(datesIn);
  const isKnown = ({ day, year }: Dated): boolean =>
    known.some(
      (one) => one.day === day && (one.year === null || year === null || one.year === year),
    );
  return [
    ...new Set(
      datesIn(text)
        .filter(isKnown)
        .map(({ written }) => written),
    ),
  ];
}

const datesIn = (text: string): readonly Dated[] =>
  [...[...text.matchAll(NUMERIC)].map(numericDate), ...[...text.matchAll(WORDED)].map(wordedDate)]
    .filter((date) => date !== null)
    .toSorted((a, b) => text.indexOf(a.written) - text.indexOf(b.written));

/** 24-11-2026, 24/11, 24.11.26, 2026-11-24. */
function numericDate([written, first = "", second = "", third]: RegExpExecArray): Dated | null {
  const isYearFirst = first.length === 4;
  const day = Number(isYearFirst ? third : first);
  const year = isYearFirst ? Number(first) : third === undefined ? null : fullYear(third);
  return dated(written, { day, month: Number(second), year });
}

/** 24 November 2026, 24 Nov. */
function wordedDate([written, day, name = "", year]: RegExpExecArray): Dated | null {
  const month = MONTHS[plainOf(name).slice(0, 3)] ?? 0;
  return dated(written, {
    day: Number(day),
    month,
    year: year === undefined ? null : Number(year),
  });
}

const fullYear = (written: string): number =>
  written.length <= 2 ? 2_000 + Number(written) : Number(written);

function dated(
  written: string,
  { day, month, year }: { day: number; month: number; year: number | null },
): Dated | null {
  const isPossible = day >= 1 && day <= 31 && month >= 1 && month <= 12;
  return isPossible ? { written, day: `${day}.${month}`, year } : null;
}

function sharedNames(
  text: string,
  own: readonly string[],
  expected: readonly string[],
): readonly string[] {
  const known = new Set(own.flatMap(namesIn));
  for (const { plain } of expected.flatMap(wordsIn)) known.delete(plain);
  const shared = wordsIn(text)
    .filter(({ plain }) => known.has(plain))
    .map(({ start, end }) => text.slice(start, end));
  return [...new Map(shared.map((word) => [plainOf(word), word])).values()];
}

/** Words with a capital letter that neither begin a sentence nor are common, in plain letters. */
function namesIn(text: string): readonly string[] {
  return wordsIn(text)
    .filter(
      ({ start, end }) => /^\p{Lu}/u.test(text.slice(start, end)) && !beginsSentence(text, start),
    )
    .map(({ plain }) => plain)
    .filter((plain) => plain.length > 2 && !COMMON.has(plain));
}

function beginsSentence(text: string, start: number): boolean {
  const before = text.slice(0, start).replace(/[\p{Ps}\p{Pi}"' \t]+$/u, "");
  return before === "" || /[.!?:\n•*-]$/u.test(before);
}

/** Written with a capital letter by everyone: months, days, offices, places of the whole nation, platforms. */
const COMMON: ReadonlySet<string> = new Set(
  (
    "januari februari maret april mei juni juli agustus september oktober november desember january february march may " +
    "june july august october december senin selasa rabu kamis jumat sabtu minggu monday tuesday wednesday thursday friday " +
    "saturday sunday indonesia jakarta kementerian keuangan direktorat jenderal inspektorat kantor pelayanan pajak bea cukai " +
    "badan sekretariat asn pns bapak ibu saudara saya kami anda beliau presiden menteri pilkada pemilu ministry finance " +
    "instagram facebook twitter tiktok youtube whatsapp telegram threads linkedin wib"
  ).split(" "),
);
