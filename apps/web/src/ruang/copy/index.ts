import { copyHook } from "../../lib/i18n/language.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";

export type { CaseWords } from "./case.id.ts";
export type { RoomWords } from "./id.ts";
export type { OwnWords } from "./keys.id.ts";

/** The sentences of the room in the language of the subtree. */
export const useWords = copyHook({ id, en });
