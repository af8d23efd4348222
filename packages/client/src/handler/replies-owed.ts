import type { CaseKeys } from "@bijak/envelope";
import type { CaseContent } from "./case-file.ts";
import { isReply } from "./history.ts";

type Content = Pick<CaseContent, "messages" | "entries"> & { readonly caseKeys: CaseKeys | null };

/**
 * Whether the reporter still lacks replies of before the newest receipt (R18): its keys came into the case keys by another act than
 * the confirmation, which sends them again and is recorded.
 */
export function owesReplies({ caseKeys, messages, entries }: Content): boolean {
  const former = caseKeys?.formers.at(-1);
  if (former === undefined || caseKeys === null) return false;
  const isRecorded = entries.some(
    ({ entry }) => entry.kind === "receipt" && entry.vkey === caseKeys.reporter.vkey,
  );
  return !isRecorded && messages.some((opened) => opened.index <= former.until && isReply(opened));
}
