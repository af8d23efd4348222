import { setDraft } from "../room.ts";
import { draftKey, type DraftField } from "../state/drafts.ts";
import { useRoom } from "../useRoom.ts";

/** One typed field of a case, kept outside of the screen so that nothing takes it away. */
export function useDraft(caseId: string, field: DraftField): [string, (text: string) => void] {
  const room = useRoom();
  const key = draftKey(caseId, field);
  return [room.drafts.value[key] ?? "", (text) => setDraft(room, key, text)];
}
