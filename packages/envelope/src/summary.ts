import { encodeText } from "./bytes.ts";
import { ensure } from "./errors.ts";
import { parseJson, withoutHidden } from "./words.ts";

/** What the first screen of a case shows: enough to see a conflict of interest, not more (R4). */
export type Summary = {
  readonly title: string;
  readonly language: "id" | "en";
  readonly kind: string;
  readonly account: string;
  readonly name: string;
  readonly office: string;
};

const SUMMARY_BYTES = 1_024;
const TEXTS = Object.freeze(["title", "kind", "account", "name", "office"] as const);
type TextField = (typeof TEXTS)[number];

/**
 * The summary as JSON, padded with spaces to exactly 1,024 bytes. Never refuses: while it is too long, the longest
 * text loses its end, which "…" then marks. Invisible characters become U+FFFD.
 */
export function writeSummary(summary: Summary): string {
  let fitting = cleaned(summary);
  while (bytesOf(fitting) > SUMMARY_BYTES) fitting = shortened(fitting);
  return JSON.stringify(fitting) + " ".repeat(SUMMARY_BYTES - bytesOf(fitting));
}

/** Reads what `writeSummary` wrote. Throws `note-malformed` for another size or other fields. */
export function parseSummary(padded: string): Summary {
  ensure(encodeText(padded).length === SUMMARY_BYTES, "note-malformed");
  const summary = parseJson(padded);
  ensure(isSummary(summary), "note-malformed");
  const clean = cleaned(summary);
  ensure(Object.keys(summary).length === Object.keys(clean).length, "note-malformed");
  return clean;
}

const bytesOf = (summary: Summary): number => encodeText(JSON.stringify(summary)).length;

function shortened(summary: Summary): Summary {
  const longest = TEXTS.reduce<TextField>(
    (a, b) => (lengthOf(summary[b]) > lengthOf(summary[a]) ? b : a),
    "title",
  );
  const characters = Array.from(summary[longest].replace(/…$/u, ""));
  const kept = characters.slice(
    0,
    Math.min(characters.length - 1, Math.floor(characters.length * 0.95)),
  );
  return { ...summary, [longest]: `${kept.join("")}…` };
}

const lengthOf = (text: string): number => encodeText(JSON.stringify(text)).length;

const cleaned = ({ title, language, kind, account, name, office }: Summary): Summary =>
  Object.freeze({
    title: withoutHidden(title),
    language,
    kind: withoutHidden(kind),
    account: withoutHidden(account),
    name: withoutHidden(name),
    office: withoutHidden(office),
  });

function isSummary(value: unknown): value is Summary {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map(Object.entries(value));
  const language: unknown = fields.get("language");
  return (
    (language === "id" || language === "en") &&
    TEXTS.every((field) => typeof fields.get(field) === "string")
  );
}
