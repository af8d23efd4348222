import { copyHook } from "../../lib/i18n/language.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";

export type { LaporCopy } from "./id.ts";

export const useCopy = copyHook({ id, en });
