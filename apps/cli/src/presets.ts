import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type ImportedYear,
  parseImportedYear,
  parseUnitPreset,
  type UnitPreset,
} from "@bijak/domain";

/** What the checkout at `root` brings along for an institution: its units with their days, and its figures from before. */
export type Preset = {
  readonly units: UnitPreset;
  readonly importedYears: readonly ImportedYear[];
};

/** Reads the data of the Ministry of Finance. Throws DataError when a file is not in order. */
export async function readKemenkeu(root: string): Promise<Preset> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(root, "data/kemenkeu", name), "utf8"));
  return {
    units: parseUnitPreset(await read("units.json")),
    importedYears: [parseImportedYear(await read("statistics-2018.json"))],
  };
}
