import { copyHook } from "../../lib/i18n/language.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";

export type { InviteWords } from "./id.ts";

/** The sentences of the page of an invitation, in the language of the subtree. */
export const useWords = copyHook({ id, en });
