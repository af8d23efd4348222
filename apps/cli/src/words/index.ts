import { en } from "./en.ts";
import { id, type Sentences } from "./id.ts";

export type { Sentences } from "./id.ts";
export type Language = "id" | "en";

export const SENTENCES: Readonly<Record<Language, Sentences>> = { id, en };
