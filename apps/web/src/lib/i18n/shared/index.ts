import { createCatalogue } from "../catalogue.ts";
import type { Shared } from "./id.ts";

/** The sentences of the parts in `lib`. An entry puts its language in first. */
export const shared = createCatalogue<Shared>({
  id: async () => (await import("./id.ts")).id,
  en: async () => (await import("./en.ts")).en,
});

export const useShared = shared.useCopy;
