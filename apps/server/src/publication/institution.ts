import type { Words } from "@bijak/domain";

/** Whose channel this is, as the signed configuration says. */
export type Institution = {
  readonly name: Words;
  /** True for a trial: every page says so. */
  readonly isTrial: boolean;
  /** True while the channel is not open yet: every page says so. */
  readonly isRehearsal: boolean;
};
