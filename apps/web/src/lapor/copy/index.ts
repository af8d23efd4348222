import { createCatalogue } from "../../lib/i18n/catalogue.ts";
import type { LaporCopy } from "./id.ts";

export type { LaporCopy } from "./id.ts";

export const catalogue = createCatalogue<LaporCopy>({
  id: async () => (await import("./id.ts")).id,
  en: async () => (await import("./en.ts")).en,
});

export const useCopy = catalogue.useCopy;
