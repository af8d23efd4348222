import { copyHook } from "../../lib/i18n/language.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";

/** The sentences of the recovery page in the language of the subtree. */
export const useWords = copyHook({ id, en });
