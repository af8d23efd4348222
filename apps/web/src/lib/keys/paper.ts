/** How the printed key begins; the rest is what tells one from another. */
const HEAD = /^(AGE-SECRET-KEY-(?:PQ-)?1)(.+)$/;
const GROUP = 4;
const ASKED = 4;

/** A paper key as it stands on its sheet: how it begins, then groups of four. */
export type PaperGroups = { readonly head: string; readonly groups: readonly string[] };

/** Splits a key for a person's eye. A text that is no key has no groups. */
export function groupsOf(paperKey: string): PaperGroups {
  const [, head = "", rest = ""] = HEAD.exec(paperKey) ?? [];
  return { head, groups: rest.match(new RegExp(`.{1,${GROUP}}`, "g")) ?? [] };
}

/** Four different whole groups, in their order, by which a person shows that the copy is right. `random` gives 0 to below 1. */
export function askedGroups(count: number, random: () => number): readonly number[] {
  const left = Array.from({ length: count }, (_, index) => index);
  const picked = Array.from({ length: Math.min(ASKED, count) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  );
  return picked.flat().toSorted((one, other) => one - other);
}

/** Whether a typed group is the one of the key. Small letters and blanks are forgiven. */
export const isGroup = (typed: string, group: string | undefined): boolean =>
  typed.replace(/\s+/g, "").toUpperCase() === group;
