/**
 * Everything typed and not yet sent, by case and field. It lives in the memory of the page only, outside of the screens,
 * so that it survives a lock, a change of page and a reload of the case.
 */
export type Drafts = Readonly<Record<string, string>>;

export type DraftField =
  | "reply"
  | "question"
  | "note"
  | "closing"
  | "outcome"
  | "need"
  | "news"
  | "to"
  | "category"
  | "platform";

export const draftKey = (caseId: string, field: DraftField): string => `${caseId} ${field}`;

/** The drafts with one field set; an empty text removes it. */
export function withDraft(drafts: Drafts, key: string, text: string): Drafts {
  const { [key]: _, ...rest } = drafts;
  return text === "" ? rest : { ...rest, [key]: text };
}

/** Whether anything typed would be lost by closing the page. */
export function hasDrafts(drafts: Drafts): boolean {
  return Object.keys(drafts).length > 0;
}
