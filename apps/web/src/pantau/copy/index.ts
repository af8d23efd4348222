import { createCatalogue } from "../../lib/i18n/catalogue.ts";
import type { PantauCopy } from "./id.ts";

export type { PantauCopy } from "./id.ts";

export const catalogue = createCatalogue<PantauCopy>({
  id: async () => (await import("./id.ts")).id,
  en: async () => (await import("./en.ts")).en,
});

export const useCopy = catalogue.useCopy;
