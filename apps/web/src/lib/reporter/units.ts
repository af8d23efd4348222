import type { Institution } from "@bijak/client/reporter";

/** The name of a unit from the signed directory; its id when the directory does not know it. */
export function unitName(id: string, { directory }: Institution): string {
  return directory.units.find((unit) => unit.id === id)?.name ?? id;
}
