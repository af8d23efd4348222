import { copyHook } from "../language.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";

export const useShared = copyHook({ id, en });
