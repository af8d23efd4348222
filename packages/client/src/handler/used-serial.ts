import type { Desk } from "./desk.ts";

/** Serial of the directory whose keys this desk seals and signs with: the server refuses what an outdated one made. */
export const usedSerial = ({ institution }: Pick<Desk, "institution">): number =>
  institution.directory.serial;
