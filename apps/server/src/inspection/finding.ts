import type { Words } from "@bijak/domain";
import type { BlobStore } from "../blobs/blob-store.ts";
import type { Config } from "../config.ts";
import type { Places } from "../hosting/places.ts";
import type { StoreReader } from "../store/store.ts";

/** `broken`: something is lost, open or forged. `warning`: it will be, unless someone acts. */
export type Verdict = "sound" | "warning" | "broken";

/** One thing that was looked at. Words are for people; `check` is for programs and never changes. */
export type Finding = { readonly check: string; readonly verdict: Verdict; readonly words: Words };

/** What an inspection looks at. */
export type Inspected = {
  readonly config: Config;
  readonly instance: string;
  readonly places: Places;
  readonly reader: StoreReader;
  readonly blobs: BlobStore;
  readonly today: number;
};

export const sound = (check: string, id: string, en: string): Finding => ({
  check,
  verdict: "sound",
  words: { id, en },
});
export const warning = (check: string, id: string, en: string): Finding => ({
  check,
  verdict: "warning",
  words: { id, en },
});
export const broken = (check: string, id: string, en: string): Finding => ({
  check,
  verdict: "broken",
  words: { id, en },
});
