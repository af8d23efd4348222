import { copyHook } from "../i18n/language.ts";
import { en } from "./copy.en.ts";
import { id } from "./copy.id.ts";

export type { KeyWords } from "./copy.id.ts";

/** What every staff page says about keys, in the language of the subtree. */
export const useKeyWords = copyHook({ id, en });
