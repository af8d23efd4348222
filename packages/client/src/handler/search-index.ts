import type { Desk } from "./desk.ts";
import type { IndexCard } from "./index-card.ts";
import { labelOf } from "./label.ts";

/** What a search finds: the card of a case. */
export type IndexHit = Pick<IndexCard, "caseId" | "summary" | "category" | "clips"> & {
  readonly label: `K-${string}`;
  readonly title: string;
};

/**
 * The cases of a unit whose card holds every word of the text, as the beginning of one of its words. Looks only at what
 * `refreshIndex` has loaded; the text never leaves the device. Nothing is found by an empty text.
 */
export function searchIndex(desk: Desk, unit: string, text: string): readonly IndexHit[] {
  const wanted = wordsOf(text);
  const cards = desk.memory.indexes.get(unit)?.cards.values() ?? [];
  if (wanted.length === 0) return [];
  return [...cards].map(hitOf).filter((hit) => {
    const words = wordsOf(textOf(hit));
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  });
}

function hitOf({ caseId, summary, category, clips }: IndexCard): IndexHit {
  const title = summary.title || summary.account || summary.name || summary.office;
  return Object.freeze({ caseId, label: labelOf(caseId), title, summary, category, clips });
}

const textOf = ({ label, summary, category }: IndexHit): string =>
  [label, summary.title, summary.account, summary.name, summary.office, category ?? ""].join(" ");

/** Words without case, accents and signs; `@budi.s` is found as `budi`, too. */
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
