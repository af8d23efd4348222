import type { RoomInfo } from "../model.ts";

/** The names of the member's units whose key has not been sealed to them yet. */
export const lackingNames = ({ units, lacks }: Pick<RoomInfo, "units" | "lacks">): string =>
  units
    .filter(({ id }) => lacks.includes(id))
    .map(({ name }) => name)
    .join(", ");

/** The units whose cases the member can open. */
export const heldUnits = ({ units, lacks }: Pick<RoomInfo, "units" | "lacks">) =>
  units.filter(({ id }) => !lacks.includes(id));
