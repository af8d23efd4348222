import type { MemberEntry } from "@bijak/envelope";

/**
 * Whether a reported name resembles that of a member: all words of the shorter name stand in the longer one. Titles and
 * single letters do not count. Compared on the device; a hint, nothing more.
 */
export function isLikeMember(
  reported: string,
  members: readonly Pick<MemberEntry, "name">[],
): boolean {
  const words = wordsOf(reported);
  return words.size > 0 && members.some(({ name }) => isInside(words, wordsOf(name)));
}

function isInside(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [shorter, longer] = a.size <= b.size ? [a, b] : [b, a];
  return shorter.size > 0 && [...shorter].every((word) => longer.has(word));
}

const TITLES = new Set([
  "bapak",
  "pak",
  "ibu",
  "bu",
  "dr",
  "drs",
  "dra",
  "ir",
  "prof",
  "se",
  "sh",
  "st",
  "mm",
  "mh",
  "msi",
  "hj",
]);

const wordsOf = (name: string): ReadonlySet<string> =>
  new Set(
    name
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 1 && !TITLES.has(word)),
  );
