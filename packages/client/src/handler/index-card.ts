import type { Summary } from "@bijak/envelope";
import { EnvelopeError } from "@bijak/envelope";
import { fieldsOf } from "../shared/fields.ts";

/** A case in the index of its unit (R9). */
export type IndexCard = {
  readonly caseId: string;
  readonly summary: Summary;
  readonly category: string | null;
  readonly clips: number;
};

export const encodeCards = (cards: readonly IndexCard[]): string => JSON.stringify({ cards });

/** Reads a page that a client of the unit wrote. Throws `note-malformed`. */
export function parseCards(json: string): readonly IndexCard[] {
  const page: unknown = JSON.parse(json);
  const cards = fieldsOf(page)["cards"];
  if (!Array.isArray(cards) || !cards.every(isCard)) throw new EnvelopeError("note-malformed");
  return cards;
}

const SUMMARY_TEXTS = ["title", "kind", "account", "name", "office", "language"];

function isCard(value: unknown): value is IndexCard {
  const { caseId, summary, category, clips } = fieldsOf(value);
  const words = fieldsOf(summary);
  return (
    typeof caseId === "string" &&
    (category === null || typeof category === "string") &&
    Number.isSafeInteger(clips) &&
    SUMMARY_TEXTS.every((field) => typeof words[field] === "string")
  );
}
