/**
 * Everything typed and not yet sent, by case and field. While the room is open it lives in the memory of the page, outside
 * of the screens, so that it survives a change of page and a reload of the case. When the room closes it is sealed.
 */
export type Drafts = Readonly<Record<string, string>>;

export type DraftField = TextField | ChoiceField;

const TEXTS = [
  "reply",
  "note",
  "closing",
  "need",
  "news",
  "takeover",
  "identity",
  "pack",
  "transfer-reason",
  "transfer-summary",
] as const;
type TextField = (typeof TEXTS)[number];
type ChoiceField = "question" | "outcome" | "to" | "category" | "platform";

export const draftKey = (caseId: string, field: DraftField): string => `${caseId} ${field}`;

/** The drafts with one field set; an empty text removes it. */
export function withDraft(drafts: Drafts, key: string, text: string): Drafts {
  const { [key]: _, ...rest } = drafts;
  return text === "" ? rest : { ...rest, [key]: text };
}

/** Whether anything was typed and not sent. */
export function hasDrafts(drafts: Drafts): boolean {
  return Object.keys(drafts).length > 0;
}

/** Whether both say the same. */
export function areSame(one: Drafts, other: Drafts): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

/** Both sets together. Where both have the same text field, the later text stands below the earlier one. */
export function joinDrafts(earlier: Drafts, later: Drafts): Drafts {
  const joined = Object.entries(later).map(([key, text]) => [
    key,
    joinField(key, earlier[key] ?? "", text),
  ]);
  return { ...earlier, ...Object.fromEntries(joined) };
}

function joinField(key: string, earlier: string, later: string): string {
  const isText = TEXTS.some((field) => key.endsWith(` ${field}`));
  if (!isText || earlier.trim() === "" || earlier === later) return later;
  return later.trim() === "" ? earlier : `${earlier}\n\n${later}`;
}

type Sides = { readonly base: Drafts; readonly ours: Drafts; readonly theirs: Drafts };

/**
 * What is to be stored when another session of the same member stored `theirs` since `base` was known: fields that were not
 * touched here are theirs, also when they are gone there.
 */
export function mergeDrafts({ base, ours, theirs }: Sides): Drafts {
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  const kept = [...keys].flatMap((key) => {
    const text = ours[key] === base[key] ? theirs[key] : ours[key];
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(kept);
}
